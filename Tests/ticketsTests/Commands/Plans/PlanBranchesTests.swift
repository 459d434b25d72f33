import Foundation
import TestSupport
import Testing

/// Plans elsewhere: on branches, at revisions, in other work trees.
@Suite struct PlanBranchesTests {
  private let workspace: PlanWorkspace
  private var repository: TestRepository { workspace.repository }
  private let plan: String
  private let parts: [String]

  init() throws {
    workspace = try PlanWorkspace()
    plan = try workspace.plan("new", "Auth").handle
    let milestone = try workspace.plan("add", plan, "First").handle
    parts = try workspace.parts(of: milestone, "done", "todo", "todo")
    try repository.commit("Plan")
    for (branch, part) in [("one", parts[1]), ("two", parts[2])] {
      try repository.git("switch", "-q", "-c", branch, "main")
      try workspace.tool.succeed("edit", part, "--title", "On \(branch)")
      try workspace.tool.succeed("status", part, "doing")
      try workspace.tool.succeed("status", part, "done")
      try repository.commit("Work")
    }
    try repository.git("switch", "-q", "main")
  }

  private func state() throws -> String {
    try repository.git("status", "--porcelain").text + repository.git("rev-parse", "HEAD").text
  }

  @Test func `each branch has its own progress, and together they have more`() throws {
    let before = try state()
    let shown = try workspace.shown(plan, "--branches")
    let branches = try #require(shown["branches"] as? [[String: Any]])
    #expect(branches.compactMap { $0["ref"] as? String } == ["main", "one", "two"])
    #expect(branches.map { PlanWorkspace.figures($0) } == [[1, 3], [2, 3], [2, 3]])
    for branch in branches {
      let milestones = try #require(branch["milestones"] as? [[String: Any]])
      #expect(milestones.count == 1 && PlanWorkspace.figures(milestones[0]) == PlanWorkspace.figures(branch))
    }
    #expect(PlanWorkspace.figures(shown["anywhere"]) == [3, 3])
    #expect(PlanWorkspace.figures(shown) == [1, 3])
    #expect(PlanWorkspace.figures(try workspace.shown(plan, "--at", "one")) == [2, 3])
    #expect(try workspace.tool.succeed("plan", "list", "--at", "two").contains("2/3"))
    let text = try workspace.tool.succeed("plan", "show", plan, "--branches")
    #expect(text.contains("done (todo)  2/3   one, two") == false && text.contains("2/3   one, two"))
    #expect(text.contains("3/3   all together"))
    #expect(try state() == before)
  }

  @Test func `a work tree with changes of its own is a place of its own`() throws {
    let linked = try repository.addWorkTree("one", named: "linked")
    let refs = { try (workspace.shown(plan, "--branches")["branches"] as? [[String: Any]] ?? []) }
    #expect(try refs().count == 3)
    let tool = Tool(in: linked.path)
    try tool.succeed("status", parts[2], "doing")
    let places = try refs()
    #expect(places.compactMap { $0["ref"] as? String } == ["main", "one", "two", "worktree:linked"])
    #expect(places[3]["done"] as? Int == 2)
  }

  @Test func `a branch without the plan has none, and a bare repository has all`() throws {
    try repository.git("switch", "-q", "--orphan", "empty")
    try repository.git("commit", "-q", "--allow-empty", "-m", "Nothing")
    try repository.git("switch", "-q", "main")
    let bare = try repository.clone("--bare", named: "bare.git")
    let answer = try Tool(in: bare.path)("plan", "show", plan, "--at", "main", "--json")
    #expect(answer.status == 0 && answer.text.contains("\"total\": 3"))
    let branches = try #require(workspace.shown(plan, "--branches")["branches"] as? [[String: Any]])
    #expect(branches.compactMap { $0["ref"] as? String } == ["main", "one", "two"])
  }
}
