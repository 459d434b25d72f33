import TestSupport
import Testing

/// What to work on, and why that.
@Suite struct NextTests {
  private let repository: TestRepository
  private let tool: Tool

  init() throws {
    repository = try TestRepository()
    tool = Tool(in: repository.path, ["TICKETS_NOW": "2026-02-01T10:00:00Z"])
    try tool.succeed("init")
  }

  private func new(_ title: String, _ words: String...) throws -> String {
    try tool.succeed(["new", "--title", title] + words)
  }

  private func next(_ words: String...) throws -> (ids: [String], passedOver: [String: String]) {
    let report = try #require(try tool.json(["next"] + words) as? [String: Any])
    let rows = try #require(report["tickets"] as? [[String: Any]])
    let passed = try #require(report["passed_over"] as? [[String: String]])
    return (
      rows.compactMap { $0["id"] as? String }, Dictionary(passed.map { ($0["id"] ?? "", $0["why"] ?? "") }) { $1 }
    )
  }

  @Test func `priority comes first, then what most waits for, then age`() throws {
    let old = try new("Old")
    let first = try new("Waited for")
    let second = try new("Waits", "--dependency", first)
    _ = try new("Waits too", "--dependency", second)
    let urgent = try new("Urgent", "--priority", "critical")
    #expect(try next("--limit", "9").ids == [urgent, first, old])
    #expect(try next().ids == [urgent])
  }

  @Test func `who asks and labels narrow it down`() throws {
    _ = try new("For people", "--priority", "critical", "--assignment-mode", "human_only")
    let free = try new("For all", "--label", "small")
    #expect(try next("--for", "agent").ids == [free])
    #expect(try next("--label", "small").ids == [free])
    #expect(try next("--label", "large").ids == [])
  }

  @Test func `what is doing or done elsewhere is passed over, and what is only there is not`() throws {
    let begun = try new("Begun", "--priority", "critical")
    let finished = try new("Finished", "--priority", "high")
    let free = try new("Free")
    try repository.commit("begin")
    let tree = try repository.addWorkTree("main", named: "other", "-b", "feature")
    #expect(try next().ids == [begun])
    let there = Tool(in: tree.path)
    try there.succeed("status", finished, "done")
    try tree.commit("finish")
    try there.succeed("status", begun, "doing")
    let (ids, passed) = try next()
    #expect(ids == [free])
    #expect(passed == [begun: "doing on worktree:other", finished: "done on worktree:other"])
  }

  @Test func `what somebody has claimed is passed over, and one's own is not`() throws {
    let wanted = try new("Wanted", "--priority", "critical")
    let free = try new("Free")
    try tool.succeed("claim", wanted, "--actor-type", "agent", "--actor-id", "codex", "--run-id", "r1")
    let (ids, passed) = try next("--actor-type", "agent", "--actor-id", "codex", "--run-id", "r2")
    #expect(ids == [free] && passed == [wanted: "claimed by codex (run r1)"])
    #expect(try next("--actor-type", "agent", "--actor-id", "codex", "--run-id", "r1").ids == [wanted])
  }

  @Test func `when nothing is left, it says so, and a claim that cannot be made is exit 1`() throws {
    let result = try tool("next")
    #expect(result.status == 0 && result.text == "" && result.errorText.contains("nothing is ready"))
    #expect(try tool("next", "--claim").status == 1)
  }

  @Test func `a ticket with open parts is not ready, its parts are`() throws {
    let parent = try new("Parent")
    let part = try new("Part", "--parent", parent)
    func ready() throws -> [String] {
      let rows = try #require(try tool.json("list", "--ready") as? [[String: Any]])
      return rows.compactMap { $0["id"] as? String }
    }
    #expect(try ready() == [part])
    #expect(try next("--limit", "9").ids == [part])
    try tool.succeed("status", part, "done")
    #expect(try ready() == [parent])
    #expect(try next("--limit", "9").ids == [parent])
  }
}
