#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Lines of shell, for the shell that is on every machine.
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

  /// As the shell counts: a signal is 128 and its number.
  private static func status(_ ended: Int32) -> Int32 {
    ended & 0x7F == 0 ? ended >> 8 & 0xFF : 128 + ended & 0x7F
  }
}
