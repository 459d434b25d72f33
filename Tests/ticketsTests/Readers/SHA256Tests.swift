import Foundation
import TestSupport
import Testing

/// A repository whose objects have names of 64 digits, which libgit2 does not read.
@Suite struct SHA256Tests {
  private let made: TestRepository
  private let tool: Tool

  init() throws {
    made = try TestRepository("--object-format=sha256")
    tool = Tool(in: made.path)
    try tool.succeed("init")
  }

  private var git: Git { made.git }

  private func array(_ words: String...) throws -> [[String: Any]] {
    try #require(try tool.json(words) as? [[String: Any]])
  }

  @Test func `tickets are read from wherever they are`() throws {
    let id = try tool.succeed("new", "--title", "First")
    let begun = try made.commit("begin")
    try git("switch", "--quiet", "--create", "feature")
    try tool.succeed("status", id, "doing", "--log")
    let other = try tool.succeed("new", "--title", "Second")
    try git("add", "--all")
    #expect(try array("list", "--staged").count == 2)
    #expect(try tool.succeed("diff", "--staged").contains("Second"))
    let commit = try made.commit("Work on it")
    #expect(commit.utf8.count == 64)
    #expect(try array("list", "--at", begun).count == 1)
    #expect(try array("list", "--at", String(commit.prefix(12))).count == 2)
    #expect(try tool("validate", "--at", "feature").status == 0)
    let shown = try #require(try tool.json("show", id, "--at", "feature") as? [String: Any])
    #expect(shown["status"] as? String == "doing")
    #expect(try tool.succeed("graph", "--at", "feature").contains("Second"))
    let history = try #require(try tool.json("history", id) as? [String: Any])
    let events = try #require(history["events"] as? [[String: Any]])
    #expect(events.compactMap { $0["commit"] as? String } == [begun, commit])
    let survey = try #require(try tool.json("branches") as? [String: Any])
    #expect(
      (survey["tickets"] as? [[String: Any]])?.compactMap { $0["id"] as? String }.sorted() == [id, other].sorted())
    let forecast = try #require(try tool.json("merge-check", "main", "feature") as? [String: Any])
    #expect((forecast["theirs"] as? [String: Any])?["commit"] as? String == commit)
    #expect(try tool("audit", "main..feature").status == 0)
    // A work tree beside this one is read like any other.
    let linked = try made.addWorkTree("main", named: "linked", "--detach")
    let elsewhere = Tool(in: linked.path)
    try elsewhere.succeed("status", id, "blocked", "--log")
    let states = try #require(try tool.json("branches") as? [String: Any])
    #expect("\(states)".contains("worktree:linked"))
  }

  @Test func `work goes from a claim to its delivery`() throws {
    let id = try tool.succeed("new", "--title", "First")
    try git("config", "user.name", "Ada")
    try git("config", "user.email", "ada@example.org")
    try made.commit("begin")
    let remote = try TestRepository("--bare", "--object-format=sha256", named: "remote", in: made.temporary)
    try git("remote", "add", "origin", remote.path)
    try git("push", "--quiet", "--set-upstream", "origin", "main")
    try tool.succeed("claim", id)
    let claims = try array("claims")
    #expect(claims.count == 1)
    #expect(try git("for-each-ref", "--format=%(objectname)", "refs/tickets/claims/").lines[0].utf8.count == 64)
    let other = Tool(in: made.path, ["TICKETS_ACTOR": "robot", "TICKETS_ACTOR_TYPE": "agent"])
    #expect(try other("claim", id).status == 1)
    #expect(try other("next").text.contains(id.suffix(8)) == false)
    try made.write("code.txt", "code\n")
    try git("add", "code.txt")
    try git("commit", "--quiet", "--message", "Write the code\n\nTicket: \(id)")
    let work = try git("rev-parse", "HEAD").lines[0]
    let log = try tool.succeed("log", id, "--changes", "--summary", "Written")
    let line = try made.read(log)
    let patch = try git("patch-id", "--stable", input: git("show", work).output).lines[0].prefix { $0 != " " }
    #expect(line.contains("\"commits\":[\"\(work)\"]"))
    #expect(line.contains("\"patch_ids\":{\"\(work)\":\"\(patch)\"}"))
    // What is recorded already is recorded once.
    try tool.succeed("log", id, "--changes", "--summary", "Again")
    #expect(try tool.succeed("show", id, "--logs", "all").components(separatedBy: "commits: ").count == 2)
    try tool.succeed("edit", id, "--title", "Renamed")
    try git("add", "--all")
    try tool.succeed("deliver", id)
    #expect(try remote.git("rev-parse", "main").lines == git("rev-parse", "HEAD").lines)
    #expect(try tool("audit", "--commits").status == 0)
    try tool.succeed("release", id)
    #expect(try array("claims").isEmpty)
    // A rebase gives the commit another name, and it is still known.
    try git("commit", "--quiet", "--amend", "--message", "Deliver")
    #expect(try tool("audit", "--commits").status == 0)
  }

  @Test func `hooks judge what is committed and pushed`() throws {
    try git("config", "user.name", "Ada")
    try git("config", "user.email", "ada@example.org")
    let environment = ["PATH": URL(fileURLWithPath: Tool.path).deletingLastPathComponent().path + ":/usr/bin:/bin"]
    let git = git.with(environment: environment)
    try tool.succeed("init", "--hooks")
    let id = try tool.succeed("new", "--title", "First")
    let log = try tool.succeed("log", id, "--summary", "One")
    try git("add", "--all")
    try git("commit", "--quiet", "--message", "begin")
    try made.write(log, "{}\n")
    try git("add", "--all")
    let refused = try git.attempt("commit", "--message", "Rewrite")
    #expect(refused.status == 1, "\(refused.errorText)")
    #expect(refused.errorText.contains(log), "\(refused.errorText)")
    try git("commit", "--quiet", "--no-verify", "--message", "Rewrite")
    let remote = try TestRepository("--bare", "--object-format=sha256", named: "remote", in: made.temporary)
    let pushed = try git.attempt("push", remote.path, "main")
    #expect(pushed.status != 0)
    #expect((pushed.text + pushed.errorText).contains(log), "\(pushed.errorText)")
  }

  @Test func `an empty repository is read as one`() throws {
    #expect(try tool("list", "--at", "HEAD").errorText.contains("'main' has no commit yet"))
    #expect(try tool("list", "--staged", "--json").text.filter { !$0.isWhitespace } == "[]")
    try tool.succeed("new", "--title", "First")
    try git("add", "--all")
    #expect(try array("list", "--staged").count == 1)
    #expect(try tool("hook", "pre-commit").status == 0)
  }
}
