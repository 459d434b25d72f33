import Foundation
import TestSupport
import Testing

/// Who acts when nobody says so: as the environment and git tell, never a guess.
@Suite struct ActorTests {
  private let repository: TestRepository
  private let tool: Tool
  private let id: String

  init() throws {
    repository = try TestRepository()
    tool = Tool(in: repository.path, ["TICKETS_NOW": "2026-02-01T10:00:00Z", "TICKETS_ACTOR": ""])
    try tool.succeed("init")
    id = try tool.succeed("new", "--title", "Wanted", "--max-iterations", "2")
    try repository.git("config", "user.name", "Ada Lovelace")
  }

  private func tool(_ variables: [String: String]) -> Tool {
    Tool(in: repository.path, tool.environment.merging(variables) { $1 })
  }

  /// What the newest entry of the ticket says.
  private func newest() throws -> [String: Any] {
    let folder = repository.path + "/.tickets/\(id)/logs"
    var entries: [[String: Any]] = []
    for name in try FileManager.default.contentsOfDirectory(atPath: folder).sorted() {
      let text = try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)
      for line in text.split(separator: "\n") {
        let value = try JSONSerialization.jsonObject(with: Data(line.utf8))
        entries.append(try #require(value as? [String: Any]))
      }
    }
    return try #require(entries.last)
  }

  private func who(_ entry: [String: Any]) -> String {
    "\(entry["actor_type"] ?? "-") \(entry["actor_id"] ?? "-") \(entry["written_by"] ?? "-")"
  }

  @Test func `log needs no options: git knows the person`() throws {
    try tool.succeed("log", id, "--summary", "Looked.")
    #expect(who(try newest()) == "human Ada Lovelace -")
    try tool(["GIT_AUTHOR_NAME": "Eve"]).succeed("log", id, "--summary", "Looked.", "--run-id", "z2")
    #expect(who(try newest()) == "human Eve -")
  }

  @Test func `the mark of a host makes it an agent's entry, and a machine's`() throws {
    try tool(["CLAUDECODE": "1"]).succeed("log", id, "--summary", "Looked.", "--run-id", "r1")
    #expect(who(try newest()) == "agent claude (human:Ada Lovelace) tickets")
    try tool.succeed("validate", "--strict")
  }

  @Test func `TICKETS variables beat the mark, and settings speak for the repository`() throws {
    let variables = [
      "CLAUDECODE": "1", "TICKETS_ACTOR": "bot", "TICKETS_ACTOR_TYPE": "agent", "TICKETS_RUN_ID": "run-7",
    ]
    try tool(variables).succeed("status", id, "doing", "--log")
    #expect(who(try newest()) == "agent bot tickets")
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: repository.path + "/.tickets/\(id)/logs")[0].hasSuffix(
        "-run-7.jsonl"))
    try tool.succeed("release", id)
    try repository.git("config", "tickets.actor", "ci")
    try repository.git("config", "tickets.actorType", "agent")
    try tool.succeed("status", id, "blocked", "--log", "--run-id", "z8")
    #expect(who(try newest()) == "agent ci tickets")
  }

  @Test func `where nothing says who, what to set is said and nothing is written`() throws {
    try repository.git("config", "--unset", "user.name")
    for words in [["log", id, "--summary", "x"], ["status", id, "doing", "--log"], ["claim", id]] {
      let refused = try tool(words)
      #expect(refused.status == 2)
      #expect(refused.errorText.contains("nothing says who does this"))
      #expect(refused.errorText.contains("--actor-id"))
    }
    #expect(try repository.git("status", "--porcelain", "--", "*/logs/*").text == "")
    // What writes no entry needs nobody.
    try tool.succeed("status", id, "doing")
    let odd = try tool(["TICKETS_ACTOR_TYPE": "robot"])("log", id, "--summary", "x")
    #expect(odd.status == 2)
    #expect(odd.errorText.contains("TICKETS_ACTOR_TYPE is 'robot'"))
  }

  @Test func `it works outside of a repository, by the settings of the user`() throws {
    let workspace = try Workspace(["TICKETS_ACTOR": "", "GIT_CONFIG_GLOBAL": repository.path + "/.git/config"])
    let other = try workspace.new()
    try workspace.tool.succeed("log", other, "--summary", "Looked.")
    #expect(try workspace.logs(other).values.first?.contains(#""actor_id":"Ada Lovelace""#) == true)
  }

  @Test func `an agent by its mark may not reopen, and a person may`() throws {
    try tool.succeed("status", id, "doing", "--log")
    try tool.succeed("status", id, "done", "--log")
    let refused = try tool(["CODEX_SANDBOX": "seatbelt"])("status", id, "doing")
    #expect(refused.status == 1)
    #expect(refused.errorText.contains("only a person may reopen it"))
    try tool.succeed("status", id, "doing", "--summary", "It came back.", "--run-id", "z9")
    let entry = try newest()
    #expect(entry["reopened"] as? Bool == true)
    #expect(entry["summary"] as? String == "It came back.")
    #expect(entry["status"] as? [String: String] == ["from": "done", "to": "doing"])
  }

  @Test func `what only moves a status is no iteration`() throws {
    let agent = tool(["CLAUDECODE": "1"])
    try agent.succeed("status", id, "doing", "--log", "--run-id", "r1")
    #expect(try used() == 0)
    try agent.succeed("log", id, "--summary", "Limited.", "--verification-results", "pass", "--run-id", "r1")
    #expect(try used() == 1)
    try tool.succeed("release", id)
    try agent.succeed("status", id, "blocked", "--summary", "Waits for keys.", "--run-id", "r2")
    #expect(try used() == 1)
  }

  private func used() throws -> Int? {
    let page = try #require(try tool.json("show", id) as? [String: Any])
    return page["iterations_used"] as? Int ?? (page["limits"] as? [String: Any])?["iterations_used"] as? Int
  }

  @Test func `list, show and merge-check name who took a ticket up`() throws {
    let agent = tool(["CLAUDECODE": "1"])
    try repository.commit("begin")
    try repository.git("switch", "-c", "other")
    try tool.succeed("status", id, "doing", "--log", "--run-id", "h1")
    try repository.commit("a person takes it")
    try repository.git("switch", "main")
    try agent.succeed("status", id, "doing", "--log", "--run-id", "a1")
    try repository.commit("an agent takes it")
    let rows = try #require(try tool.json("list") as? [[String: Any]])
    #expect(rows[0]["holder"] as? String == "claude (human:Ada Lovelace)")
    #expect(rows[0]["owner"] is NSNull)
    #expect(try tool.succeed("show", id).contains("claude (human:Ada Lovelace)"))
    let forecast = try tool("merge-check", "other")
    #expect(forecast.status == 1)
    #expect(forecast.text.contains("ours (claude (human:Ada Lovelace)) and theirs (Ada Lovelace)"))
    #expect(try tool.succeed("branches").contains("Ada Lovelace"))
  }

  @Test func `one person on two branches is no double claim, one run is none either`() throws {
    try repository.commit("begin")
    for variables in [[:], ["CLAUDECODE": "1", "TICKETS_RUN_ID": "r7"]] {
      let other = try tool.succeed("new", "--title", "Both")
      try repository.commit("another")
      try repository.git("switch", "--quiet", "--force-create", "other")
      try tool(variables).succeed("status", other, "doing", "--log")
      try repository.commit("here")
      try repository.git("switch", "--quiet", "main")
      try tool(variables).succeed("status", other, "doing", "--log")
      try repository.commit("and there")
      let forecast = try tool("merge-check", "other")
      #expect(!forecast.text.contains("DOUBLE_CLAIM"), "\(forecast.text)")
      #expect(!(try tool.succeed("branches").contains("double claim")))
      try tool(variables).succeed("status", other, "blocked")
    }
  }
}
