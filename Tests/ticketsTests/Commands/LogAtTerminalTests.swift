import Foundation
import TestSupport
import Testing

#if os(Linux)
  /// `tickets log` with somebody's keys as its input.
  @Suite struct LogAtTerminalTests {
    /// Runs a command line whose input is a terminal: what is typed is typed once it waits for it.
    private func atTerminal(_ words: [String], typing text: String?, _ workspace: Workspace) throws -> (Int32?, String)
    {
      let terminal = unsafe open("/dev/ptmx", O_RDWR | O_NOCTTY)
      defer { close(terminal) }
      var (lock, number): (Int32, Int32) = (0, 0)
      // TIOCSPTLCK unlocks the other end, TIOCGPTN says which it is.
      let isOpen = unsafe ioctl(terminal, 0x4004_5431, &lock) == 0 && ioctl(terminal, 0x8004_5430, &number) == 0
      try #require(isOpen)
      let keys = try #require(FileHandle(forUpdatingAtPath: "/dev/pts/\(number)"))
      let process = Process()
      process.executableURL = URL(fileURLWithPath: Tool.path)
      process.currentDirectoryURL = URL(fileURLWithPath: workspace.path)
      process.arguments = words
      process.environment = workspace.tool.environment
      process.standardInput = keys
      process.standardOutput = FileHandle.nullDevice
      let errors = workspace.path + "/errors"
      try workspace.write("", to: errors)
      process.standardError = FileHandle(forWritingAtPath: errors)
      try process.run()
      if let text { _ = unsafe Array(text.utf8).withUnsafeBytes { unsafe write(terminal, $0.baseAddress, $0.count) } }
      let deadline = Date(timeIntervalSinceNow: 20)
      while process.isRunning, Date() < deadline { usleep(2000) }
      let hasEnded = !process.isRunning
      if !hasEnded { kill(process.processIdentifier, SIGKILL) }
      process.waitUntilExit()
      return (hasEnded ? process.terminationStatus : nil, try workspace.read(errors))
    }

    private static let actor = ["--actor-type", "human", "--actor-id", "a"]

    @Test(arguments: [
      (["--actor-type", "human"], "who does this"),
      (actor + ["--run-id", "a/b"], "run id"),
      (actor + ["--run-id", "old", "--run-started", "2020-01-01T00:00:00Z"], "started"),
      (actor + ["--decisions", "key AKIAIOSFODNN7EXAMPLE"], "AWS access key"),
    ])
    func `what can be refused is refused before the first key`(words: [String], reason: String) throws {
      let workspace = try Workspace(["TICKETS_ACTOR": ""])
      let id = try workspace.new()
      try workspace.tool.succeed(["log", id, "--run-id", "old", "--summary", "s"] + Self.actor)
      let (status, errors) = try atTerminal(["log", id] + words, typing: nil, workspace)
      #expect(status == 2 && errors.contains(reason), "\(String(describing: status)) \(errors)")
      #expect(try workspace.logs(id).count == 1)
    }

    @Test func `what is typed is logged`() throws {
      let workspace = try Workspace()
      let id = try workspace.new()
      let (status, errors) = try atTerminal(["log", id] + Self.actor, typing: "Typed by hand\n\u{4}", workspace)
      #expect(status == 0, "\(errors)")
      #expect(try workspace.logs(id).values.first?.contains("Typed by hand") == true)
    }
  }
#endif
