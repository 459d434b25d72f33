import Foundation
import TestSupport
import Testing

@Suite("tickets status") struct StatusTests {
  @Test func `one line changes and no other byte`() throws {
    let workspace = try Workspace()
    let id = try workspace.new()
    let odd = """
      ---
      # a comment first
      created_at:   "2026-01-29T18:42:10Z"   # quoted
      custom: {a: 1, b: [x, 'y']}
      status: 'todo'    # keep me
      title:   >-
        folded
        title
      id: \(id)
      unknown_field: [1,   2]
      ---
      # Ticket\r
      ## Description
      status: todo
      ---
      ## Acceptance Criteria
      - [ ] x
      ## Verification
      no newline at the end
      """
    try workspace.write(odd, to: workspace.ticketPath(id))
    try workspace.tool.succeed("status", id, "doing")
    #expect(
      try workspace.read(workspace.ticketPath(id))
        == odd.replacingOccurrences(of: "status: 'todo'    #", with: "status: 'doing'    #"))
  }

  @Test func `permissions of the file are kept`() throws {
    let workspace = try Workspace()
    let id = try workspace.new()
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: workspace.ticketPath(id))
    try workspace.tool.succeed("status", id, "doing")
    let attributes = try FileManager.default.attributesOfItem(atPath: workspace.ticketPath(id))
    #expect(attributes[.posixPermissions] as? Int == 0o640)
  }

  @Test(arguments: [
    ["status", "ID", "doing"], ["status", "--ticket", "ID", "--status", "doing"],
    ["status", "ID", "--status", "doing"], ["status", "--ticket", "ID", "doing"],
  ])
  func `value and ticket are taken by name or by place`(words: [String]) throws {
    let workspace = try Workspace()
    let id = try workspace.new()
    #expect(try workspace.tool(words.map { $0 == "ID" ? id : $0 }).status == 0)
    #expect(try workspace.read(workspace.ticketPath(id)).contains("\nstatus: doing\n"))
  }

  @Test func `a log entry is left when asked for, marked as the tool's`() throws {
    let workspace = try Workspace()
    let id = try workspace.new()
    try workspace.tool.succeed("status", id, "doing", "--log", "--run-id", "run-1")
    let logs = try workspace.logs(id)
    let (name, text) = try #require(logs.first)
    #expect(logs.count == 1 && name.hasSuffix("-run-1.jsonl"))
    #expect(text.hasSuffix("\"written_by\":\"tickets\"}\n") && text.contains("todo -> doing"))
  }

  @Test(arguments: ["done", "canceled"], ["todo", "doing", "blocked"])
  func `reopening is logged always, and refused to agents`(closed: String, open: String) throws {
    let workspace = try Workspace()
    let id = try workspace.new("x", "--status", closed)
    let before = try workspace.read(workspace.ticketPath(id))
    let refused = try workspace.tool("status", id, open, "--actor-type", "agent", "--actor-id", "bot")
    #expect(refused.status == 1)
    #expect(refused.errorText.contains("this ticket is \(closed), and only a person may reopen it\n  Ask one"))
    #expect(try workspace.read(workspace.ticketPath(id)) == before)
    #expect(try workspace.logs(id).isEmpty)
    let reopened = try workspace.tool("status", id, open)
    #expect(reopened.status == 0 && reopened.errorText == "")
    #expect(try workspace.logs(id).values.first?.contains("Reopened: status \(closed) -> \(open).") == true)
  }

  @Test(arguments: [("done", "canceled"), ("canceled", "done")])
  func `to close a ticket in another way is unusual, and no reopening`(from: String, to: String) throws {
    let workspace = try Workspace()
    let id = try workspace.new("x", "--status", from)
    let moved = try workspace.tool("status", id, to, "--actor-type", "agent", "--actor-id", "bot")
    #expect(moved.status == 0 && moved.errorText.contains("going from \(from) to \(to) is unusual"))
    #expect(try workspace.logs(id).isEmpty)
  }

  @Test func `an unusual move warns, and is refused where the config says so`() throws {
    let workspace = try Workspace()
    let id = try workspace.new()
    let warned = try workspace.tool("status", id, "done")
    #expect(warned.status == 0 && warned.errorText.contains("from todo to done is unusual"))
    try workspace.write("transitions: enforce\n", to: workspace.path + "/.tickets/config.yml")
    let other = try workspace.new()
    let refused = try workspace.tool("status", other, "done")
    #expect(refused.status == 1 && refused.errorText.contains("From todo it goes to: doing, canceled"))
    #expect(try workspace.read(workspace.ticketPath(other)).contains("\nstatus: todo\n"))
  }

  @Test func `a status that is there already changes nothing`() throws {
    let workspace = try Workspace()
    let id = try workspace.new()
    let before = try FileManager.default.attributesOfItem(atPath: workspace.ticketPath(id))[.systemFileNumber] as? Int
    let output = try workspace.tool.succeed("status", id, "todo")
    #expect(output.contains("already"))
    let after = try FileManager.default.attributesOfItem(atPath: workspace.ticketPath(id))[.systemFileNumber] as? Int
    #expect(before == after)
  }
}
