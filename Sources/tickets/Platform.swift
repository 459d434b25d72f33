// The only file of this target that sees the C library.
#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif
import Synchronization
import TicketsCore
import TicketsFiles

/// What the tool asks of the process it runs in.
enum Process {
  /// The value of an environment variable; an empty one counts as not set.
  static func environment(_ name: String) -> String? {
    guard let value = unsafe getenv(name).map({ unsafe String(cString: $0) }), !value.isEmpty else { return nil }
    return value
  }

  /// The place of the first argument that is not UTF-8, after the name of the program; its bytes are lost in the words
  /// that Swift makes of it.
  static var unreadableArgument: Int? {
    let count = Int(CommandLine.argc)
    return (1..<max(count, 1)).first { index in
      guard let argument = unsafe CommandLine.unsafeArgv[index] else { return false }
      return unsafe String(validatingCString: argument) == nil
    }.map { $0 - 1 }
  }

  /// The names of all environment variables, those of empty ones too.
  static var environmentNames: [String] {
    var names: [String] = []
    #if canImport(Darwin)
      let entries = unsafe _NSGetEnviron().pointee
    #else
      let entries = unsafe environ
    #endif
    while let entry = unsafe entries[names.count] {
      names.append(String(unsafe String(cString: entry).prefix { $0 != "=" }))
    }
    return names
  }

  /// The file of this program, as far as the system can tell.
  static var executable: String? {
    #if canImport(Darwin)
      var size: UInt32 = 0
      _ = unsafe _NSGetExecutablePath(nil, &size)
      var path = [CChar](repeating: 0, count: Int(size))
      guard unsafe _NSGetExecutablePath(&path, &size) == 0 else { return nil }
      return try? Platform.realPath(unsafe String(cString: path))
    #else
      return try? Platform.realPath("/proc/self/exe")
    #endif
  }

  /// What opens a file with the program that the user chose for its kind.
  static var opener: String {
    #if canImport(Darwin)
      "open"
    #else
      "xdg-open"
    #endif
  }

  /// What this machine calls itself.
  static var hostName: String? {
    var name = [CChar](repeating: 0, count: 256)
    guard unsafe gethostname(&name, name.count - 1) == 0 else { return nil }
    return String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  static var currentFolder: String {
    guard let path = unsafe getcwd(nil, 0) else { return "." }
    defer { unsafe free(path) }
    return unsafe String(cString: path)
  }

  static var now: Instant {
    var time = timespec()
    _ = unsafe clock_gettime(CLOCK_REALTIME, &time)
    return Instant(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
  }

  static func isTerminal(_ stream: StandardStream) -> Bool {
    isatty(stream.descriptor) == 1
  }

  /// How many columns the terminal has that standard output goes to.
  static var terminalWidth: Int? { terminalSize.flatMap { $0.ws_col > 0 ? Int($0.ws_col) : nil } }

  /// How many lines it has.
  static var terminalHeight: Int? { terminalSize.flatMap { $0.ws_row > 0 ? Int($0.ws_row) : nil } }

  private static var terminalSize: winsize? {
    var size = winsize()
    return unsafe ioctl(StandardStream.output.descriptor, UInt(TIOCGWINSZ), &size) == 0 ? size : nil
  }

  /// A closed pipe is an error that a write reports, not a signal that ends us in the middle of something.
  static func ignoreClosedPipes() {
    _ = signal(SIGPIPE, SIG_IGN)
  }

  /// Whether something is being written that a request to end (SIGTERM, SIGINT) has to wait for.
  private enum Ending {
    static let free = 0
    static let busy = 1
    static let wanted = 2
  }

  private static let ending = Atomic(Ending.free)

  /// From now on a request to end is obeyed at once, and without an error, unless something is being written.
  static func endWhenAsked() {
    _ = ending.load(ordering: .relaxed)
    // Who started us may have kept these signals from us.
    var signals = sigset_t()
    unsafe sigemptyset(&signals)
    for number in [SIGTERM, SIGINT] { unsafe sigaddset(&signals, number) }
    unsafe pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    for number in [SIGTERM, SIGINT] {
      _ = signal(number) { _ in
        if Process.ending.exchange(Ending.wanted, ordering: .sequentiallyConsistent) == Ending.free { _exit(0) }
      }
    }
  }

  /// Does something that must not be left half-done; who asks us to end meanwhile has to wait.
  static func withoutEnding(_ work: () -> Void) {
    let before = ending.exchange(Ending.busy, ordering: .sequentiallyConsistent)
    if before == Ending.free { work() }
    if before == Ending.wanted || ending.exchange(Ending.free, ordering: .sequentiallyConsistent) == Ending.wanted {
      end(.done)
    }
  }

  static func end(_ code: ExitCode) -> Never {
    exit(code.rawValue)
  }
}
