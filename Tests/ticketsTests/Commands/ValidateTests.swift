import Foundation
import TestSupport
import Testing

@Suite("tickets validate") struct ValidateTests {
  /// A front matter and body in which one thing can be changed.
  private static func ticket(
    id: String = "0191c2d3-4e5f-7a8b-9c0d-1e2f3a4b5c6d", _ change: (String, String)? = nil, more: String = ""
  ) -> String {
    let text = """
      ---
      id: \(id)
      title: "A title"
      status: todo
      created_at: 2026-01-29T18:42:10Z
      \(more)---
      # Ticket

      ## Description

      Text.

      ## Acceptance Criteria

      - [ ] It works.

      ## Verification

      - Look.

      """
    return change.map { text.replacingOccurrences(of: $0.0, with: $0.1) } ?? text
  }

  private func codes(_ text: String, expecting status: Int32 = 1) throws -> [String] {
    let workspace = try Workspace()
    try workspace.write(text, to: workspace.ticketPath("0191c2d3-4e5f-7a8b-9c0d-1e2f3a4b5c6d"))
    let execution = try workspace.tool("validate", "--json")
    #expect(execution.status == status, "\(text)\n\(execution.text)")
    let report = try JSONSerialization.jsonObject(with: Data(execution.output)) as? [String: Any]
    return (report?["issues"] as? [[String: Any]])?.compactMap { $0["code"] as? String } ?? []
  }

  @Test func `a valid ticket is valid, quoted timestamp or not, whatever the folder is called`() throws {
    #expect(try codes(Self.ticket(), expecting: 0) == [])
    #expect(
      try codes(Self.ticket(("2026-01-29T18:42:10Z", "\"2026-01-29T18:42:10Z\"")), expecting: 0) == [])
    let workspace = try Workspace()
    try workspace.write(Self.ticket(), to: workspace.ticketPath("another-name"))
    #expect(try workspace.tool("validate").status == 0)
  }

  @Test(arguments: [
    ("id: 0191c2d3-4e5f-7a8b-9c0d-1e2f3a4b5c6d\n", "", "ID_MISSING"),
    ("id: 0191c2d3-4e5f-7a8b-9c0d-1e2f3a4b5c6d", "id: 0191C2D3-4E5F-7A8B-9C0D-1E2F3A4B5C6D", "ID_INVALID"),
    ("id: 0191c2d3-4e5f-7a8b", "id: 0191c2d3-4e5f-4a8b", "ID_INVALID"),
    ("title: \"A title\"\n", "", "TITLE_MISSING"), ("title: \"A title\"", "title: 123", "TITLE_NOT_TEXT"),
    ("status: todo\n", "", "STATUS_MISSING"), ("status: todo", "status: open", "STATUS_UNKNOWN"),
    ("status: todo", "status: TODO", "STATUS_UNKNOWN"),
    ("created_at: 2026-01-29T18:42:10Z\n", "", "CREATED_AT_MISSING"),
    ("2026-01-29T18:42:10Z", "2026-02-30T18:42:10Z", "CREATED_AT_INVALID"),
    ("2026-01-29T18:42:10Z", "2026-01-29T18:42:10+01:00", "CREATED_AT_INVALID"),
    ("2026-01-29T18:42:10Z", "yesterday", "CREATED_AT_INVALID"), ("# Ticket\n", "\n", "SECTION_MISSING"),
    ("## Description\n", "\n", "SECTION_MISSING"), ("## Acceptance Criteria\n", "\n", "SECTION_MISSING"),
    ("## Verification\n", "\n", "SECTION_MISSING"), ("---\nid", "--- \nid", "FRONT_MATTER_MISSING"),
    ("\n---\n# Ticket", "\n# Ticket", "FRONT_MATTER_UNCLOSED"),
    ("title: \"A title\"", "title: \"A", "FRONT_MATTER_INVALID"),
    ("Text.", "<<<<<<< ours\nText.\n=======\nOther.\n>>>>>>> theirs", "CONFLICT_MARKERS"),
  ])
  func `what a MUST asks for is an error`(old: String, new: String, code: String) throws {
    #expect(try codes(Self.ticket((old, new))).contains(code))
  }

  @Test(arguments: [
    ("priority: urgent\n", "PRIORITY_UNKNOWN"), ("assignment:\n  mode: robots\n", "ASSIGNMENT_MODE_UNKNOWN"),
    ("assignment: alice\n", "ASSIGNMENT_INVALID"), ("labels: bug\n", "LABELS_INVALID"),
    ("labels: [1]\n", "LABELS_INVALID"), ("dependencies: x\n", "RELATION_NOT_A_LIST"),
    ("blocks: [\"nonsense\"]\n", "RELATION_ID_INVALID"), ("related: [\"\"]\n", "RELATION_ENTRY_EMPTY"),
    ("dependencies: [\"0191c2d3-4e5f-7a8b-9c0d-1e2f3a4b5c6d\"]\n", "RELATION_SELF"),
    ("parent: \"0191c2d3-4e5f-7a8b-9c0d-1e2f3a4b5c6e\"\n", "RELATION_KEY_FORBIDDEN"),
    ("blocked_by: []\n", "RELATION_KEY_FORBIDDEN"), ("updated_at: 2026-01-29T18:42:10Z\n", "UPDATED_AT_PRESENT"),
    ("estimates:\n  human_hours: many\n", "ESTIMATES_INVALID"),
    ("agent_limits:\n  max_iterations: 0\n", "AGENT_LIMITS_INVALID"),
    ("agent_limits:\n  max_tool_calls: 1.5\n", "AGENT_LIMITS_INVALID"),
    ("verification: make\n", "VERIFICATION_INVALID"),
  ])
  func `optional fields are checked when they are there`(more: String, code: String) throws {
    #expect(try codes(Self.ticket(more: more)).contains(code))
  }

  @Test(arguments: [
    "custom: {a: 1}\n", "version: 2\n", "planning: x\n", "resolution: done\n", "anything_else: [1, 2]\n",
  ])
  func `unknown fields are no issue`(more: String) throws {
    #expect(try codes(Self.ticket(more: more), expecting: 0) == [])
  }

  @Test func `what is doubtful is a warning, and --strict makes it count`() throws {
    let workspace = try Workspace()
    let missing = "0191c2d3-4e5f-7a8b-9c0d-1e2f3a4b5cff"
    _ = try workspace.new("x", "--dependency", missing)
    let relaxed = try workspace.tool("validate")
    #expect(relaxed.status == 0 && relaxed.text.contains("warning RELATION_DANGLING") && relaxed.text.contains(missing))
    #expect(try workspace.tool("validate", "--strict").status == 1)
    try workspace.write("validation: {RELATION_DANGLING: error}\n", to: workspace.path + "/.tickets/config.yml")
    #expect(try workspace.tool("validate").status == 1)
    try workspace.write("validation: {RELATION_DANGLING: \"off\"}\n", to: workspace.path + "/.tickets/config.yml")
    #expect(try workspace.tool("validate", "--strict").status == 0)
    try workspace.write("validation: {ID_INVALID: \"off\"}\n", to: workspace.path + "/.tickets/config.yml")
    #expect(try workspace.tool("validate").text.contains("CONFIG_INVALID"))
  }

  @Test func `an id used twice is an error that names both files, a cycle a warning`() throws {
    let workspace = try Workspace()
    let first = try workspace.new("first")
    try workspace.write(try workspace.read(workspace.ticketPath(first)), to: workspace.ticketPath("copy"))
    let twice = try workspace.tool("validate").text
    #expect(twice.contains("error ID_DUPLICATE") && twice.contains("copy") && twice.contains(first))
    try FileManager.default.removeItem(atPath: workspace.path + "/.tickets/copy")
    let second = try workspace.new("second", "--dependency", first, "--block", first)
    let cycle = try workspace.tool("validate")
    #expect(cycle.status == 0, "\(second) waits for \(first) and blocks it")
    #expect(cycle.text.contains("warning RELATION_CYCLE"))
  }

  @Test func `log lines are strict when a tool wrote them and lenient when a person did`() throws {
    let start = "\"run_started\":\"20260129T184210.000Z\""
    let good = "{\"ts\":\"2026-01-29T18:42:10Z\",\(start),\"actor_type\":\"human\",\"actor_id\":\"a\",\"summary\":\"s\""
    for (line, code, isError) in [
      ("\(good)}", nil, false), ("\(good),\"machine\":true}", nil, false),
      ("{\"note\":1}", "LOG_FIELD_MISSING", false), ("{\"note\":1,\"machine\":true}", "LOG_FIELD_MISSING", true),
      (
        good.replacingOccurrences(of: "human", with: "robot") + ",\"written_by\":\"tickets\"}",
        "LOG_ACTOR_TYPE_UNKNOWN", true
      ),
      (good.replacingOccurrences(of: "18:42:10Z", with: "18:42") + ",\"machine\":true}", "LOG_TIMESTAMP_INVALID", true),
      (
        good.replacingOccurrences(of: "184210.000Z", with: "184211.000Z") + ",\"machine\":true}",
        "LOG_RUN_STARTED_DIFFERS", true
      ),
      ("\(good),\"created_from\":\"x\",\"machine\":true}", "LOG_ID_INVALID", true),
      ("\(good),\"context_carried_over\":\"x\",\"machine\":true}", "LOG_FIELD_INVALID", true),
      ("not json", "LOG_LINE_INVALID", false), ("<<<<<<< ours", "CONFLICT_MARKERS", true),
    ] as [(String, String?, Bool)] {
      let workspace = try Workspace()
      let id = try workspace.new()
      try workspace.write(line + "\n", to: workspace.path + "/.tickets/\(id)/logs/20260129T184210.000Z-r.jsonl")
      let execution = try workspace.tool("validate")
      #expect(execution.status == (isError ? 1 : 0), "\(line)\n\(execution.text)")
      if let code { #expect(execution.text.contains(code), "\(line)\n\(execution.text)") }
    }
  }

  @Test func `every issue has its place, and none hides another`() throws {
    let workspace = try Workspace()
    try workspace.write(
      Self.ticket(("status: todo\n", "status: open\npriority: urgent\nlabels: x\n")), to: workspace.ticketPath("a"))
    try workspace.write("nothing\n", to: workspace.ticketPath("b"))
    let execution = try workspace.tool("validate")
    #expect(execution.status == 1)
    #expect(execution.text.contains(".tickets/a/ticket.md:4:9: error STATUS_UNKNOWN: "))
    #expect(execution.text.contains(".tickets/a/ticket.md:5:11: error PRIORITY_UNKNOWN: "))
    #expect(execution.text.contains(".tickets/a/ticket.md:6:9: error LABELS_INVALID: "))
    #expect(execution.text.contains(".tickets/b/ticket.md:1:1: error FRONT_MATTER_MISSING: "))
    #expect(execution.lines.last == "2 tickets, 4 errors, 0 warnings")
  }

  @Test func `of very many issues in one file the first are printed and the rest counted`() throws {
    let workspace = try Workspace()
    let (first, second) = (try workspace.new(), try workspace.new())
    for id in [first, second] {
      try workspace.write(
        String(repeating: "\n", count: id == first ? 1000 : 300),
        to: workspace.path + "/.tickets/\(id)/logs/20260129T184210.000Z-r.jsonl")
    }
    let execution = try workspace.tool("validate")
    #expect(execution.lines.count == 300 + 1 + 300 + 1)
    #expect(execution.lines[300].hasSuffix("-r.jsonl: 700 more issues; 'tickets validate --issues' writes all"))
    #expect(execution.lines.last == "2 tickets, 0 errors, 1300 warnings")
    let report = try #require(try workspace.tool.json("validate") as? [String: Any])
    #expect((report["issues"] as? [Any])?.count == 1300)
    #expect(try workspace.tool("validate", "--issues").text.components(separatedBy: "LOG_LINE_BLANK").count == 1301)
  }

  @Test func `one ticket can be validated by id, by a piece of it or by path`() throws {
    let workspace = try Workspace()
    let id = try workspace.new()
    try workspace.write("broken\n", to: workspace.ticketPath("other"))
    for name in [
      id, String(id.suffix(6)), ".tickets/\(id)", ".tickets/\(id)/ticket.md", "\(workspace.path)/.tickets/\(id)",
    ] {
      #expect(try workspace.tool("validate", name).status == 0, "\(name)")
    }
    #expect(try workspace.tool("validate", "other").status == 1)
    #expect(try workspace.tool("validate", "0191c2d3-4e5f-7a8b-9c0d-1e2f3a4b5cff").status == 2)
  }

  @Test func `the codes are listed`() throws {
    let workspace = try Workspace()
    let codes = try #require(try workspace.tool.json("validate", "--list-codes") as? [[String: Any]])
    #expect(codes.count > 40 && codes.allSatisfy { ($0["summary"] as? String)?.isEmpty == false })
  }

  @Test func `a forbidden key is told apart by where it stands`() throws {
    // `---` in a title and in the body mean nothing.
    let text = Self.ticket(("A title", "Hello --- world")).replacingOccurrences(
      of: "Text.", with: "---\nid: other\n---")
    #expect(try codes(text, expecting: 0) == [])
  }
}
