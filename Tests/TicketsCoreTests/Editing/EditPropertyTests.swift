import TestSupport
import Testing

@testable import TicketsCore

/// Any valid ticket, any changes: the result is valid, only the named fields differ, and no other line does.
@Suite struct EditPropertyTests {
  private static let ids = (0..<4).map { "019c0000-0000-7000-8000-00000000000\($0)" }
  private static let words = [
    "auth", "needs review", "yes", "a: b # c", "it's \"it\"", "größe", "[x]", "1.5", "-", "**/*.pem",
  ]

  /// A field in one of the ways that people write it, with comments, or none of it.
  private static let fields: [(name: String, ways: [String])] = [
    ("priority", ["priority: low", "priority: \"low\"  # for now", "priority:", "# why\npriority: 'high'", ""]),
    (
      "labels",
      [
        "labels: [auth, \"a: b # c\"]", "labels:\n  - auth   # the first\n  - \"yes\"\n# below", "labels: []",
        "labels:\n- 'auth'", "",
      ]
    ),
    (
      "assignment",
      [
        "assignment:\n  mode: mixed # m\n  owner: \"@a\"", "assignment: {mode: mixed}",
        "assignment: {owner: 'x', mode: mixed} # both", "assignment:", "assignment:\n    # deep\n    owner: team", "",
      ]
    ),
    (
      "dependencies",
      ["dependencies: [\"\(ids[1])\"]", "dependencies:\n  - \(ids[1])\n  - '\(ids[2])'", "dependencies: []", ""]
    ),
    ("estimates", ["estimates:\n  human_hours: 2.5", "estimates: {human_hours: 3}", ""]),
    ("agent_limits", ["agent_limits:\n  max_iterations: 3 # no more\n  max_tool_calls: 9", ""]),
    (
      "verification",
      ["verification:\n  commands:\n    - \"make\"\n    - make test # all", "verification: {commands: [make]}", ""]
    ),
    ("scope", ["scope:\n  allow: [\"Sources/**\"]\n  deny:\n    - \"**/*.pem\"", "scope: {deny: [x]}", ""]),
    ("custom", ["custom:\n  deep: {x: [1, 2]}\n  text: |\n    priority: low\n    labels: [x]", ""]),
  ]

  private static func ticket(_ generator: inout SeededGenerator) -> [UInt8] {
    var lines = ["title: \"Any\"", "status: todo", "created_at: 2026-01-29T18:42:10Z"]
    for field in fields {
      if let way = field.ways.randomElement(using: &generator), !way.isEmpty { lines.append(way) }
    }
    lines = ["id: \(ids[0])"] + lines.shuffled(using: &generator)
    let criteria =
      [
        "- [ ] One\n- [x] Two\n  goes on\n- [X] Three", "* [ ] One", "Prose.\n\n1. [ ] One\n2. [ ] Two\n\nMore prose.",
      ].randomElement(using: &generator) ?? ""
    let end = Bool.random(using: &generator) ? "\n" : ""
    let text =
      "---\n\(lines.joined(separator: "\n"))\n---\n# T\n\n## Description\n\nText.\n\n### Inside\n\n```\n## no\n```\n\n"
      + "## Acceptance Criteria\n\n\(criteria)\n\n## Notes\n\n- [ ] not this\n\n## Verification\n\n- make\(end)"
    let lineEnd = Int.random(in: 0..<4, using: &generator) == 0 ? "\r\n" : "\n"
    return Array(text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: lineEnd).utf8)
  }

  private static func fieldEdit(_ generator: inout SeededGenerator) -> TicketEdits.FieldEdit {
    let word = words.randomElement(using: &generator) ?? ""
    let all: [TicketEdits.FieldEdit] = [
      .set("priority", .word("critical")), .remove("priority"), .set("title", .text(word)),
      .add([word, "new"], to: "labels"),
      .set("assignment.mode", .word("agent_only")), .remove("assignment.mode"), .set("assignment.owner", .text(word)),
      .remove("assignment.owner"), .add([ids[3]], to: "dependencies"), .add([ids[2]], to: "related"),
      .set("estimates.human_hours", .word("8")), .remove("estimates.human_hours"),
      .set("agent_limits.max_iterations", .word("5")), .remove("agent_limits.max_tool_calls"),
      .add([word], to: "verification.commands"), .add([word], to: "scope.allow"), .add([word], to: "scope.deny"),
      .drop(["auth"], from: "labels"), .drop([ids[1]], from: "dependencies"),
      .drop(["make"], from: "verification.commands"),
    ]
    return all.randomElement(using: &generator) ?? .remove("priority")
  }

  @Test func `only the named field differs, and no byte of other lines`() throws {
    var generator = SeededGenerator(seed: 16)
    var made = 0
    for _ in 0..<3_000 {
      let bytes = Self.ticket(&generator)
      let before = try Document(bytes)
      let edit = Self.fieldEdit(&generator)
      var edits = TicketEdits()
      edits.fields = [edit]
      let text = String(decoding: bytes, as: UTF8.self)
      let after: Document
      do throws(EditObjection) { after = try edits.applied(to: before) } catch {
        // Only what is not there cannot be taken out.
        guard case .drop = edit else {
          Issue.record("\(error.message): \(edit) in\n\(text)")
          continue
        }
        continue
      }
      made += 1
      let check = EditCheck(folder: Self.ids[0], before: before, after: after)
      #expect(check.newErrors.isEmpty, "\(edit) in\n\(text)")
      let top = edit.path.split(separator: ".").first.map(String.init) ?? ""
      let changes = FieldChange.between(before.fields, after.fields)
      #expect(
        changes.allSatisfy { $0.path.text == edit.path || edit.path.hasPrefix($0.path.text + ".") },
        "\(edit) in\n\(text)")
      #expect(
        after.bytes[after.bodyStart...] == before.bytes[before.bodyStart...]
          || after.body.bytes[after.bodyStart...].elementsEqual(before.bytes[before.bodyStart...]))
      // Without the lines of that field both files are the same.
      #expect(Self.others(after, than: top) == Self.others(before, than: top), "\(edit) in\n\(text)")
      let again = try edits.again(after)
      #expect(again == nil || again?.bytes == after.bytes, "\(edit) again in\n\(text)")
    }
    #expect(made > 2_500)
  }

  /// The file without the lines from a key to the last of its value.
  private static func others(_ document: Document, than key: String) -> [UInt8] {
    guard let field = document.fields.first(where: { $0.key == key }), let lines = document.lines(of: field) else {
      return document.bytes
    }
    return Array(document.bytes[..<lines.lowerBound] + document.bytes[lines.upperBound...])
  }

  @Test func `ticking and opening again is the identity, and ticking twice is ticking`() throws {
    var generator = SeededGenerator(seed: 17)
    for _ in 0..<500 {
      let before = try Document(Self.ticket(&generator))
      let criteria = before.body.criteria
      let number = Int.random(in: 1...criteria.count, using: &generator)
      var check = TicketEdits()
      check.check = [.number(number)]
      var uncheck = TicketEdits()
      uncheck.uncheck = [.number(number)]
      let ticked = try check.applied(to: before)
      #expect(ticked.body.criteria[number - 1].checked)
      #expect(try check.applied(to: ticked).bytes == ticked.bytes)
      if criteria[number - 1].checked {
        #expect(ticked.bytes == before.bytes)
      } else {
        #expect(try uncheck.applied(to: ticked).bytes == before.bytes)
      }
    }
  }

  @Test func `what is added to the body is found there, and taking it out gives the old bytes back`() throws {
    var generator = SeededGenerator(seed: 18)
    for _ in 0..<500 {
      let before = try Document(Self.ticket(&generator))
      let word = Self.words.randomElement(using: &generator) ?? ""
      var add = TicketEdits()
      add.addedCriteria = ["New \(word)"]
      add.addedSteps = ["Step \(word)"]
      let added = try add.applied(to: before)
      #expect(added.body.criteria.map(\.text) == before.body.criteria.map(\.text) + ["New \(word)"])
      #expect(added.body.sections.map(\.heading.title) == before.body.sections.map(\.heading.title))
      var drop = TicketEdits()
      drop.droppedCriteria = [.text("New \(word)")]
      drop.droppedSteps = [.text("Step \(word)")]
      let dropped = try drop.applied(to: added)
      #expect(
        String(decoding: dropped.bytes, as: UTF8.self).trimmedEnd
          == String(decoding: before.bytes, as: UTF8.self).trimmedEnd)
      var describe = TicketEdits()
      describe.description = "First.\n\nSecond \(word)."
      let described = try describe.applied(to: before)
      #expect(described.body.criteria.map(\.text) == before.body.criteria.map(\.text))
      #expect(described.body.description.split(separator: "\r\n").joined(separator: "\n").contains("Second \(word)."))
    }
  }

  @Test(arguments: ["Text\n## Notes of mine", "```\nopen", "<!-- open", "# Title"])
  func `a description that tears the sections apart is refused`(text: String) throws {
    var generator = SeededGenerator(seed: 19)
    let before = try Document(Self.ticket(&generator))
    var edits = TicketEdits()
    edits.description = text
    #expect(throws: EditObjection.self) { try edits.applied(to: before) }
    edits.description = "Text\n### Notes of mine"
    #expect(try edits.applied(to: before).body.description == edits.description || before.lineEnd == "\r\n")
  }
}

extension TicketEdits.FieldEdit {
  fileprivate var path: String {
    switch self {
    case .set(let path, _), .remove(let path), .add(_, let path), .drop(_, let path): path
    }
  }
}

extension TicketEdits {
  /// The same edit once more; nil when there is nothing left to take out.
  fileprivate func again(_ document: Document) throws -> Document? {
    if case .drop? = fields.first { return nil }
    return try applied(to: document)
  }
}

extension String {
  fileprivate var trimmedEnd: String {
    var text = self
    while text.last?.isNewline == true { text.removeLast() }
    return text
  }
}
