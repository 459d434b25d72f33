import Testing
import TicketsCore

/// A piece of front matter, and the code that each mark in it stands for.
struct FieldCase: CustomTestStringConvertible {
  let lines: String
  let codes: [String]
  var without = ""

  init(_ lines: String, _ codes: String..., without: String = "") {
    self.lines = lines
    self.codes = codes
    self.without = without
  }

  var testDescription: String { lines }
}

@Suite struct FieldRuleTests {
  @Test(arguments: [
    FieldCase("id: 1️⃣0191C2D3-4e5f-7a8b-9c0d-1e2f3a4b5c6d", "ID_INVALID", without: "id"),
    FieldCase("id: 1️⃣0191c2d3-4e5f-4a8b-9c0d-1e2f3a4b5c6d", "ID_INVALID", without: "id"),
    FieldCase("id: 1️⃣0191c2d3-4e5f-7a8b-1c0d-1e2f3a4b5c6d", "ID_INVALID", without: "id"),
    FieldCase("id: 1️⃣7", "ID_INVALID", without: "id"),
    FieldCase("id: 1️⃣[a]", "ID_INVALID", without: "id"),
    FieldCase("title: 1️⃣123", "TITLE_NOT_TEXT", without: "title"),
    FieldCase("title: 1️⃣2026-01-29", "TITLE_NOT_TEXT", without: "title"),
    FieldCase("title: 1️⃣true", "TITLE_NOT_TEXT", without: "title"),
    FieldCase("title: 1️⃣[a, b]", "TITLE_NOT_TEXT", without: "title"),
    FieldCase("title: 1️⃣' '", "TITLE_EMPTY", without: "title"),
    FieldCase("status: 1️⃣opne", "STATUS_UNKNOWN", without: "status"),
    FieldCase("status: 1️⃣TODO", "STATUS_UNKNOWN", without: "status"),
    FieldCase("status: 1️⃣{a: b}", "STATUS_UNKNOWN", without: "status"),
    FieldCase("created_at: 1️⃣2026-01-29", "CREATED_AT_INVALID", without: "created_at"),
    FieldCase("created_at: 1️⃣2026-02-30T00:00:00Z", "CREATED_AT_INVALID", without: "created_at"),
    FieldCase("created_at: 1️⃣2026-01-29T18:42:10+01:00", "CREATED_AT_INVALID", without: "created_at"),
    FieldCase("created_at: 1️⃣'2026-01-29 18:42:10'", "CREATED_AT_INVALID", without: "created_at"),
    FieldCase("created_at: 1️⃣20260129T184210.123Z", "CREATED_AT_INVALID", without: "created_at"),
    FieldCase("1️⃣updated_at: 2026-01-29T18:42:10Z", "UPDATED_AT_PRESENT"),
    FieldCase("priority: 1️⃣urgent", "PRIORITY_UNKNOWN"),
    FieldCase("priority: 1️⃣High", "PRIORITY_UNKNOWN"),
    FieldCase("assignment: 1️⃣alice", "ASSIGNMENT_INVALID"),
    FieldCase("assignment:\n  mode: 1️⃣robots", "ASSIGNMENT_MODE_UNKNOWN"),
    FieldCase("assignment:\n  owner: 1️⃣5", "ASSIGNMENT_OWNER_NOT_TEXT"),
    FieldCase("assignment:\n  1️⃣onwer: me", "KEY_MISSPELLED"),
    FieldCase("labels: 1️⃣bug", "LABELS_INVALID"),
    FieldCase("labels: [a, 1️⃣1, 2️⃣null, b]", "LABELS_INVALID", "LABELS_INVALID"),
    FieldCase("dependencies: 1️⃣\(otherID)", "RELATION_NOT_A_LIST"),
    FieldCase("blocks: 1️⃣{a: b}", "RELATION_NOT_A_LIST"),
    FieldCase("related: ['1️⃣', 2️⃣null]".replacing("'1️⃣'", with: "1️⃣''"), "RELATION_ENTRY_EMPTY", "RELATION_ENTRY_EMPTY"),
    FieldCase("related:\n  - 1️⃣ABC\n  - 2️⃣[x]", "RELATION_ID_INVALID", "RELATION_ID_INVALID"),
    FieldCase("blocks: [1️⃣\(sampleID)]", "RELATION_SELF"),
    FieldCase("blocks: [1️⃣\(otherID)]", "RELATION_DANGLING"),
    FieldCase("estimates: 1️⃣4", "ESTIMATES_INVALID"),
    FieldCase("estimates:\n  human_hours: 1️⃣four", "ESTIMATES_INVALID"),
    FieldCase("estimates:\n  human_hours: 1️⃣-1", "ESTIMATES_INVALID"),
    FieldCase("estimates:\n  human_hours: 1️⃣.inf", "ESTIMATES_INVALID"),
    FieldCase("agent_limits: 1️⃣20", "AGENT_LIMITS_INVALID"),
    FieldCase(
      "agent_limits:\n  max_iterations: 1️⃣0\n  max_tool_calls: 2️⃣1.5\n  iteration_timebox_minutes: 3️⃣'20'",
      "AGENT_LIMITS_INVALID", "AGENT_LIMITS_INVALID", "AGENT_LIMITS_INVALID"),
    FieldCase("agent_limits:\n  1️⃣max_iteration: 3", "KEY_MISSPELLED"),
    FieldCase("verification: 1️⃣make test", "VERIFICATION_INVALID"),
    FieldCase("verification:\n  commands: 1️⃣make test", "VERIFICATION_INVALID"),
    FieldCase("verification:\n  commands: [a, 1️⃣1]", "VERIFICATION_INVALID"),
    FieldCase("1️⃣parent: \(otherID)", "RELATION_KEY_FORBIDDEN"),
    FieldCase("1️⃣Blocked-By: []", "RELATION_KEY_FORBIDDEN"),
    FieldCase("1️⃣depends_on: []", "RELATION_KEY_FORBIDDEN"),
    FieldCase("1️⃣prioritiy: low", "KEY_MISSPELLED"),
    FieldCase("1️⃣Label: x", "KEY_MISSPELLED"),
  ])
  func `a fault is found where it stands`(fault: FieldCase) throws {
    let (found, marks, _) = try issues(in: ticketText(fault.lines, without: fault.without))
    #expect(found == zip(fault.codes, marks).map { "\($0) \($1)" })
    #expect(fault.codes.count == marks.count)
  }

  @Test(arguments: [
    "priority: critical", "priority:", "labels: []", "labels: [\"1\", b]", "labels:", "dependencies: []",
    "assignment:\n  mode: human_only\n  owner: \"@alice\"", "assignment:\n  owner: null",
    "estimates:\n  human_hours: 0.5",
    "agent_limits:\n  max_iterations: 6\n  other: x", "verification:\n  commands: []", "custom: {parent: x}",
    "planning: [1]", "version: 2", "colour: red", "kind: bug", "resolution: x\ncompletion: y\nversion_url: z",
  ])
  func `what is right, optional or somebody else's is no issue`(lines: String) throws {
    #expect(try issues(in: ticketText(lines)).found == [])
  }

  @Test(arguments: [
    ("id", "ID_MISSING"), ("title", "TITLE_MISSING"), ("status", "STATUS_MISSING"),
    ("created_at", "CREATED_AT_MISSING"),
  ])
  func `a required field that is missing or empty is an error`(field: String, code: String) throws {
    #expect(try issues(in: ticketText(without: field)).found == ["\(code) 2:1"])
    #expect(try issues(in: ticketText("\(field):", without: field)).found == ["\(code) 2:1"])
    #expect(try issues(in: ticketText("\(field): null", without: field)).found == ["\(code) 2:1"])
  }

  @Test(arguments: [
    ("status: TODO", "The field 'status' must be todo, doing, blocked, done or canceled, but is 'TODO'; write 'todo'."),
    ("title: 123", "The field 'title' must be text, but '123' without quotes is a number."),
    ("id: x", "The field 'id' must be a lowercase UUIDv7, but 'x' is no UUID."),
    (
      "created_at: yesterday",
      "The field 'created_at' must be a UTC timestamp such as 2026-01-29T18:42:10Z, but is 'yesterday'."
    ),
  ])
  func `a message says what is wrong and what is expected`(line: String, message: String) throws {
    let key = String(line.prefix { $0 != ":" })
    #expect(try issues(in: ticketText(line, without: key)).messages == [message])
  }

  @Test func `quoted and unquoted timestamps are both right`() throws {
    for text in ["2026-01-29T18:42:10Z", "\"2026-01-29T18:42:10Z\"", "'2026-01-29T18:42:10.123456Z'"] {
      #expect(try issues(in: ticketText("created_at: \(text)", without: "created_at")).found == [])
    }
  }
}
