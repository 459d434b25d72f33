#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A program that runs beside us, is written to and answers.
///
/// It ends when nobody writes to it any more; what it says on standard error is kept for whoever asks why it ended.
package struct ChildProcess: ~Copyable {
  private let id: pid_t
  private var input: Int32?
  private let output: Int32
  private let errors: Int32
  /// How it ended, once that is known.
  private var ended: Int32?

  private init(id: pid_t, input: Int32, output: Int32, errors: Int32) {
    (self.id, self.input, self.output, self.errors) = (id, input, output, errors)
  }

  /// Starts a program found by its name, with the variables that we have and some others; one without a value is taken
  /// away.
  package static func start(
    _ words: [String], changing variables: [String: String?] = [:]
  ) throws(Errno) -> ChildProcess {
    var open: [Int32] = []
    do throws(Errno) {
      let toChild = try Platform.pipe()
      open += [toChild.output, toChild.input]
      let fromChild = try Platform.pipe()
      open += [fromChild.output, fromChild.input]
      let errors = try unnamedFile()
      open.append(errors)
      let id = try spawn(
        words, environment(changing: variables), input: toChild.output, output: fromChild.input, errors: errors)
      Platform.close(toChild.output)
      Platform.close(fromChild.input)
      return ChildProcess(id: id, input: toChild.input, output: fromChild.output, errors: errors)
    } catch {
      for descriptor in open { Platform.close(descriptor) }
      throw error
    }
  }

  deinit {
    if let input { Platform.close(input) }
    Platform.close(output)
    Platform.close(errors)
    if ended == nil { _ = Self.wait(id) }
  }

  /// Writes all of the bytes; what it has not read yet must fit into a pipe, or both wait for each other.
  package func write(_ bytes: [UInt8]) throws(Errno) {
    guard let input else { throw .brokenPipe }
    try Platform.writeAll(bytes, to: input)
  }

  /// Lets it know that nothing more will be written.
  package mutating func finishWriting() {
    if let input { Platform.close(input) }
    input = nil
  }

  /// Waits for the next bytes that it writes, at most so many; none when it has ended.
  package func read(_ limit: Int) throws(Errno) -> [UInt8] { try Platform.readOnce(limit, from: output) }

  /// How it ended, as a shell counts: a signal is 128 and its number.
  ///
  /// This waits for the end, so only who has read the last of its output may ask.
  package mutating func status() -> Int32 {
    let status = ended ?? Self.wait(id)
    ended = status
    return status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F
  }

  /// What it has said on standard error.
  package func complaints() -> String {
    var bytes: [UInt8] = []
    guard lseek(errors, 0, SEEK_SET) == 0 else { return "" }
    while let chunk = try? Platform.readOnce(1 << 12, from: errors), !chunk.isEmpty, bytes.count < 1 << 16 {
      bytes += chunk
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func wait(_ id: pid_t) -> Int32 {
    var status: Int32 = 0
    while unsafe waitpid(id, &status, 0) < 0 {
      if errno != EINTR { return 127 << 8 }
    }
    return status
  }

  /// A file that goes away with its descriptor: no pipe that could fill up while nobody reads it.
  private static func unnamedFile() throws(Errno) -> Int32 {
    guard let file = unsafe tmpfile() else { throw Errno(errno) }
    defer { unsafe fclose(file) }
    return try Platform.duplicate(unsafe fileno(file))
  }

  private static func spawn(
    _ words: [String], _ variables: [String], input: Int32, output: Int32, errors: Int32
  ) throws(Errno) -> pid_t {
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
    #else
      var actions = unsafe posix_spawn_file_actions_t()
    #endif
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_adddup2(&actions, input, 0)
    unsafe posix_spawn_file_actions_adddup2(&actions, output, 1)
    unsafe posix_spawn_file_actions_adddup2(&actions, errors, 2)
    let arguments = unsafe words.map { unsafe strdup($0) } + [nil]
    let environment = unsafe variables.map { unsafe strdup($0) } + [nil]
    defer { unsafe (arguments + environment).forEach { unsafe free($0) } }
    var id: pid_t = 0
    let status = unsafe posix_spawnp(&id, words[0], &actions, nil, arguments, environment)
    guard status == 0 else { throw Errno(status) }
    return id
  }

  /// The variables of this process as `NAME=value`, but for those that are changed.
  private static func environment(changing variables: [String: String?]) -> [String] {
    #if canImport(Darwin)
      let entries = unsafe _NSGetEnviron().pointee
    #else
      let entries = unsafe environ
    #endif
    var found: [String] = []
    var place = 0
    while let entry = unsafe entries[place] {
      let text = unsafe String(cString: entry)
      if variables[String(text.prefix { $0 != "=" })] == nil { found.append(text) }
      place += 1
    }
    return found + variables.compactMap { name, value in value.map { "\(name)=\($0)" } }.sorted()
  }
}
