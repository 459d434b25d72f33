import TestSupport
import Testing

/// What `status` says of a ticket that begins, or ends, before its time.
@Suite struct StatusWarningTests {
  private let workspace: Workspace
  private let first: String
  private let second: String

  init() throws {
    workspace = try Workspace()
    first = try workspace.new("First", "--acceptance", "One", "Two")
    second = try workspace.new("Second", "--dependency", first)
  }

  @Test func `what begins or ends before what it depends on is told, and done all the same`() throws {
    for status in ["doing", "done"] {
      let moved = try workspace.tool("status", second, status)
      #expect(moved.status == 0)
      #expect(moved.errorText.contains("it depends on what is not done: \(first.suffix(8)) (todo)"))
    }
    try workspace.tool.succeed("status", second, "todo", "--actor-type", "human")
    try workspace.tool.succeed("edit", first, "--check", "1", "2")
    try workspace.tool.succeed("status", first, "done")
    #expect(try workspace.tool("status", second, "doing").errorText == "")
  }

  @Test func `criteria that are not ticked are counted when a ticket is done, and only then`() throws {
    #expect(try workspace.tool("status", first, "doing").errorText == "")
    try workspace.tool.succeed("edit", first, "--check", "1")
    let done = try workspace.tool("status", first, "done")
    #expect(done.status == 0)
    #expect(done.errorText.contains("acceptance criteria not ticked: 1 of 2"))
    #expect(done.errorText.split(separator: "\n").count == 1)
    // Said once, and nothing is said where nothing moves.
    #expect(try workspace.tool("status", first, "done").errorText == "")
  }

  @Test func `who takes up a ticket that is doing has it`() throws {
    try workspace.tool.succeed("status", first, "doing", "--log", "--actor-id", "@ada")
    try workspace.tool.succeed("status", first, "doing", "--log", "--actor-type", "agent", "--actor-id", "codex")
    let page = try #require(try workspace.tool.json("show", first) as? [String: Any])
    #expect(page["holder"] as? String == "codex")
    #expect(try workspace.tool("validate").text.contains("0 errors, 0 warnings"))
    // It is no work, so it uses up nothing of what an agent may do.
    let limits = try #require(page["limits"] as? [String: Any])
    #expect(limits["iterations_used"] as? Int == 0)
  }
}
