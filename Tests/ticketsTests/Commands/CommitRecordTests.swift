import Foundation
import TestSupport
import Testing

/// An agent's run from start to finish, through the built tool and the real git.
@Suite struct CommitRecordTests {
  /// A repository with a ticket that `main` has.
  struct Project {
    let made: TestRepository
    var tool: Tool
    let ticket: String

    init() throws {
      made = try TestRepository()
      tool = Tool(in: made.path)
      try tool.succeed("init")
      ticket = try tool.succeed("new", "--title", "Limit login attempts")
      try made.write("src/login.c", "int login;\n")
      try made.commit("Begin")
    }

    /// Writes a file, commits it, and returns the commit.
    func work(_ file: String, _ text: String, _ message: String) throws -> String {
      try made.write(file, text)
      return try made.commit(message)
    }

    @discardableResult func log(_ words: String...) throws -> String {
      try tool.succeed(
        ["log"] + words + ["--machine", "--actor-type", "agent", "--actor-id", "codex", "--summary", "Worked"])
    }

    /// What the logs record, in their order.
    func changes() throws -> [[String: Any]] {
      let shown = try tool.json("show", ticket, "--logs", "all") as? [String: Any]
      let logs = shown?["logs"] as? [[String: Any]] ?? []
      return logs.reversed().compactMap { $0["changes"] as? [String: Any] }
    }

    func commits() throws -> [[String]] { try changes().map { $0["commits"] as? [String] ?? [] } }
  }

  @Test func `a run records each commit once, in order, across a rebase`() throws {
    let project = try Project()
    let git = project.made.git
    try git("switch", "-qc", "feature")
    let first = try project.work("src/limit.c", "int limit;\n", "Add the limit")
    let second = try project.work("src/login.c", "int login;\nint tries;\n", "Count the tries")
    try project.log(project.ticket, "--run-id", "run-1", "--changes")
    #expect(try project.commits() == [[first, second]])
    #expect(try project.changes().first?["files"] as? [String] == ["src/limit.c", "src/login.c"])
    try project.made.commit("Log")

    try git("switch", "-q", "main")
    _ = try project.work("README", "Read me\n", "Something else")
    try git("switch", "-q", "feature")
    try git.with(environment: ["GIT_COMMITTER_DATE": "2026-02-01T00:00:00Z"])("rebase", "-q", "main")
    #expect(try git.attempt("merge-base", "--is-ancestor", second, "HEAD").status == 1)
    let third = try project.work("src/limit.c", "int limit = 3;\n", "Set the limit")
    try project.log(project.ticket, "--run-id", "run-1", "--changes")
    #expect(try project.commits() == [[first, second], [third]])
    #expect(try project.changes().last?["files"] as? [String] == ["src/limit.c"])
    try project.tool.succeed("validate")
  }

  @Test func `on the base branch it is the commit of HEAD`() throws {
    let project = try Project()
    let head = try project.work("src/fix.c", "int fix;\n", "Fix")
    try project.log(project.ticket, "--changes")
    #expect(try project.commits() == [[head]])
    let again = try project.tool(
      "log", project.ticket, "--changes", "--actor-type", "human", "--actor-id", "@a", "--summary", "Again")
    #expect(again.errorText.contains("there is no commit to record"))
    #expect(try project.commits() == [[head]])
  }

  @Test func `a range is taken as it is`() throws {
    let project = try Project()
    let first = try project.work("a", "1\n", "One")
    let second = try project.work("b", "2\n", "Two")
    try project.log(project.ticket, "--changes")
    try project.log(project.ticket, "--changes", "HEAD~2..HEAD")
    try project.log(project.ticket, "--changes", "HEAD~1")
    #expect(try project.commits() == [[second], [first, second], [first]])
  }

  @Test func `a fresh branch has nothing to record`() throws {
    let project = try Project()
    try project.made.git("switch", "-qc", "feature")
    try project.log(project.ticket, "--changes")
    #expect(try project.changes().isEmpty)
  }

  @Test func `outside git and before the first commit nothing is written`() throws {
    let outside = try Workspace()
    let id = try outside.new()
    let words = ["--changes", "--actor-type", "human", "--actor-id", "@a", "--summary", "x"]
    #expect(try outside.tool(["log", id] + words).status == 2)
    #expect(try outside.logs(id).isEmpty)

    let made = try TestRepository()
    let tool = Tool(in: made.path)
    try tool.succeed("init")
    let other = try tool.succeed("new", "--title", "T")
    let unborn = try tool(["log", other] + words)
    #expect(unborn.status == 2)
    #expect(unborn.errorText.contains("no commit yet"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: made.path + "/.tickets/\(other)/logs").isEmpty)
    let wrong = try tool(["log", other, "--changes", "nothing..HEAD"] + words.dropFirst())
    #expect(wrong.status == 2)
  }

  @Test func `the branch can name the ticket`() throws {
    let project = try Project()
    let git = project.made.git
    try git("switch", "-qc", "work/\(project.ticket.suffix(8))-limits")
    let first = try project.work("a", "1\n", "One")
    try project.log("--changes")
    #expect(try project.commits() == [[first]])
    try git("clean", "-qfd", ".tickets")

    try git("switch", "-qc", "plain", "main")
    let none = try project.tool("log", "--changes", "--actor-type", "human", "--actor-id", "@a", "--summary", "x")
    #expect(none.status == 2)
    #expect(none.errorText.contains("branch.<name>.ticket"))
    let second = try project.work("b", "2\n", "Two\n\nTicket: \(project.ticket.suffix(8))")
    try project.log("--changes")
    #expect(try project.commits() == [[second]])
    try git("clean", "-qfd", ".tickets")

    try git("switch", "-qc", "other", "main")
    try git("config", "branch.other.ticket", project.ticket)
    let third = try project.work("c", "3\n", "Three")
    try project.log("--changes")
    #expect(try project.commits() == [[third]])
  }
}
