import Foundation
import TestSupport
import Testing

@Suite("tickets list") struct ListViewTests {
  private func titles(_ workspace: Workspace, _ words: String...) throws -> [String] {
    let rows = try #require(try workspace.tool.json(["list"] + words) as? [[String: Any]])
    return rows.map { $0["title"] as? String ?? "broken" }
  }

  /// A house: what is done, what can be taken up, and what waits.
  private func house() throws -> (Workspace, ids: [String: String]) {
    let workspace = try Workspace()
    var ids: [String: String] = [:]
    ids["ground"] = try workspace.new("ground", "--status", "done", "--priority", "low")
    ids["walls"] = try workspace.new(
      "walls", "--dependency", ids["ground"] ?? "", "--assignment-mode", "agent_only", "--assignment-owner", "@alice",
      "--label", "stone", "--priority", "high")
    ids["roof"] = try workspace.new("roof", "--dependency", ids["walls"] ?? "", "--label", "wood")
    ids["garden"] = try workspace.new(
      "garden", "--assignment-mode", "human_only", "--priority", "critical", "--description", "Roses AND ümlauts")
    ids["permit"] = try workspace.new("permit", "--status", "canceled")
    ids["pool"] = try workspace.new("pool", "--dependency", ids["permit"] ?? "", "--status", "doing")
    ids["cellar"] = try workspace.new("cellar", "--status", "blocked", "--block", ids["garden"] ?? "")
    return (workspace, ids)
  }

  @Test func `ready is what can be taken up now, by whom`() throws {
    let (workspace, _) = try house()
    #expect(try titles(workspace, "--ready") == ["walls"])
    #expect(try titles(workspace, "--ready", "--for", "agent") == ["walls"])
    #expect(try titles(workspace, "--ready", "--for", "human") == [])
    #expect(try titles(workspace, "--for", "human", "--status", "todo") == ["roof", "garden"])
  }

  @Test func `blocked is what cannot go on, and says why`() throws {
    let (workspace, ids) = try house()
    #expect(try titles(workspace, "--blocked") == ["roof", "garden", "pool", "cellar"])
    let rows = try #require(try workspace.tool.json("list", "--blocked", "--why") as? [[String: Any]])
    let reasons = rows.map { row in
      (row["waits_for"] as? [[String: Any]] ?? []).map { [$0["id"], $0["reason"]].map { $0 as? String } }
    }
    #expect(
      reasons == [[[ids["walls"], "open"]], [[ids["cellar"], "open"]], [[ids["permit"], "canceled"]], []])
    let text = try workspace.tool.succeed("list", "--blocked", "--why").split(separator: "\n")
    let walls = try #require(ids["walls"]?.suffix(8))
    #expect(text.contains("  waits for \(walls)  todo      walls"))
  }

  @Test func `a cycle and a missing ticket are reasons`() throws {
    let workspace = try Workspace()
    let egg = try workspace.new("egg")
    let hen = try workspace.new("hen", "--dependency", egg)
    let nobody = "0191c2d3-4e5f-7a8b-9c0d-1e2f3a4b5c6d"
    let text = try workspace.read(workspace.ticketPath(egg))
    try workspace.write(
      text.replacingOccurrences(of: "\n---\n# Ticket", with: "\ndependencies: [\(hen), \(nobody)]\n---\n# Ticket"),
      to: workspace.ticketPath(egg))
    let rows = try #require(try workspace.tool.json("list", "--blocked", "--why") as? [[String: Any]])
    let reasons = rows.map { ($0["waits_for"] as? [[String: Any]] ?? []).map { $0["reason"] as? String } }
    #expect(reasons == [["cycle", "missing"], ["cycle"]])
  }

  @Test func `filters combine, and one takes any of its values`() throws {
    let (workspace, _) = try house()
    #expect(try titles(workspace, "--status", "done", "canceled") == ["ground", "permit"])
    #expect(try titles(workspace, "--label", "stone", "--label", "wood") == ["walls", "roof"])
    #expect(try titles(workspace, "--label", "stone", "wood", "--priority", "high", "low") == ["walls"])
    #expect(try titles(workspace, "--owner", "@alice") == ["walls"])
    #expect(try titles(workspace, "--mode", "mixed") == ["ground", "roof", "permit", "pool", "cellar"])
    #expect(try titles(workspace, "--text", "ROSES and ÜML") == ["garden"])
    #expect(try titles(workspace, "--text", "roof", "roses") == ["roof", "garden"])
    #expect(try titles(workspace, "--text", "nothing has this") == [])
  }

  @Test func `rows are sorted and cut`() throws {
    let (workspace, ids) = try house()
    #expect(try titles(workspace, "--sort", "title", "--limit", "3") == ["cellar", "garden", "ground"])
    #expect(try titles(workspace, "--sort", "priority", "--limit", "3") == ["garden", "walls", "ground"])
    #expect(try titles(workspace, "--sort", "status").prefix(2) == ["pool", "cellar"])
    #expect(try titles(workspace, "--sort", "created").count == 7)
    let roof = try #require(ids["roof"])
    try workspace.tool.succeed("log", roof, "--actor-type", "human", "--actor-id", "@me", "--summary", "Looked")
    #expect(try titles(workspace, "--sort", "updated").first == "roof")
  }

  @Test func `a broken ticket is never a missing row`() throws {
    let workspace = try Workspace()
    let id = try workspace.new("whole")
    try workspace.write("<<<<<<< HEAD\n---\n", to: workspace.path + "/.tickets/shattered/ticket.md")
    for words in [
      [], ["--status", "todo"], ["--text", "whole"], ["--owner", "@x"], ["--blocked"], ["--sort", "title"],
    ] {
      let rows = try #require(try workspace.tool.json(["list"] + words) as? [[String: Any]])
      let broken = try #require(rows.first { $0["id"] as? String == "shattered" })
      #expect(broken["broken"] is String && broken["status"] is NSNull)
    }
    #expect(try workspace.tool.succeed("list").contains("[broken]"))
    let ready = try workspace.tool("list", "--ready")
    #expect(ready.text.contains(id.suffix(8)) && !ready.text.contains("shattered"))
    #expect(ready.errorText.contains("1 broken"))
  }

  @Test func `it answers the same of a commit and of the index`() throws {
    let repository = try TestRepository()
    let tool = Tool(in: repository.path)
    try tool.succeed("init")
    let first = try tool.succeed("new", "--title", "first")
    let second = try tool.succeed("new", "--title", "second", "--dependency", first)
    try repository.commit("Plan")
    try tool.succeed("status", first, "done")
    try repository.git("add", "--all")
    try tool.succeed("status", first, "doing")
    let ids = { (words: [String]) in
      try #require(try tool.json(["list", "--ready"] + words) as? [[String: Any]]).map { $0["id"] as? String }
    }
    #expect(try ids(["--at", "HEAD"]) == [first])
    #expect(try ids(["--staged"]) == [second])
    #expect(try ids([]) == [])
  }

  @Test(arguments: [["list"], ["list", "--status", "done"], ["graph"]])
  func `a ticket that is not on this machine is named, and the exit code is 2`(words: [String]) throws {
    let repository = try TestRepository()
    let id = try {
      let tool = Tool(in: repository.path)
      try tool.succeed("init")
      return try tool.succeed("new", "--title", "far away")
    }()
    try repository.commit("Plan")
    try repository.git("config", "uploadpack.allowFilter", "true")
    let clone = try repository.clone("--filter=blob:none", "--bare", named: "partial")
    let execution = try Tool(in: clone.path)(words + ["--at", "main"])
    #expect(execution.status == 2)
    #expect(execution.text.contains(id.suffix(8)) && execution.text.contains("not on this machine"))
    let page = try Tool(in: clone.path)("show", id, "--at", "main", "--json")
    #expect(page.status == 2 && page.text.contains("not on this machine"))
  }

  @Test(arguments: [
    ["--ready", "--blocked"], ["--for", "robot"], ["--limit", "0"], ["--sort", "colour"], ["--status", "finished"],
  ])
  func `a mistake is explained`(words: [String]) throws {
    let workspace = try Workspace()
    let execution = try workspace.tool(["list"] + words)
    #expect(execution.status == 2 && execution.output.isEmpty && execution.errorText.hasPrefix("error: "))
  }

  @Test func `where there is no ticket, it says what makes one`() throws {
    let workspace = try Workspace()
    let empty = try workspace.tool("list")
    #expect(empty.status == 0 && empty.text.isEmpty)
    #expect(empty.errorText == "note: no tickets here; 'tickets new \"What is to be done\"' makes one\n")
    let document = try workspace.tool("list", "--json")
    #expect(document.text == "[]\n" && document.errorText.isEmpty)
    _ = try workspace.new("One")
    let filtered = try workspace.tool("list", "--status", "done")
    #expect(filtered.text.isEmpty && filtered.errorText.isEmpty)
  }

  @Test func `a ticket that a partial clone lacks comes with the command that fetches it`() throws {
    let origin = try TestRepository(stream: "linear")
    try origin.git("config", "uploadpack.allowFilter", "true")
    try origin.git("config", "uploadpack.allowAnySHA1InWant", "true")
    let clone = try origin.clone("--filter=blob:none", "--bare", named: "partial")
    let tool = Tool(in: clone.path)
    let listed = try tool("list", "--at", "main", "--json")
    #expect(listed.status == 2)
    let rows = try #require(try JSONSerialization.jsonObject(with: Data(listed.output)) as? [[String: Any]])
    #expect(!rows.isEmpty)
    for row in rows {
      let broken = try #require(row["broken"] as? String)
      let parts = broken.split(separator: "`", omittingEmptySubsequences: false)
      #expect(parts.count == 3 && parts[0] == "its content is not on this machine; " && parts[2] == " fetches it")
      // What stands there can be typed.
      try clone.git(parts[1].split(separator: " ").dropFirst().map(String.init))
    }
    try tool.succeed("list", "--at", "main")
  }
}
