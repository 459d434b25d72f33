import Foundation
import TestSupport
import Testing

#if os(Linux)
  /// `tickets log` with somebody's keys as its input.
  @Suite struct LogAtTerminalTests {
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
      let (status, errors) = try workspace.atTerminal(["log", id] + words, typing: nil)
      #expect(status == 2 && errors.contains(reason), "\(String(describing: status)) \(errors)")
      #expect(try workspace.logs(id).count == 1)
    }

    @Test func `what is typed is logged`() throws {
      let workspace = try Workspace()
      let id = try workspace.new()
      let (status, errors) = try workspace.atTerminal(["log", id] + Self.actor, typing: "Typed by hand\n\u{4}")
      #expect(status == 0, "\(errors)")
      #expect(try workspace.logs(id).values.first?.contains("Typed by hand") == true)
    }
  }
#endif
