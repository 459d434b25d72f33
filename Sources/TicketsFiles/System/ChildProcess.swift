#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A program that runs beside us, is written to and answers, or is just run to its end.
///
/// It ends when nobody writes to it any more.
package struct ChildProcess: ~Copyable {
  /// What a program reads.
  package enum Input {
    /// What is written to it while it runs.
    case written
    case bytes([UInt8])
    /// Whatever we would read.
    case ours
  }

  /// Where goes what it says on standard error.
  package enum Complaints {
    /// It is kept for whoever asks why the program ended.
    case kept
    /// Where ours goes.
    case shown
    /// Into its output.
    case joined
  }

  private let id: pid_t
  private var input: Int32?
  private let output: Int32
  private let errors: Int32?
  /// How it ended, once that is known.
  private var ended: Int32?

  private init(id: pid_t, input: Int32?, output: Int32, errors: Int32?) {
    (self.id, self.input, self.output, self.errors) = (id, input, output, errors)
  }

  /// Starts a program found by its name, with the variables that we have and some others; one without a value is taken
  /// away.
  package static func start(
    _ words: [String], changing variables: [String: String?] = [:], reading input: Input = .written,
    _ complaints: Complaints = .kept
  ) throws(Errno) -> ChildProcess {
    var (ours, theirs): ([Int32], [Int32]) = ([], [])
    defer { for descriptor in theirs { Platform.close(descriptor) } }
    do throws(Errno) {
      var (source, writing): (Int32?, Int32?)
      switch input {
      case .written:
        let pipe = try Platform.pipe()
        (source, writing) = (pipe.output, pipe.input)
        theirs.append(pipe.output)
        ours.append(pipe.input)
      case .bytes(let bytes):
        let file = try unnamedFile(holding: bytes)
        source = file
        theirs.append(file)
      case .ours: break
      }
      let fromChild = try Platform.pipe()
      theirs.append(fromChild.input)
      ours.append(fromChild.output)
      var errors: Int32?
      if case .kept = complaints {
        let file = try unnamedFile()
        errors = file
        ours.append(file)
      }
      let sink = if case .joined = complaints { fromChild.input } else { errors }
      let id = try spawn(words, environment(changing: variables), [source, fromChild.input, sink])
      return ChildProcess(id: id, input: writing, output: fromChild.output, errors: errors)
    } catch {
      for descriptor in ours { Platform.close(descriptor) }
      throw error
    }
  }

  /// Runs a program to its end; what it is to read must be known before.
  package static func run(
    _ words: [String], changing variables: [String: String?] = [:], reading input: Input = .ours,
    _ complaints: Complaints = .shown
  ) throws(Errno) -> (status: Int32, output: [UInt8]) {
    var child = try start(words, changing: variables, reading: input, complaints)
    child.finishWriting()
    var output: [UInt8] = []
    while case let chunk = try child.read(1 << 16), !chunk.isEmpty { output += chunk }
    return (child.status(), output)
  }

  deinit {
    if let input { Platform.close(input) }
    Platform.close(output)
    if let errors { Platform.close(errors) }
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
    guard let errors, lseek(errors, 0, SEEK_SET) == 0 else { return "" }
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
  private static func unnamedFile(holding bytes: [UInt8] = []) throws(Errno) -> Int32 {
    guard let file = unsafe tmpfile() else { throw Errno(errno) }
    defer { unsafe fclose(file) }
    let descriptor = try Platform.duplicate(unsafe fileno(file))
    do throws(Errno) {
      try Platform.writeAll(bytes, to: descriptor)
      guard lseek(descriptor, 0, SEEK_SET) == 0 else { throw Errno(errno) }
      return descriptor
    } catch {
      Platform.close(descriptor)
      throw error
    }
  }

  /// Starts a program with these for its standard files; where there is none it has ours.
  private static func spawn(
    _ words: [String], _ variables: [String], _ standardFiles: [Int32?]
  ) throws(Errno) -> pid_t {
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
    #else
      var actions = unsafe posix_spawn_file_actions_t()
    #endif
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    for (number, file) in standardFiles.enumerated() {
      if let file { unsafe posix_spawn_file_actions_adddup2(&actions, file, Int32(number)) }
    }
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
