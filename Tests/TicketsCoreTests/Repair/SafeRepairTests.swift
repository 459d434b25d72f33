import Testing
import TicketsCore

@Suite struct SafeRepairTests {
  /// Warnings count too: of what the repairs claim nothing may be left.
  private func expectRepair(of text: String, to after: String) throws {
    let claims = try claims(text)
    #expect(!claims.isEmpty)
    #expect(try repaired(text) == after)
    let left = try validate(tree(after))
    #expect(left.errorCount == 0 && claims.isDisjoint(with: left.issues.map(\.code)), "\(left.shown)")
    #expect(try repaired(after) == after)
  }

  /// Lines of the front matter, the key they stand for, and the lines after the repair.
  @Test(
    arguments: [
      ("created_at: 2026-01-29", "created_at", "created_at: 2026-01-29T00:00:00Z"),
      ("created_at: 2026-01-29 18:42:10  # why", "created_at", "created_at: 2026-01-29T18:42:10Z  # why"),
      ("created_at: '2026-01-29t18:42:10+01:00'", "created_at", "created_at: '2026-01-29T17:42:10Z'"),
      (
        "created_at: \"2026-01-29T18:42:10.123456789-0530\"", "created_at",
        "created_at: \"2026-01-30T00:12:10.123456789Z\""
      ),
      ("created_at: 20260129T184210.5Z", "created_at", "created_at: 2026-01-29T18:42:10.5Z"),
      ("status: TODO", "status", "status: todo"), ("status: ' Doing '", "status", "status: 'doing'"),
      ("priority:   HIGH # x", "", "priority:   high # x"),
      ("assignment: {mode: Human-Only, owner: 5}", "", "assignment: {mode: human_only, owner: \"5\"}"),
      ("assignment:\n  mode: \"agent only\"", "", "assignment:\n  mode: \"agent_only\""),
      ("title: 123", "title", "title: \"123\""), ("title: 2026-01-29  # a", "title", "title: \"2026-01-29\"  # a"),
      ("title: 0x1F", "title", "title: \"0x1F\""), ("title: true", "title", "title: \"true\""),
      ("labels: bug", "", "labels: [\"bug\"]"), ("labels: 'a, b' # c", "", "labels: [\"a, b\"] # c"),
      ("labels: [a, 1, 2026-01-29, ~, b]", "", "labels: [a, \"1\", \"2026-01-29\", b]"),
      ("labels:\n  - a  # one\n  - 5  # two\n  -\n  - b", "", "labels:\n  - a  # one\n  - \"5\"  # two\n  - b"),
      ("labels: |\n  bug\n  docs", "", "labels: [\"bug\\ndocs\\n\"]"),
      ("verification: make test", "", "verification: {commands: [\"make test\"]}"),
      ("verification:\n  commands: make test", "", "verification:\n  commands: [\"make test\"]"),
      ("verification:\n  commands:\n    - make\n    - 5", "", "verification:\n  commands:\n    - make\n    - \"5\""),
      ("dependencies: ''", "", "dependencies: []"), ("blocks: [\"\"]", "", "blocks: []"),
      ("blocks:\n  - \"\"\n  - null\n  -", "", "blocks: []"), ("related: [ '' , ~ ]  # c", "", "related: []  # c"),
      ("related: [ '', # why\n  '' ]", "", "related: [  # why\n   ]"),
      ("related:\n  - ''  # keep this comment", "", "related: []\n  # keep this comment"),
      ("updated_at: 2026-01-29T18:42:10Z", "", nil), ("updated_at:\n  a: [1,\n   2]  # c", "", nil),
    ] as [(String, String, String?)])
  func `a fault is gone, and so much changed and no more`(lines: String, key: String, expected: String?) throws {
    let text = ticketText(lines, without: key).replacing("\n---\n#", with: "\nlast: 1 # x\n---\n#")
    let after = expected.map { text.replacing(lines, with: $0) } ?? text.replacing(lines + "\n", with: "")
    try expectRepair(of: text, to: after)
    let crlf = text.replacing("\n", with: "\r\n")
    if !lines.contains("|") { #expect(try repaired(crlf) == after.replacing("\n", with: "\r\n")) }
  }

  @Test func `relationships that are one text become a list, in the right letter case`() throws {
    for (field, written) in [("dependencies", sampleID.uppercased()), ("blocks", "'\(otherID.uppercased())'")] {
      let text = ticketText("\(field): \(written)", id: "0191c2d3-4e5f-7a8b-9c0d-1e2f3a4b5c6f")
      let id = written.filter { $0 != "'" }.lowercased()
      #expect(try repaired(text) == text.replacing("\(field): \(written)", with: "\(field): [\"\(id)\"]"))
    }
    let list = ticketText("related: [\(otherID.uppercased()), '\(otherID.uppercased())']")
    #expect(try repaired(list) == list.replacing(otherID.uppercased(), with: otherID))
  }

  @Test func `a run log that holds nothing goes, and no other`() throws {
    let logs = ["20260129T184210.000Z-a.jsonl": "", "20260129T184210.000Z-b.jsonl": "\n"]
    let tree = tree(ticketText(), logs: logs)
    #expect(try validate(tree).issues.map(\.code) == [.logEmpty, .logLineBlank])
    let plan = try plan(tree)
    #expect(plan.tickets.map(\.removals) == [[".tickets/\(sampleID)/logs/20260129T184210.000Z-a.jsonl"]])
    #expect(plan.tickets.allSatisfy { $0.before == $0.after })
    #expect(plan.forecast(of: try check(tree)).report.issues.map(\.code) == [.logLineBlank])
  }

  @Test func `a byte order mark goes`() throws {
    try expectRepair(of: "\u{FEFF}" + ticketText(), to: ticketText())
  }

  @Test(arguments: [
    "created_at: yesterday", "created_at: [2026]", "status: opne", "status: [todo]", "title: [a]", "labels: {a: b}",
    "labels: [[a]]", "related: {a: b}", "verification: [a]", "agent_limits: x", "id: nothing",
  ])
  func `what is not clear is left alone`(line: String) throws {
    let text = ticketText(line, without: String(line.prefix { $0 != ":" }))
    #expect(try plan(tree(text)).isEmpty)
    #expect(try validate(tree(text)).errorCount > 0)
  }

  @Test func `a value in the way that lines are written is reported and left alone`() throws {
    let flow = "---\n{id: \(sampleID), title: A, status: todo, created_at: 2026-01-29T18:42:10Z, updated_at: x}\n---\n"
    #expect(try plan(tree(flow + soundBody)).isEmpty)
    #expect(try validate(tree(flow + soundBody)).issues.map(\.code) == [.updatedAtPresent])
  }

  @Test func `what was taken out stays in the notes`() throws {
    let text = ticketText("updated_at: 2020-01-01  # moved")
    #expect(
      try plan(tree(text)).tickets[0].notes == ["Took out what the run logs tell: updated_at: 2020-01-01  # moved"])
  }
}

@Suite struct SectionRepairTests {
  private func bodyAfter(_ body: String) throws -> String {
    let text = ticketText(body: body)
    let after = try repaired(text)
    #expect(try validate(tree(after)).issues == [])
    #expect(try repaired(after) == after)
    return String(after.dropFirst(text.utf8.count - body.utf8.count))
  }

  private let description = "What is to be built or fixed, why, and what is out of scope."
  private let criteria = "- [ ] What must be true when this is done."
  private let verification = "- The commands or steps that show it."

  @Test func `an empty body gets all sections`() throws {
    let all = """
      # Ticket

      ## Description

      \(description)

      ## Acceptance Criteria

      \(criteria)

      ## Verification

      \(verification)

      """
    #expect(try bodyAfter("") == all)
    #expect(try validate(tree(try repaired(String(ticketText(body: "").dropLast())))).issues == [])
  }

  @Test func `a missing section goes before the one that follows it`() throws {
    #expect(
      try bodyAfter("# T\n\n## Description\nx\n\n## Verification\ny\n")
        == "# T\n\n## Description\nx\n\n## Acceptance Criteria\n\n\(criteria)\n\n## Verification\ny\n")
    #expect(
      try bodyAfter("words\n\n## Verification\ny\n\n## Acceptance Criteria\n- [ ] z")
        == "# Ticket\n\nwords\n\n## Verification\ny\n\n## Description\n\n\(description)\n\n## Acceptance Criteria\n- [ ] z"
    )
    #expect(
      try bodyAfter("# T\n## Description\nx\n## Acceptance Criteria\n- [ ] z")
        == "# T\n## Description\nx\n## Acceptance Criteria\n- [ ] z\n\n## Verification\n\n\(verification)\n")
  }

  @Test(arguments: ["# T\n```\ncode", "# T\n~~~~\n## Description\n", "<!-- # T", "# T\n## Description\n```\n"])
  func `a code block or comment that never ends does not swallow sections`(body: String) throws {
    let after = try bodyAfter(body)
    #expect(after.hasSuffix(body) || after.contains("## Verification"))
  }

  @Test func `line ends are those of the file`() throws {
    let after = try repaired(ticketText(body: "# T\n").replacing("\n", with: "\r\n"))
    #expect(after.replacing("\r\n", with: "").utf8.contains(10) == false)
  }
}
