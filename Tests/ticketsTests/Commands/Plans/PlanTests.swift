import Foundation
import TestSupport
import Testing

/// Plans: what is made, what is counted, and what is refused.
@Suite struct PlanTests {
  private let workspace: PlanWorkspace
  private var tool: Tool { workspace.tool }

  init() throws {
    workspace = try PlanWorkspace()
  }

  private func ticket(_ name: String) throws -> [String: Any] {
    try #require(try tool.json("show", name, "--logs", "all") as? [String: Any])
  }

  @Test func `a plan and its milestones are tickets that are named by their numbers`() throws {
    let plan = try workspace.plan(
      "new", "Auth", "--kind", "feature", "--domain", "cross-cutting", "--risk", "med", "--owner", "@ada", "--set",
      "goal=Why")
    #expect(plan.handle == "EP-20260117-001")
    #expect(try workspace.plan("new", "Other").handle == "EP-20260117-002")
    let first = try workspace.plan("add", plan.handle, "First", "--risk", "high")
    let second = try workspace.plan("add", plan.id, "Second", "--after", "MS001")
    #expect([first.handle, second.handle] == ["EP-20260117-001/MS001", "EP-20260117-001/MS002"])
    #expect(try workspace.plan("add", "EP-20260117-002", "Its own").handle == "EP-20260117-002/MS001")
    let made = try ticket("EP-20260117-001")
    #expect(made["id"] as? String == plan.id && made["owner"] as? String == "@ada")
    #expect(
      made["labels"] as? [String] == [
        "plan", "EP-20260117-001", "kind:feature", "domain:cross-cutting", "risk:med",
      ])
    #expect((made["description"] as? String)?.hasPrefix("Why\n") == true)
    let milestone = try ticket("ep-20260117-001/ms002")
    #expect(milestone["id"] as? String == second.id && milestone["labels"] as? [String] == ["milestone", "MS002"])
    #expect(milestone["dependencies"] as? [String] == [first.id] && milestone["related"] as? [String] == [plan.id])
    #expect((milestone["logs"] as? [[String: Any]])?.first?["created_from"] as? String == plan.id)
    #expect(try ticket(first.id)["labels"] as? [String] == ["milestone", "MS001", "risk:high"])
    #expect(try tool("validate").status == 0)
    // Ids of one moment come in no order.
    #expect(try (ticket(plan.id)["children"] as? [String])?.sorted() == [first.id, second.id].sorted())
  }

  @Test func `what is no plan, no number and no facet is said so, and nothing is written`() throws {
    let plan = try workspace.plan("new", "Auth")
    let other = try tool.succeed("new", "No plan")
    let before = try FileManager.default.contentsOfDirectory(atPath: workspace.repository.path + "/.tickets")
    for (words, text) in [
      (["plan", "new", "x", "--kind", "novel"], "Choose feature, refactor, bugfix, migration"),
      (["plan", "new", "x", "--domain", "sea"], "cross-cutting"),
      (["plan", "add", plan.handle, "x", "--risk", "none"], "med"),
      (["plan", "add", other, "x"], "is no plan"),
      (["plan", "add", plan.handle, "x", "--after", "MS009"], "has no MS009"),
      (["plan", "show", "EP-20260117-009"], "no ticket 'EP-20260117-009'"),
      (["show", "EP-20260117-001/MS001"], "plan list --all"),
      (["plan", "new", "x", "--set", "gaol=y"], "no template has"),
      (["plan", "show", plan.id, "--branches", "--at", "HEAD"], "one is named"),
    ] {
      let answer = try tool(words)
      #expect(answer.status == 2 && answer.errorText.contains(text), "\(words): \(answer.errorText)")
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: workspace.repository.path + "/.tickets") == before)
  }

  @Test func `five parts, of which two are done and one is canceled, are two of four`() throws {
    let plan = try workspace.plan("new", "Auth")
    let milestone = try workspace.plan("add", plan.handle, "First")
    try workspace.parts(of: milestone.handle, "done", "done", "canceled", "doing", "todo")
    let shown = try workspace.shown(plan.handle)
    #expect(PlanWorkspace.figures(shown) == [2, 4] && shown["derived"] as? String == "doing")
    #expect(shown["status"] as? String == "todo" && shown["progress"] as? Double == 0.5)
    let milestones = try #require(shown["milestones"] as? [[String: Any]])
    #expect(milestones.count == 1 && PlanWorkspace.figures(milestones[0]) == [2, 4])
    #expect(PlanWorkspace.figures(try workspace.shown(milestone.handle)) == [2, 4])
    let listed = try #require(tool.json("plan", "list") as? [[String: Any]])
    #expect(listed.count == 1 && PlanWorkspace.figures(listed[0]) == [2, 4])
    #expect(shown["branches"] is NSNull)
    #expect(
      try tool.succeed("plan", "show", plan.handle).hasPrefix(
        "EP-20260117-001  Auth  todo (doing)  2/4   last 2026-01-17 12:00Z\n"))
  }

  @Test func `what waits and what is blocked is told, with the longest chain`() throws {
    let plan = try workspace.plan("new", "Auth")
    let first = try workspace.plan("add", plan.handle, "First")
    let second = try workspace.plan("add", plan.handle, "Second", "--after", "MS001")
    let parts = try workspace.parts(of: first.handle, "todo", "todo")
    let outside = try tool.succeed("new", "Outside")
    try tool.succeed("edit", parts[1], "--dependency", outside, "--estimate-hours", "3")
    let late = try tool.succeed("new", "Late", "--parent", second.handle, "--estimate-hours", "2")
    let shown = try workspace.shown(plan.handle)
    let milestones = try #require(shown["milestones"] as? [[String: Any]])
    #expect(milestones[0]["blocked"] as? [String] == [parts[1]] && milestones[0]["waits_for"] as? [String] == [])
    #expect(milestones[1]["waits_for"] as? [String] == [first.id])
    let path = try #require(shown["critical_path"] as? [String: Any])
    #expect(path["ids"] as? [String] == [parts[1], late] && path["hours"] as? Double == 5)
    let text = try tool.succeed("plan", "show", plan.handle)
    #expect(text.contains("1 blocked by \(outside.suffix(8))") && text.contains("waits for MS001"))
    #expect(text.contains("longest chain  \(parts[1].suffix(8)) -> \(late.suffix(8)), 5 h"))
  }

  @Test func `the newest entry and what is not filled in are shown`() throws {
    let plan = try workspace.plan("new", "Auth", "--set", "goal=Why")
    let milestone = try workspace.plan("add", plan.handle, "First")
    let later = Tool(in: tool.folder, ["TICKETS_NOW": "2026-01-19T14:02:33Z"])
    try later.succeed("log", milestone.id, "--actor-type", "agent", "--actor-id", "codex", "--summary", "Half of it")
    let shown = try workspace.shown(plan.handle)
    #expect(shown["last_updated"] as? String == "2026-01-19T14:02:33Z")
    let newest = try #require(shown["newest"] as? [String: Any])
    #expect(newest["id"] as? String == milestone.id)
    #expect((newest["entry"] as? [String: Any])?["summary"] as? String == "Half of it")
    let open = try #require(shown["placeholders"] as? [[String: Any]])
    let warned = try tool("validate", "--json").text
    #expect(open.contains { $0["id"] as? String == milestone.id } && warned.contains("PLACEHOLDER_UNFILLED"))
    let lines = try workspace.repository.read(".tickets/\(milestone.id)/ticket.md")
      .split(separator: "\n", omittingEmptySubsequences: false)
    for place in open where place["id"] as? String == milestone.id {
      let line = try lines[#require(place["line"] as? Int) - 1]
      #expect(line.contains(try #require(place["text"] as? String)))
    }
    #expect(try tool.succeed("plan", "show", plan.handle).contains("last 2026-01-19 14:02Z"))
  }

  @Test func `parts of a plan that are no milestones are there beside them`() throws {
    let plan = try workspace.plan("new", "Auth")
    try workspace.plan("add", plan.handle, "First")
    try tool.succeed("templates", "apply", "--parent", plan.handle, "milestone=Second", "review", "open-pr")
    let shown = try workspace.shown(plan.handle)
    let milestones = try #require(shown["milestones"] as? [[String: Any]])
    #expect(milestones.compactMap { $0["title"] as? String } == ["First", "Second"])
    #expect(milestones[1]["handle"] is NSNull)
    let others = try #require(shown["others"] as? [[String: Any]])
    #expect(others.compactMap { $0["title"] as? String } == ["Review: Second", "Open the pull request"])
    #expect(PlanWorkspace.figures(shown) == [0, 4])
  }

  @Test func `a log entry names tickets by their ids, however they were typed`() throws {
    let plan = try workspace.plan("new", "Auth")
    let milestone = try workspace.plan("add", plan.handle, "First")
    let ticket = try tool.succeed("new", "Apart", "--related", milestone.id)
    try tool.succeed(
      "log", ticket, "--actor-type", "human", "--actor-id", "@a", "--summary", "Split", "--created-from",
      milestone.handle)
    #expect(try self.ticket(milestone.handle)["children"] as? [String] == [ticket])
    let unknown = try tool(
      "log", ticket, "--actor-type", "human", "--actor-id", "@a", "--summary", "x", "--created-from",
      "EP-20260117-001/MS009")
    #expect(unknown.status == 2 && unknown.errorText.contains("MS009"))
  }

  @Test func `numbers complete, plans first and milestones behind a slash`() throws {
    let plan = try workspace.plan("new", "Auth")
    try workspace.plan("new", "Other")
    try workspace.plan("add", plan.handle, "First")
    let offered = { (typed: String) in
      try tool.succeed("--complete", "show", typed).split(separator: "\n").map { String($0.prefix { $0 != "\t" }) }
    }
    #expect(try offered("EP-2026") == ["EP-20260117-001", "EP-20260117-002"])
    #expect(try offered("EP-20260117-001/") == ["EP-20260117-001/MS001"])
    #expect(try offered("EP-20260117-002/") == [])
  }

  @Test func `done plans are listed when all are`() throws {
    let plan = try workspace.plan("new", "Auth")
    try workspace.plan("new", "Other")
    try tool.succeed("status", plan.handle, "doing")
    try tool.succeed("status", plan.handle, "done")
    #expect(try (tool.json("plan", "list") as? [[String: Any]])?.compactMap { $0["title"] as? String } == ["Other"])
    #expect(try (tool.json("plan", "list", "--all") as? [Any])?.count == 2)
  }
}
