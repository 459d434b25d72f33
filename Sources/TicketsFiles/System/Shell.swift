#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Other programs, run through the shell that is on every machine.
package enum Shell {
  /// A word as the shell reads it back unchanged.
  package static func quoted(_ word: String) -> String {
    "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
  }

  /// What `quoted` made a word of; nothing for any other text.
  package static func unquoted(_ text: some StringProtocol) -> String? {
    guard text.utf8.count > 1, text.hasPrefix("'"), text.hasSuffix("'") else { return nil }
    let word = text.dropFirst().dropLast().split(separator: "'\\''", omittingEmptySubsequences: false)
    return word.contains { $0.contains("'") } ? nil : word.joined(separator: "'")
  }

  /// Runs a line of shell with the terminal that we have, until it ends; Ctrl-C is meanwhile its own affair.
  package static func runOnTerminal(_ line: String) throws(Errno) -> Int32 {
    let ended = unsafe system(line)
    guard ended >= 0 else { throw Errno(errno) }
    return status(ended)
  }

  /// Runs a program to its end; what it says on standard error goes where ours goes.
  package static func run(_ words: [String]) throws(Errno) -> (status: Int32, output: [UInt8]) {
    try run(line: words.map(quoted).joined(separator: " "))
  }

  /// Runs some lines of shell to their end; what they say on standard error goes where ours goes.
  package static func run(script: String) throws(Errno) -> (status: Int32, output: [UInt8]) { try run(line: script) }

  /// Runs a program that reads some text, and takes what it says on standard error for output too.
  package static func run(_ words: [String], reading text: String) throws(Errno) -> (status: Int32, output: [UInt8]) {
    try run(line: "printf %s \(quoted(text)) | \(words.map(quoted).joined(separator: " ")) 2>&1")
  }

  /// Runs a program that reads any number of bytes; what it says on standard error is lost.
  package static func run(_ words: [String], reading input: [UInt8]) throws(Errno) -> (status: Int32, output: [UInt8]) {
    // A file without a name is no pipe that could fill up while both sides write.
    guard let file = unsafe tmpfile() else { throw Errno(errno) }
    defer { unsafe fclose(file) }
    guard unsafe fwrite(input, 1, input.count, file) == input.count, unsafe fflush(file) == 0 else {
      throw Errno(errno)
    }
    unsafe rewind(file)
    let line = words.map(quoted).joined(separator: " ")
    return try run(line: "\(line) 2>/dev/null </dev/fd/\(unsafe fileno(file))")
  }

  /// Runs a line of shell that reads some bytes and has the terminal for the rest, until it ends.
  ///
  /// Ctrl-C is meanwhile its own affair.
  package static func feed(_ bytes: [UInt8], to line: String) throws(Errno) -> Int32 {
    guard let stream = unsafe popen(line, "w") else { throw Errno(errno) }
    let before = signal(SIGINT, SIG_IGN)
    _ = unsafe fwrite(bytes, 1, bytes.count, stream)
    let ended = unsafe pclose(stream)
    _ = signal(SIGINT, before)
    guard ended >= 0 else { throw Errno(errno) }
    return status(ended)
  }

  private static func run(line: String) throws(Errno) -> (status: Int32, output: [UInt8]) {
    guard let stream = unsafe popen(line, "r") else { throw Errno(errno) }
    var output: [UInt8] = []
    var byte = unsafe getc(stream)
    while byte >= 0 {
      output.append(UInt8(truncatingIfNeeded: byte))
      byte = unsafe getc(stream)
    }
    let ended = unsafe pclose(stream)
    guard ended >= 0 else { throw Errno(errno) }
    return (status(ended), output)
  }

  /// As the shell counts: a signal is 128 and its number.
  private static func status(_ ended: Int32) -> Int32 {
    ended & 0x7F == 0 ? ended >> 8 & 0xFF : 128 + ended & 0x7F
  }
}
