import Foundation
import TestSupport
import Testing

/// A ticket that two have taken up, as a merge of their branches leaves it.
@Suite struct DoubleClaimTests: TicketInGitTests {
  @Begun var begun: TicketInGit

  private mutating func begin(_ roots: Roots = .plain) throws {
    begun = try TicketInGit(roots)
    try repository.commit("Begin")
  }

  private func move(_ actor: String, _ minute: Int, from: String, to: String) throws {
    #expect(try repository.read(ticket).contains("status: \(from)\n"))
    var tool = tool
    tool.environment["TICKETS_NOW"] = "2026-02-01T00:\(minute):00Z"
    let words = ["--log", "--actor-type", "human", "--actor-id", actor, "--run-id", actor]
    try tool.succeed(["status", id, to] + words)
  }

  private func found() throws -> [String] {
    let said = try tool("validate")
    #expect(said.status == 0, "\(said.text)")
    return said.text.split(separator: "\n").filter { $0.contains("DOUBLE_CLAIM") }.map(String.init)
  }

  @Test mutating func `two claims without a release between are a warning that names both`() throws {
    try begin()
    try move("codex", 10, from: "todo", to: "doing")
    #expect(try found() == [])
    // The other did not know of it.
    try edit("status: doing", "status: todo")
    try move("claude", 20, from: "todo", to: "doing")
    let issues = try found()
    let issue = try #require(issues.first)
    #expect(issues.count == 1)
    #expect(issue.contains("-claude.jsonl:1:1: warning DOUBLE_CLAIM:"), "\(issue)")
    #expect(issue.contains("codex (2026-02-01T00:10:00Z) and claude (2026-02-01T00:20:00Z)"), "\(issue)")
    #expect(try tool("validate", "--strict").status == 1)
    // One lets go, the other goes on.
    try move("codex", 30, from: "doing", to: "todo")
    try move("claude", 40, from: "todo", to: "doing")
    #expect(try found() == [])
    // A ticket that nobody is doing is no matter.
    try edit("status: doing", "status: todo")
    try move("codex", 50, from: "todo", to: "doing")
    try edit("status: doing", "status: done")
    #expect(try found() == [])
  }

  @Test(arguments: [
    [("codex", "todo", "doing"), ("codex", "doing", "todo"), ("claude", "todo", "doing")],
    [("codex", "todo", "doing"), ("codex", "doing", "blocked"), ("claude", "blocked", "doing")],
    [("codex", "todo", "doing"), ("ada", "doing", "todo"), ("claude", "todo", "doing")],
    [("codex", "todo", "doing"), ("codex", "doing", "done"), ("codex", "done", "doing")],
  ])
  mutating func `one after the other is no double claim`(moves: [(actor: String, from: String, to: String)]) throws {
    try begin()
    for (minute, step) in moves.enumerated() { try move(step.actor, 10 + minute, from: step.from, to: step.to) }
    #expect(try found() == [])
  }

  @Test(arguments: Roots.allCases)
  mutating func `after the merge that brought both the hook says so`(roots: Roots) throws {
    try begin(roots)
    try begun.installHooks("post-merge")
    try git("checkout", "--quiet", "-b", "theirs")
    try move("claude", 20, from: "todo", to: "doing")
    try repository.commit("Claim")
    try git("checkout", "--quiet", "main")
    try move("codex", 10, from: "todo", to: "doing")
    try repository.commit("Claim")
    let merge = try git("merge", "--no-edit", "theirs")
    #expect(merge.errorText.contains("DOUBLE_CLAIM: The ticket is doing, and codex"), "\(merge.errorText)")
    #expect(merge.errorText.contains("tickets status <ticket> todo --log"))
    // What was there before the merge is nothing new.
    try git("checkout", "--quiet", "-b", "more", "HEAD~1")
    try repository.write("code", "a")
    try repository.commit("Code")
    try git("checkout", "--quiet", "main")
    #expect(try !git("merge", "--no-edit", "more").errorText.contains("tickets:"))
  }
}
