import TestSupport
import Testing

@testable import TicketsCore

/// What a template gives to a ticket.
@Suite struct TemplateTests {
  private static let id = TicketID("019c08fc-70a2-7000-8000-000000000001")
  private static let now = Timestamp.parse("2026-01-29T18:42:10Z")

  private func draft(_ text: String, _ values: [String: String] = [:]) throws -> (TicketDraft, [String]) {
    let filled = try Template(Array(text.utf8)).filled(values)
    var draft = TicketDraft(id: try #require(Self.id), createdAt: try #require(Self.now), title: filled.title ?? "T")
    filled.fill(&draft)
    return (draft, filled.notes)
  }

  private func body(_ text: String, _ values: [String: String] = [:]) throws -> String {
    try #require(try draft(text, values).0.body.whole)
  }

  private func errors(_ draft: TicketDraft) throws -> [String] {
    let tree = MemoryTree(["\(draft.id.text)/\(Layout.ticketFileName)": draft.bytes], label: "x")
    return try Validator(Settings()).validate(tree).issues.filter { $0.severity == .error }.map(\.code.rawValue)
  }

  @Test(
    arguments: [
      ("a.md", nil, "a.md", nil), ("blessed:m/slice@main", "blessed", "m/slice", "main"),
      ("./x:.@v1", "./x", ".", "v1"), ("m@main@{1}", nil, "m", "main@{1}"), ("../r.git:a@b", "../r.git", "a", "b"),
    ] as [(String, String?, String, String?)])
  func `a name is taken apart`(text: String, source: String?, path: String, revision: String?) throws {
    let name = try #require(TemplateName(text))
    #expect(name.source == source && name.path == path && name.revision == revision)
  }

  @Test(arguments: ["", ":", "a:", ":a", "a@", "@main"]) func `half a name is none`(text: String) {
    #expect(TemplateName(text) == nil)
  }

  @Test func `blanks are filled, and what looks otherwise stays`() throws {
    let blanks = TemplateBlanks(in: Array("{{a}} {{ b | x y }} ${{ c }} {{}} {{a b}} {{a.b-c_1}} {{a\n}} {{{d}}}".utf8))
    #expect(blanks.names == ["a", "b", "a.b-c_1", "d"])
    #expect(blanks.missing(["a": "1"]) == ["a.b-c_1", "d"])
    let filled = String(decoding: blanks.filled(["a": "{{b}}", "d": "4", "a.b-c_1": "5"]), as: UTF8.self)
    #expect(filled == "{{b}} x y ${{ c }} {{}} {{a b}} 5 {{a\n}} {4}")
  }

  @Test func `front matter is taken over, but for what is the ticket's own`() throws {
    let (draft, notes) = try draft(
      """
      ---
      id: x
      status: done
      title: {{t}}
      priority: {{risk|high}}
      labels: [a, "{{l}}"]
      assignment: {mode: agent_only, owner: "@x"}
      agent_limits: {max_iterations: 3}
      estimates: {human_hours: {{h|2}}}
      verification:
        commands: ["make {{l}}"]
      scope: {allow: ["Sources/{{l}}"], deny: ["*.pem"]}
      color: red
      ---
      text
      """, ["t": "A: \"b\" # c", "l": "q: [1"])
    #expect(draft.title == "A: \"b\" # c" && draft.priority == .high && draft.labels == ["a", "q: [1"])
    #expect(draft.mode == .agentOnly && draft.owner == "@x" && draft.limits.maxIterations == 3)
    #expect(draft.estimateHours == 2 && draft.verificationCommands == ["make q: [1"] && draft.status == .todo)
    #expect(draft.scope.allow == ["Sources/q: [1"] && draft.scope.deny == ["*.pem"])
    #expect(notes == ["'color' of the template is left out"])
    #expect(try errors(draft) == [])
  }

  @Test func `front matter of another tool is understood`() throws {
    let (person, notes) = try draft("---\nagent: user\ndone: false\ntitle: T\ngoal: Why\nreasoning: high\n---\nMore.\n")
    #expect(person.mode == .humanOnly && person.owner == nil)
    #expect(notes == ["'done' of the template is left out", "'reasoning' of the template is left out"])
    #expect(person.body.whole?.contains("## Description\n\nWhy\n\nMore.") == true)
    #expect(try draft("---\nagent: codex\n---\n").0.owner == "agent:codex")
  }

  @Test(arguments: [
    "", "text", "# Own title\n\ntext\n\n## Other\n\nmore", "## Objective\n\nx\n\n## Exit criteria\n\n- one\n* two\n",
    "## Definition of done\n\nnone yet\n## Tests\n", "# A\r\n## Goal\r\nx\r\n", "```\nnever closed",
    "<!-- never closed",
    "# Ticket\n## Description\n## Acceptance Criteria\n- [x] y\n## Verification\n", "## Goal\n## Description\nx",
    "---\npriority: urgent\nlabels: bug\nestimates: {human_hours: -1}\nagent_limits: {max_iterations: no}\n---\n",
    "---\ntitle: 123\n---\nx", "---\n# nothing\n---\n", "---\nlabels: [\"\", 5, a]\nverification: make\n---\n",
  ])
  func `whatever it holds, the ticket validates`(text: String) throws {
    #expect(try errors(draft(text).0) == [])
  }

  @Test func `headings that mean a section become it, and items become boxes`() throws {
    #expect(
      try body("## Objective\n\nx\n\n## Exit criteria\n\n- one\n* two\n\n## Validation / QA Plan\n\n- run\n") == """
        # Ticket

        ## Description

        x

        ## Acceptance Criteria

        - [ ] one
        * [ ] two

        ## Verification

        - run

        """)
  }

  @Test(
    arguments: [
      ([0xFF], "line 1 is not UTF-8 text"), (Array("a\n\0".utf8), "line 2 holds a NUL byte"),
      (Array("a\u{202E}b".utf8), "line 1 holds a character that turns the direction of writing"),
      ([UInt8](repeating: 0x61, count: Template.sizeLimit + 1), "it is larger than 1 MiB"),
      (Array("---\na: [\n---\n".utf8), "its front matter cannot be read (line 3"),
      (Array("---\na: &x [*x]\n---\n".utf8), "its front matter cannot be read (line 2"),
      (Array("---\na: 1\n".utf8), "its front matter cannot be read (line 1: the front matter has no closing"),
    ] as [([UInt8], String)])
  func `what no template can be is refused`(bytes: [UInt8], message: String) {
    let error = #expect(throws: TemplateFailure.self) { try Template(bytes) }
    #expect(error?.message.hasPrefix(message) == true, "\(error?.message ?? "nothing")")
  }

  @Test func `placeholders are found in prose alone`() {
    let text =
      "[FILL_ME: x] [low | med-high] [a](b | c) `[a | b]` [Int | String] - [ ] x\n```\n[FILL_ME]\n```\n[x | y]: z"
    #expect(Placeholder.all(in: Array(text.utf8), from: 0).map(\.text) == ["[FILL_ME: x]", "[low | med-high]"])
  }
}
