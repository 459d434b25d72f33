import Foundation
import TestSupport
import Testing

/// What claims do to the states of a flow: recording one is work, reviewing somebody's work does not take it away.
@Suite struct ClaimedFlowTests {
  private func coder(_ work: GatedWork, run: String = "r1", at time: String) -> Tool {
    var tool = work.tool
    tool.environment["TICKETS_NOW"] = "2026-02-01T\(time)Z"
    tool.environment["TICKETS_ACTOR"] = "codex"
    tool.environment["TICKETS_ACTOR_TYPE"] = "agent"
    tool.environment["TICKETS_RUN_ID"] = run
    return tool
  }

  private func claims(_ work: GatedWork, at time: String) throws -> [[String: Any]] {
    try #require(try coder(work, at: time).json("claims") as? [[String: Any]])
  }

  private func logs(_ work: GatedWork) throws -> String {
    let folder = work.repository.path + "/.tickets/\(work.id)/logs"
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return try names.sorted().map { try String(contentsOfFile: "\(folder)/\($0)", encoding: .utf8) }.joined()
  }

  @Test func `a state renews the claim of its own run, and is refused to everybody else's agent`() throws {
    let work = try GatedWork(flow: "lite")
    try coder(work, at: "10:00:00").succeed("claim", work.id)
    for (actor, run) in [("codex", "r2"), ("claude", "r1"), ("claude", "")] {
      var other = coder(work, run: run, at: "10:05:00")
      other.environment["TICKETS_ACTOR"] = actor
      let refused = try other("advance", work.id, "--evidence", "mine")
      #expect(refused.status == 1, "\(refused.errorText)")
      #expect(refused.errorText.contains("claimed by codex (run r1) until 2026-02-01T10:30:00Z"))
    }
    #expect(try logs(work).isEmpty)
    try coder(work, at: "10:10:00").succeed("advance", work.id, "--evidence", "a plan")
    let renewed = try #require(try claims(work, at: "10:10:00").first)
    #expect(renewed["expires_at"] as? String == "2026-02-01T10:40:00Z")
    #expect(try logs(work).contains(#""claim":"\#(renewed["claim"] as? String ?? "-")""#))
    // When the lease is over anybody may, and nobody claims by it.
    try work.edit("1", "2", in: "src/a.py")
    try coder(work, run: "r2", at: "11:00:00").succeed("advance", work.id, "--evidence", "made it")
    #expect(try claims(work, at: "11:00:00").isEmpty)
  }

  @Test func `who reviews need not wait until the work is given back, and the delivery gives it back`() throws {
    let work = try GatedWork(flow: "lite")
    try coder(work, at: "10:00:00").succeed("status", work.id, "doing", "--log")
    try work.edit("1", "2", in: "src/a.py")
    for words in [["--evidence", "a plan"], ["--evidence", "made it"], ["--run"]] {
      try coder(work, at: "10:01:00").succeed(["advance", work.id] + words)
    }
    var reviewer = coder(work, run: "r9", at: "10:02:00")
    reviewer.environment["TICKETS_ACTOR"] = "claude"
    try reviewer.succeed("advance", work.id, "--result", "pass")
    #expect(try claims(work, at: "10:02:00").first?["actor_id"] as? String == "codex")
    let foreign = try reviewer("deliver", work.id)
    #expect(foreign.status == 1 && foreign.errorText.contains("is claimed by codex"), "\(foreign.errorText)")
    #expect(try work.state() == "reviewed")
    let tool = coder(work, at: "10:03:00")
    let delivered = try tool("deliver", work.id)
    #expect(delivered.status == 0, "\(delivered.errorText)")
    #expect(try claims(work, at: "10:03:00").isEmpty && work.dirt() == [])
    #expect(try logs(work).components(separatedBy: #""claim":"#).count > 4)
  }
}
