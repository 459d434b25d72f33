import Testing
import TicketsCore

@Suite struct BodyRuleTests {
  @Test func `each missing section is an error of its own`() throws {
    let report = try validate(tree(ticketText(body: "1\n")))
    #expect(report.shown == Array(repeating: "SECTION_MISSING 7:1", count: 4))
    #expect(
      report.issues.map(\.message) == [
        "The section '# Ticket' is missing.", "The section '## Acceptance Criteria' is missing.",
        "The section '## Description' is missing.", "The section '## Verification' is missing.",
      ])
  }

  @Test func `headings in code and comments do not count, closing signs and letter case do not matter`() throws {
    let body = "# Any title\n## DESCRIPTION ##\n## acceptance criteria\n- [x] a\n```\n## Verification\n```\n"
    #expect(try issues(in: ticketText(body: body)).messages == ["The section '## Verification' is missing."])
  }

  @Test func `criteria without a checkbox are a warning`() throws {
    let body = "# T\n## Description\n1️⃣## Acceptance Criteria\n- works\n## Verification\n"
    let report = try issues(in: ticketText(body: body))
    #expect(report.found == ["CRITERIA_WITHOUT_CHECKBOX \(report.marks[0])"])
  }

  @Test func `conflict markers in the body are an error, in a code block they are text`() throws {
    let marked = "# T\n1️⃣<<<<<<< ours\n=======\n>>>>>>> theirs\n" + soundBody
    let report = try issues(in: ticketText(body: marked))
    #expect(report.found == ["CONFLICT_MARKERS \(report.marks[0])"])
    #expect(try issues(in: ticketText(body: soundBody + "```\n<<<<<<< ours\n```\n")).found == [])
  }
}

@Suite struct FileRuleTests {
  @Test(arguments: [
    ("", "FRONT_MATTER_MISSING 1:1"), ("# Ticket\n", "FRONT_MATTER_MISSING 1:1"),
    (" ---\n---\n", "FRONT_MATTER_MISSING 1:1"),
    ("---\nid: x\n", "FRONT_MATTER_UNCLOSED 1:1"), ("---\na: [1\n---\n", "FRONT_MATTER_INVALID 3:1"),
    ("---\na: 1\na: 2\n---\n", "FRONT_MATTER_INVALID 3:1"), ("---\na: &x 1\nb: *x\n---\n", "FRONT_MATTER_INVALID 3:4"),
    ("---\na: !!str 1\n---\n", "FRONT_MATTER_INVALID 2:4"), ("---\n- a\n---\n", "FRONT_MATTER_INVALID 2:1"),
    ("---\n<<<<<<< ours\na: 1\n---\n", "CONFLICT_MARKERS 2:1"), ("---\na: \u{1}\n---\n", "FRONT_MATTER_INVALID 2:4"),
    ("---\na: \0\n---\n", "FRONT_MATTER_INVALID 2:4"),
  ])
  func `a file that cannot be read says where`(text: String, issue: String) throws {
    #expect(try validate(tree(text)).shown == [issue])
  }

  @Test func `an empty front matter lacks every required field`() throws {
    #expect(
      try validate(tree("---\n---\n" + soundBody)).shown
        == ["CREATED_AT_MISSING 2:1", "ID_MISSING 2:1", "STATUS_MISSING 2:1", "TITLE_MISSING 2:1"])
  }

  @Test func `what is not UTF-8 is an error`() throws {
    let bytes = Array(ticketText().utf8) + [0xFF]
    let report = try validate(MemoryTree(["x/ticket.md": bytes]))
    #expect(report.shown == ["ENCODING_INVALID 12:1"])
  }

  @Test func `a byte order mark is a warning, and CRLF is fine`() throws {
    #expect(try validate(tree("\u{FEFF}" + ticketText())).shown == ["BYTE_ORDER_MARK 1:1"])
    #expect(try validate(tree(ticketText("labels: [a]").replacing("\n", with: "\r\n"))).shown == [])
  }

  @Test func `a NUL byte in the body is a warning`() throws {
    #expect(try validate(tree(ticketText() + "a\0")).shown == ["NUL_BYTE 12:2"])
  }

  @Test func `dashes in a title and in the body mean nothing`() throws {
    #expect(try validate(tree(ticketText("title: a --- b", without: "title") + "\n---\n")).shown == [])
  }

  @Test func `the name of the folder need not be the id, and other files are no tickets`() throws {
    let files = ["odd name/ticket.md": Array(ticketText().utf8), "config.yml": [], "notes.txt": [1], ".x/y": [1]]
    let report = try validate(MemoryTree(files))
    #expect(report.issues == [] && report.ticketCount == 1)
  }

  @Test func `a folder without a ticket is a warning`() throws {
    let report = try validate(tree(ticketText(), more: ["empty/notes.md": ""]))
    #expect(report.shown == ["TICKET_MISSING"])
    #expect(report.issues[0].ticketPath == "/.tickets/empty/ticket.md" && report.issues[0].severity == .warning)
  }

  @Test func `what a template left open is a warning while the ticket is`() throws {
    let body = soundBody + "a [FILL_ME: why] `[FILL_ME]` [low | medium]\n[x | y](z) [Int | String] [FILL_ME]\n"
    #expect(
      try validate(tree(ticketText(body: body))).shown == [
        "PLACEHOLDER_UNFILLED 12:3", "PLACEHOLDER_UNFILLED 12:30", "PLACEHOLDER_UNFILLED 13:27",
      ])
    for status in ["done", "canceled"] {
      #expect(try validate(tree(ticketText("status: \(status)", without: "status", body: body))).issues == [])
    }
    #expect(try validate(tree(ticketText(body: soundBody + "```\n[FILL_ME]\n```\n"))).issues == [])
  }
}
