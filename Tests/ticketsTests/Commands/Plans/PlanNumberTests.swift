import Foundation
import TestSupport
import Testing

/// Numbers of plans and milestones: no two alike where anybody could know, and a way out where nobody could.
@Suite struct PlanNumberTests {
  private let workspace: PlanWorkspace
  private var repository: TestRepository { workspace.repository }

  init() throws {
    workspace = try PlanWorkspace()
  }

  @Test func `60 at once from two work trees get 60 numbers, and leave HEAD and index alone`() async throws {
    let plan = try workspace.plan("new", "Auth")
    try repository.commit("Plan")
    let linked = try repository.addWorkTree("main", named: "linked", "-b", "side")
    let before = try (repository.read(".git/HEAD"), Data(contentsOf: URL(filePath: repository.path + "/.git/index")))
    let files = try FileManager.default.contentsOfDirectory(atPath: repository.path + "/.git").sorted()
    let tools = [workspace.tool, Tool(in: linked.path, workspace.tool.environment.filter { $0.key == "TICKETS_NOW" })]
    let handles = try await withThrowingTaskGroup(of: String.self) { group in
      for number in 0..<60 {
        group.addTask {
          try String(tools[number % 2].succeed("plan", "add", plan.handle, "Step \(number)").prefix { $0 != " " })
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(Set(handles).count == 60)
    #expect(handles.contains("EP-20260117-001/MS001") && handles.contains("EP-20260117-001/MS060"))
    #expect(try repository.read(".git/HEAD") == before.0)
    #expect(try Data(contentsOf: URL(filePath: repository.path + "/.git/index")) == before.1)
    #expect(try FileManager.default.contentsOfDirectory(atPath: repository.path + "/.git").sorted() == files)
  }

  @Test func `a number of another branch, of a remote or of a file elsewhere is not taken again`() throws {
    let plan = try workspace.plan("new", "Auth")
    try repository.commit("Plan")
    try repository.git("switch", "-q", "-c", "side")
    #expect(try workspace.plan("add", plan.handle, "On a branch").handle.hasSuffix("MS001"))
    #expect(try workspace.plan("new", "On a branch").handle == "EP-20260117-002")
    try repository.commit("Side")
    try repository.git("switch", "-q", "main")
    #expect(try workspace.plan("add", plan.handle, "Here").handle.hasSuffix("MS002"))
    #expect(try workspace.plan("new", "Here").handle == "EP-20260117-003")
    try repository.commit("Here")
    let clone = try repository.clone(named: "clone")
    let other = Tool(in: clone.path, ["TICKETS_NOW": "2026-01-17T12:00:00Z"])
    #expect(try workspace.plan("new", "There", with: other).handle == "EP-20260117-004")
    try clone.commit("There")
    try repository.git("fetch", "-q", clone.path, "main:refs/remotes/other/main")
    #expect(try workspace.plan("new", "After a fetch").handle == "EP-20260117-005")
    let linked = try repository.addWorkTree("main", named: "linked", "-b", "work")
    let beside = Tool(in: linked.path, ["TICKETS_NOW": "2026-01-17T12:00:00Z"])
    // What was made here is not committed, and neither is what is made there.
    #expect(try workspace.plan("new", "Beside", with: beside).handle == "EP-20260117-006")
    #expect(try workspace.plan("new", "Once more").handle == "EP-20260117-007")
    try repository.git("tag", "-a", "-m", "x", "kept", "side")
    try repository.git("branch", "-q", "-D", "side")
    #expect(try workspace.plan("add", plan.handle, "Third").handle.hasSuffix("MS003"))
  }

  @Test func `outside of git the folder alone counts`() throws {
    let workspace = try Workspace(["TICKETS_NOW": "2026-01-17T12:00:00Z"])
    #expect(try workspace.tool.succeed("plan", "new", "One").hasPrefix("EP-20260117-001 "))
    #expect(try workspace.tool.succeed("plan", "new", "Two").hasPrefix("EP-20260117-002 "))
    #expect(try workspace.tool.succeed("plan", "add", "EP-20260117-002", "Step").hasPrefix("EP-20260117-002/MS001 "))
  }

  @Test func `two clones that took one number merge, are told, and find the same way out`() throws {
    try repository.commit("Begin")
    let clone = try repository.clone(named: "clone")
    let other = Tool(in: clone.path, ["TICKETS_NOW": "2026-01-17T12:00:01Z"])
    let here = try workspace.plan("new", "Here")
    let there = try workspace.plan("new", "There", with: other)
    #expect(here.handle == there.handle)
    try repository.commit("Here")
    try clone.commit("There")
    try repository.git("fetch", "-q", clone.path, "main:theirs")
    try clone.git("fetch", "-q", repository.path, "main:theirs")
    for (tool, made) in [(workspace.tool, repository), (other, clone)] {
      try made.git("merge", "-q", "--no-edit", "theirs")
      let told = try tool("validate")
      #expect(told.status == 0 && told.text.contains("HANDLE_DUPLICATE"))
      #expect(told.text.contains(here.id) && told.text.contains(there.id))
      #expect(try tool("plan", "show", here.handle).errorText.contains("fits 2 tickets"))
      try tool.succeed("repair", "--all")
      #expect(try !tool("validate").text.contains("HANDLE_DUPLICATE"))
    }
    for id in [here.id, there.id] {
      #expect(try repository.read(".tickets/\(id)/ticket.md") == clone.read(".tickets/\(id)/ticket.md"))
    }
    let younger = max(here.id, there.id)
    let renumbered = try #require(workspace.tool.json("show", "EP-20260117-002") as? [String: Any])
    #expect(renumbered["id"] as? String == younger)
    let log = try #require(renumbered["logs"] as? [[String: Any]])
    #expect("\(log)".contains("Renumbered EP-20260117-001 to EP-20260117-002"))
  }
}
