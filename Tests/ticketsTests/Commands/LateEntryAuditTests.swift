import Foundation
import TestSupport
import Testing

/// Two clones and a remote that decides: who went on after the claim had passed is named, and nobody else.
@Suite struct LateEntryAuditTests {
  private let here: TestRepository
  private let there: TestRepository
  private let id: String

  init() throws {
    here = try TestRepository()
    let tool = Tool(in: here.path, ["TICKETS_NOW": "2026-02-01T10:00:00Z"])
    try tool.succeed("init")
    id = try tool.succeed("new", "--title", "Wanted")
    try here.commit("begin")
    let origin = try TestRepository("--bare", named: "origin", in: here.temporary)
    try here.git("remote", "add", "origin", origin.path)
    try here.git("push", "--quiet", "-u", "origin", "main")
    there = try origin.clone(named: "there")
    try here.git("switch", "--quiet", "-c", "work")
    try there.git("switch", "--quiet", "-c", "other")
  }

  private func agent(_ name: String, in repository: TestRepository, at time: String) -> Tool {
    Tool(
      in: repository.path,
      [
        "TICKETS_NOW": "2026-02-01T\(time):00Z", "TICKETS_ACTOR": name, "TICKETS_ACTOR_TYPE": "agent",
        "TICKETS_RUN_ID": "run-\(name)",
      ])
  }

  private func person(at time: String) -> Tool {
    Tool(in: there.path, ["TICKETS_NOW": "2026-02-01T\(time):00Z", "TICKETS_ACTOR": "@ada"])
  }

  /// What the work here meets when the other clone's comes in.
  private func meet() throws -> (check: Execution, audit: Execution) {
    try here.commit("work")
    try there.commit("other")
    try there.git("push", "--quiet", "origin", "other")
    try here.git("fetch", "--quiet", "origin")
    let tool = person(at: "12:00").moved(to: here.path)
    let check = try tool("merge-check", "origin/other", "--assume", "drivers")
    try here.git("merge", "--quiet", "origin/other")
    return (check, try tool("audit", "main..work"))
  }

  @Test func `an agent that goes on after a person took its claim is named`() throws {
    try agent("codex", in: here, at: "10:00").succeed("claim", id, "--push")
    try agent("codex", in: here, at: "10:05").succeed("log", id, "--summary", "Mine.")
    #expect(try person(at: "10:10").succeed("claim", id, "--push").contains("codex (run run-codex) had it"))
    try person(at: "10:11").succeed("log", id, "--summary", "Looked.")
    // The clone of the agent knows nothing of it.
    try agent("codex", in: here, at: "10:20").succeed("log", id, "--summary", "Still mine.")
    let (check, audit) = try meet()
    #expect(check.status == 1 && check.text.contains("LATE_ENTRY"), "\(check.text)")
    #expect(
      audit.status == 1 && audit.text.contains(":2: late: written by codex at 2026-02-01T10:20:00Z"), "\(audit.text)")
    #expect(audit.text.components(separatedBy: "late: ").count == 2)
    // Once merged, it is no news for what comes after.
    #expect(try person(at: "12:00").moved(to: here.path)("audit", "work..work").status == 0)
  }

  @Test func `who stopped in time, and who claimed without a remote, is not`() throws {
    try agent("codex", in: here, at: "10:00").succeed("claim", id, "--push")
    try agent("codex", in: here, at: "10:05").succeed("log", id, "--summary", "Mine.")
    try agent("claude", in: there, at: "10:40").succeed("claim", id, "--push")
    try agent("claude", in: there, at: "10:50").succeed("log", id, "--summary", "Mine now.")
    let (check, audit) = try meet()
    #expect(!check.text.contains("LATE_ENTRY"))
    #expect(audit.status == 0 && !audit.text.contains("late"), "\(audit.text)")
  }

  @Test func `two clones that claim for themselves prove nothing`() throws {
    try agent("codex", in: here, at: "10:00").succeed("claim", id)
    try agent("claude", in: there, at: "10:10").succeed("claim", id)
    try agent("claude", in: there, at: "10:11").succeed("log", id, "--summary", "Mine.")
    try agent("codex", in: here, at: "10:20").succeed("log", id, "--summary", "Mine.")
    let (check, audit) = try meet()
    #expect(!check.text.contains("LATE_ENTRY") && audit.status == 0)
  }
}

extension Tool {
  /// The same tool in another folder.
  fileprivate func moved(to folder: String) -> Tool { Tool(in: folder, environment) }
}
