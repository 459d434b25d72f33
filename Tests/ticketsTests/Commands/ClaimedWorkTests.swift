import Foundation
import TestSupport
import Testing

/// What claims do to `status`, `log` and `edit`: an agent's work claims, renews and gives back; a person is never asked.
@Suite struct ClaimedWorkTests {
  private let repository: TestRepository
  private let id: String

  init() throws {
    repository = try TestRepository()
    let tool = Tool(in: repository.path, ["TICKETS_NOW": "2026-02-01T10:00:00Z"])
    try tool.succeed("init")
    id = try tool.succeed("new", "--title", "Wanted")
    try repository.commit("begin")
  }

  private func agent(_ name: String, run: String? = nil, at time: String = "10:00:00") -> Tool {
    Tool(
      in: repository.path,
      [
        "TICKETS_NOW": "2026-02-01T\(time)Z", "TICKETS_ACTOR": name, "TICKETS_ACTOR_TYPE": "agent",
        "TICKETS_RUN_ID": run ?? "",
      ])
  }

  private func person(at time: String = "10:00:00") -> Tool {
    Tool(in: repository.path, ["TICKETS_NOW": "2026-02-01T\(time)Z", "TICKETS_ACTOR": "@ada"])
  }

  private func claims(at time: String = "10:00:00") throws -> [[String: Any]] {
    try #require(try person(at: time).json("claims") as? [[String: Any]])
  }

  private func logs() throws -> String {
    let folder = repository.path + "/.tickets/\(id)/logs"
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    return try names.map { try String(contentsOfFile: "\(folder)/\($0)", encoding: .utf8) }.joined()
  }

  @Test func `an agent that begins claims, logs under the claim, and gives it back when it is done`() throws {
    try agent("codex", run: "r1").succeed("status", id, "doing", "--log")
    let first = try #require(try claims().first)
    #expect(first["actor_id"] as? String == "codex")
    #expect(try logs().contains(#""claim":"\#(first["claim"] as? String ?? "-")""#))

    try agent("codex", run: "r1", at: "10:10:00").succeed("log", id, "--summary", "Half.")
    let renewed = try #require(try claims(at: "10:10:00").first)
    #expect(renewed["expires_at"] as? String == "2026-02-01T10:40:00Z")
    #expect(try logs().contains(#""claim":"\#(renewed["claim"] as? String ?? "-")""#))

    try agent("codex", run: "r1", at: "10:20:00").succeed("status", id, "done", "--log")
    #expect(try claims(at: "10:20:00").isEmpty)
  }

  @Test func `an agent is refused what another has claimed, and nothing is written`() throws {
    try agent("codex", run: "r1").succeed("claim", id)
    let before = try repository.git("status", "--porcelain").text
    for words in [
      ["status", id, "doing"], ["status", id, "done", "--log"], ["log", id, "--summary", "Mine."],
      ["edit", id, "--priority", "high"],
    ] {
      for other in [agent("claude", run: "r2"), agent("codex", run: "r2"), agent("claude")] {
        let refused = try other(words)
        #expect(refused.status == 1, "\(words) \(refused.errorText)")
        #expect(refused.errorText.contains("claimed by codex (run r1) until 2026-02-01T10:30:00Z"))
      }
    }
    #expect(try repository.git("status", "--porcelain").text == before)
    // When the lease is over, anybody may.
    try agent("claude", run: "r2", at: "10:33:00").succeed("log", id, "--summary", "Mine now.")
  }

  @Test func `a person is never asked`() throws {
    try agent("codex", run: "r1").succeed("claim", id)
    try person().succeed("status", id, "doing", "--log")
    try person().succeed("log", id, "--summary", "Looked.")
    try person().succeed("edit", id, "--priority", "high")
    #expect(try claims().count == 1)
    #expect(try !logs().contains("\"claim\""))
  }

  @Test func `without a run id the run of one's own claim goes on`() throws {
    let codex = agent("codex")
    try codex.succeed("claim", id)
    let first = try codex.succeed("log", id, "--summary", "One.")
    #expect(try codex.succeed("log", id, "--summary", "Two.") == first)
    #expect(try agent("codex", at: "10:05:00").succeed("log", id, "--summary", "Three.") == first)
    // Without a claim each entry is a run of its own.
    try codex.succeed("release", id)
    #expect(try codex.succeed("log", id, "--summary", "Four.") != first)
  }

  @Test func `who began without a run id may name one later`() throws {
    try agent("codex").succeed("status", id, "doing", "--log")
    try agent("codex", run: "r1").succeed("log", id, "--summary", "Half.")
    try agent("codex", run: "r1").succeed("status", id, "done", "--log")
    #expect(try claims().isEmpty)
  }

  @Test func `a status that is refused leaves no claim behind`() throws {
    try person().succeed("status", id, "done", "--log")
    let refused = try agent("codex", run: "r1")("status", id, "doing")
    #expect(refused.status == 1)
    #expect(try claims().isEmpty)
    #expect(try repository.git("for-each-ref", "refs/tickets").text == "")
  }

  @Test func `how long a claim holds is a setting`() throws {
    try repository.write(".tickets/config.yml", "claims:\n  lease: 2h\n")
    try agent("codex", run: "r1").succeed("status", id, "doing")
    #expect(try claims().first?["expires_at"] as? String == "2026-02-01T12:00:00Z")
    // Renewing keeps the length.
    try agent("codex", run: "r1", at: "11:00:00").succeed("log", id, "--summary", "Half.")
    #expect(try claims(at: "11:00:00").first?["expires_at"] as? String == "2026-02-01T13:00:00Z")
    try repository.write(".tickets/config.yml", "claims:\n  lease: soon\n")
    #expect(try person()("validate").text.contains("'claims.lease' must be a time"))
  }

  @Test func `list, show and branches show the claims that hold`() throws {
    try agent("codex", run: "r1").succeed("claim", id)
    for pack in [false, true] {
      if pack { try repository.git("pack-refs", "--all") }
      let rows = try #require(try person().json("list") as? [[String: Any]])
      #expect((rows[0]["claim"] as? [String: Any])?["actor_id"] as? String == "codex")
    }
    let page = try #require(try person().json("show", id) as? [String: Any])
    #expect((page["claim"] as? [String: Any])?["run_id"] as? String == "r1")
    #expect(try person().succeed("show", id).contains("claimed by  codex (run r1) until 2026-02-01T10:30:00Z"))
    #expect(try person().succeed("branches", "--all").contains("claimed by codex (run r1)"))
    let later = try #require(try person(at: "10:33:00").json("list") as? [[String: Any]])
    #expect(later[0]["claim"] is NSNull)
  }

  @Test func `outside git there are no claims, and all else works`() throws {
    let workspace = try Workspace(["TICKETS_ACTOR_TYPE": "agent"])
    let other = try workspace.new()
    try workspace.tool.succeed("status", other, "doing", "--log")
    try workspace.tool.succeed("log", other, "--summary", "Half.")
    try workspace.tool.succeed("status", other, "done")
  }

  @Test func `who says again what this run has said writes nothing`() throws {
    let tool = agent("codex", run: "r1")
    try tool.succeed("status", id, "doing", "--log")
    let begun = try logs()
    #expect(try tool.succeed("status", id, "doing", "--log").contains("nothing was logged"))
    #expect(try logs() == begun)
    try tool.succeed("status", id, "done", "--log")
    let done = try logs()
    #expect(try tool.succeed("status", id, "done", "--log").contains("is done already, and nothing was logged"))
    #expect(try logs() == done)
    // What was typed is never dropped.
    try tool.succeed("status", id, "done", "--summary", "Checked once more.")
    #expect(try logs().contains("Checked once more."))
  }

  @Test func `another run takes over what is doing, and says so`() throws {
    try agent("codex", run: "r1").succeed("status", id, "doing", "--log")
    try agent("codex", run: "r1").succeed("release", id)
    try agent("codex", run: "r2").succeed("status", id, "doing", "--log")
    #expect(try logs().contains("Taken over, doing already."))
  }

  @Test func `who takes up what is done, here or elsewhere, or for people is told and not kept from it`() throws {
    try repository.git("switch", "-qc", "other")
    try person().succeed("status", id, "done")
    try repository.commit("done")
    let here = try agent("codex", run: "r1")("claim", id)
    #expect(here.status == 0 && here.errorText.contains("is done already, and a claim does not reopen it"))
    try repository.git("switch", "-q", "main")
    #expect(try agent("codex", run: "r1")("claim", id).errorText == "")
    let begun = try agent("codex", run: "r1")("status", id, "doing")
    #expect(begun.status == 0 && begun.errorText.contains("this ticket is done on other"))
    let human = try person().succeed("new", "--title", "Decide", "--assignment-mode", "human_only")
    #expect(try agent("codex", run: "r1")("claim", human).errorText.contains("is human_only"))
    #expect(try person()("claim", human).errorText == "")
  }

  @Test func `who is refused is told one thing`() throws {
    try agent("codex", run: "r1").succeed("claim", id)
    let refused = try agent("claude", run: "r2")("claim", id)
    #expect(refused.status == 1)
    #expect(refused.errorText.contains("ask whoever gave it to you") && !refused.errorText.contains("tickets next"))
  }
}
