import TestSupport
import Testing

@testable import TicketsCore

/// Sources made at random: all that they say comes back, and validates in between.
@Suite struct ExchangePropertyTests {
  private static let texts = [
    "plain", "with: colon", "@someone", "a #hash", "'quoted'", "\"double\"", "ünïcödé", "[x]", "- dash", "1", "true",
    "{a: b}",
    "x*y", "50%", "a, b",
  ]
  private static let paragraphs = [
    "Some text.\n", "- item\n- [ ] box\n", "```sh\nmake\n```\n", "### Inner\n\ntext\n", "| a | b |\n|---|---|\n",
    "> quoted\n",
  ]

  private static func text(_ random: inout SeededGenerator) -> String { texts.randomElement(using: &random) ?? "" }
  private static func paragraphs(_ random: inout SeededGenerator) -> String {
    (0..<Int.random(in: 0...3, using: &random)).map { _ in paragraphs.randomElement(using: &random) ?? "" }.joined(
      separator: "\n")
  }
  private static func word(_ words: [String], _ random: inout SeededGenerator) -> String {
    words.randomElement(using: &random) ?? ""
  }
  private static func date(_ number: Int) -> String { "2026-01-\(number % 20 + 10)T08:\(number % 50 + 10):00Z" }
  private static func quoted(_ text: String) -> String { YAMLText.quoted(text) }

  private static func beads(_ random: inout SeededGenerator) -> [SourceFile] {
    let lines = (0..<12).map { number -> String in
      var fields: [JSON.Member] = [
        JSON.Member("id", .string("bd-\(number)")), JSON.Member("title", .string(text(&random))),
        JSON.Member(
          "status", .string(word(["open", "in_progress", "blocked", "closed", "deferred", "pinned"], &random))),
        JSON.Member("priority", .integer(Int64.random(in: 0...4, using: &random))),
        JSON.Member("issue_type", .string(word(["bug", "task", "epic"], &random))),
        JSON.Member("created_at", .string(date(number))),
      ]
      for name in ["description", "design", "acceptance_criteria", "notes"] where Bool.random(using: &random) {
        fields.append(JSON.Member(name, .string(paragraphs(&random) + "## H\n")))
      }
      for name in ["assignee", "external_ref", "unknown"] where Bool.random(using: &random) {
        fields.append(JSON.Member(name, .string(text(&random))))
      }
      if Bool.random(using: &random) {
        fields.append(JSON.Member("labels", .array([.string(text(&random)), .string("z")])))
      }
      if Bool.random(using: &random) {
        let type = word(["blocks", "related", "parent-child", "discovered-from"], &random)
        fields.append(
          JSON.Member(
            "dependencies",
            .array([
              .object([
                JSON.Member("depends_on_id", .string("bd-\(Int.random(in: 0..<14, using: &random))")),
                JSON.Member("type", .string(type)),
              ])
            ])))
      }
      return String(decoding: JSONWriter.bytes(of: JSON.object(fields), .compact), as: UTF8.self)
    }
    return [SourceFile(path: "issues.jsonl", bytes: Array((lines.joined(separator: "\n") + "\n").utf8))]
  }

  private static func tk(_ random: inout SeededGenerator) -> [SourceFile] {
    (0..<12).map { number in
      let matter = [
        "id: t-\(number)", "status: \(word(["open", "in_progress", "closed"], &random))",
        "deps: [t-\(Int.random(in: 0..<14, using: &random))]", "links: []", "created: \(date(number))",
        "type: \(word(["bug", "task"], &random))", "priority: \(Int.random(in: 0...4, using: &random))",
        "assignee: \(text(&random))", "x-own: \(text(&random))",
      ].shuffled(using: &random)
      let notes = Bool.random(using: &random) ? "\n## Notes\n\n**\(date(number))**\n\n\(text(&random))\n" : ""
      let body = "# \(text(&random))\n\n\(paragraphs(&random))\n## Design\n\n\(paragraphs(&random))\(notes)"
      return SourceFile(
        path: "t-\(number).md", bytes: Array("---\n\(matter.joined(separator: "\n"))\n---\n\(body)".utf8))
    }
  }

  private static func backlog(_ random: inout SeededGenerator) -> [SourceFile] {
    (0..<12).map { number in
      let folder = word(["tasks", "completed", "drafts", "archive/tasks"], &random)
      let body = """
        ---
        id: BACK-\(number)
        title: \(quoted(text(&random)))
        status: \(word(["To Do", "In Progress", "Done", "Odd"], &random))
        assignee: [\(quoted(text(&random))), "@b"]
        created_date: '2026-01-\(number + 10) 08:00'
        labels: [\(quoted(text(&random)))]
        dependencies: [task-\(Int.random(in: 0..<14, using: &random))]
        own: {deep: [1, 2]}
        ---

        ## Description

        <!-- SECTION:DESCRIPTION:BEGIN -->
        \(paragraphs(&random))
        <!-- SECTION:DESCRIPTION:END -->

        ## Acceptance Criteria
        <!-- AC:BEGIN -->
        - [ ] #1 \(text(&random))
        <!-- AC:END -->

        """
      return SourceFile(path: "\(folder)/back-\(number) - x.md", bytes: Array(body.utf8))
    }
  }

  private static func execplan(_ random: inout SeededGenerator) -> [SourceFile] {
    (1..<10).map { number in
      let isPlan = number % 3 == 1
      let plan = "EP-20260117-00\((number - 1) / 3 + 1)"
      let id = isPlan ? plan : "\(plan)/MS00\(number)"
      let body = """
        ---
        id: \(id)
        title: \(quoted(text(&random)))
        status: \(word(["planned", "active", "in_progress", "paused", "completed", "archived"], &random))
        domain: backend
        owner: \(quoted(text(&random)))
        created: 2026-01-\(number + 10)
        tags: [\(quoted(text(&random)))]
        links: {issue: ""}
        ---

        # Title

        ## Objective

        \(paragraphs(&random))
        ---

        ## Decision Log

        \(paragraphs(&random))
        """
      return SourceFile(path: "p/\(isPlan ? "" : "milestones/active/")\(number).md", bytes: Array(body.utf8))
    }
  }

  private static func aew(_ random: inout SeededGenerator) -> [SourceFile] {
    (0..<10).map { number in
      let text = """
        schema_version: \(number % 2 + 1)
        \(number % 2 == 0 ? "id: TKT-\(number)" : "ticket:\n  id: TKT-\(number)\n  order: \(number)")
        title: \(quoted(text(&random)))
        status: \(word(["backlog", "ready", "active", "deferred"], &random))
        created_at: \(date(number))
        depends_on: [TKT-\(Int.random(in: 0..<12, using: &random))]
        context: {a: \(quoted(text(&random))), b: [1, \(quoted(text(&random)))]}
        acceptance_criteria: [\(quoted(text(&random)))]
        own: [{x: 1}]

        """
      return SourceFile(path: "TKT-\(number).yaml", bytes: Array(text.utf8))
    }
  }

  private static func car(_ random: inout SeededGenerator) -> [SourceFile] {
    (1..<10).map { number in
      let body = """
        ---
        agent: \(word(["user", "codex", "opencode"], &random))
        done: \(Bool.random(using: &random))
        title: \(quoted(text(&random)))
        goal: \(quoted(text(&random)))
        created: \(date(number))
        own: \(quoted(text(&random)))
        ---

        \(paragraphs(&random))
        ## Definition of done

        - [ ] \(text(&random))

        """
      return SourceFile(path: "TICKET-00\(number).md", bytes: Array(body.utf8))
    }
  }

  private static func github(_ random: inout SeededGenerator) -> [SourceFile] {
    let issues = (1..<12).map { number -> JSON in
      .object([
        JSON.Member("number", .integer(Int64(number))), JSON.Member("title", .string(text(&random))),
        JSON.Member("body", .string(paragraphs(&random) + "\n- [ ] #\(Int.random(in: 1..<14, using: &random))\n")),
        JSON.Member("state", .string(word(["OPEN", "CLOSED"], &random))), JSON.Member("stateReason", .string("")),
        JSON.Member("labels", .array([.object([JSON.Member("name", .string(text(&random)))])])),
        JSON.Member("assignees", .array([])), JSON.Member("createdAt", .string(date(number))),
        JSON.Member("url", .string("https://github.com/o/r/issues/\(number)")),
      ])
    }
    return [SourceFile(path: "issues.json", bytes: JSONWriter.bytes(of: JSON.array(issues), .compact))]
  }

  private static func sources(_ format: String, _ random: inout SeededGenerator) -> [SourceFile] {
    switch format {
    case "beads": beads(&random)
    case "tk": tk(&random)
    case "backlog": backlog(&random)
    case "execplan": execplan(&random)
    case "aew": aew(&random)
    case "car": car(&random)
    default: github(&random)
    }
  }

  /// The tickets that an import makes, as a tree.
  private func tree(_ outcomes: [ImportOutcome]) -> MemoryTree {
    var files: [String: [UInt8]] = [:]
    for made in outcomes.compactMap(\.made) {
      files["\(made.draft.id.text)/ticket.md"] = made.draft.bytes
      files["\(made.draft.id.text)/logs/\(made.run.name.fileName)"] = made.entries.flatMap {
        $0.line() + [Ascii.newline]
      }
    }
    return MemoryTree(files)
  }

  @Test(arguments: ExchangeFormats.names, 0..<12)
  func `what is imported validates, and comes back byte for byte`(name: String, seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let format = try #require(ExchangeFormats.named(name))
    let files = Self.sources(name, &random)
    let options = Importer.Options(now: Instant(milliseconds: 1_772_000_000_000))
    let none = KnownImports(try Snapshot(of: MemoryTree([:])), format)
    let outcomes = Importer(format, format.items(of: files), known: none, options).outcomes()
    #expect(outcomes.allSatisfy { $0.result == .imported }, "\(outcomes.map { ($0.result, $0.remarks) })")
    let tree = tree(outcomes)
    let issues = try Validator(Settings()).validate(tree).issues
    #expect(issues.filter { $0.severity == .error }.isEmpty, "\(issues)")
    let snapshot = try Snapshot(of: tree, reading: [.document, .logs])
    let output = Exporter(format, snapshot).output()
    let written = output.files.filter { !$0.path.hasSuffix(".sh") }.map { String(decoding: $0.bytes, as: UTF8.self) }
    if name == "github" || name == "beads" {
      // Tickets come in the order of their ids, which is that of their dates.
      #expect(values(written[0]) == values(String(decoding: files[0].bytes, as: UTF8.self)))
    } else {
      #expect(written.sorted() == files.map { String(decoding: $0.bytes, as: UTF8.self) }.sorted())
    }
    let again = Importer(format, format.items(of: files), known: KnownImports(snapshot, format), options).outcomes()
    #expect(again.allSatisfy { $0.result == .alreadyThere })
  }

  /// The values of a document in an order of their own.
  private func values(_ text: String) -> [String] {
    let all =
      (try? JSONReader.read(text))?.elements ?? text.split(separator: "\n").compactMap { try? JSONReader.read($0) }
    return all.map { String(decoding: JSONWriter.bytes(of: $0, .compact), as: UTF8.self) }.sorted()
  }
}
