import TestSupport
import Testing
import TicketsCore

/// A ticket with several faults, line by line.
private struct BrokenTicket {
  /// The lines, and whether each is right as it is.
  private(set) var lines: [(text: String, isSound: Bool)] = []
  let lineEnd: String
  let hasMark: Bool

  init(using generator: inout SeededGenerator) {
    lineEnd = Int.random(in: 0..<4, using: &generator) == 0 ? "\r\n" : "\n"
    hasMark = Int.random(in: 0..<6, using: &generator) == 0
    add("---", sound: true)
    var groups = Self.fields.map { [$0.sound, $0.faults.randomElement(using: &generator) ?? $0.sound] }
    groups.shuffle(using: &generator)
    for group in groups {
      let isSound = Bool.random(using: &generator)
      guard !(isSound && group[0].isEmpty) else { continue }
      for line in group[isSound ? 0 : 1].split(separator: "\n") {
        // A comment stays whatever happens to its line; a line that only a repair may touch is not sound.
        add(String(line), sound: isSound || line.hasPrefix("  keep") || line.hasPrefix("#"))
      }
    }
    add("---", sound: true)
    for line in soundBody.split(separator: "\n") where Int.random(in: 0..<4, using: &generator) > 0 {
      add(String(line), sound: true)
      if Bool.random(using: &generator) { add("Some words, and an ä.", sound: true) }
    }
  }

  private mutating func add(_ text: String, sound: Bool) { lines.append((text, sound)) }

  var bytes: [UInt8] {
    (hasMark ? [0xEF, 0xBB, 0xBF] : []) + Array(lines.map { $0.text + lineEnd }.joined().utf8)
  }

  /// Whether what was right is still there, byte for byte and in its order.
  func isKept(in bytes: [UInt8]) -> Bool {
    var rest = String(decoding: bytes, as: UTF8.self).components(lineEnd)[...]
    for line in lines where line.isSound {
      guard let index = rest.firstIndex(of: line.text) else { return false }
      rest = rest[(index + 1)...]
    }
    return true
  }

  private static let fields: [(sound: String, faults: [String])] = [
    ("id: \(sampleID)  # mine", ["id: \(sampleID)"]),
    ("title: 'It''s right' # really", ["title: 5", "title: 2026-01-01 # c", "title: false", "title: [a]"]),
    ("status:   \"todo\"", ["status: TODO", "status: ' Done'  # c", "status: opne", "status: 'to do'"]),
    (
      "created_at: 2026-01-29T18:42:10.5Z",
      [
        "created_at: 2026-01-29", "created_at: '2026-01-29 18:42'", "created_at: soon",
        "created_at: 2026-01-29T18:42:10+02:00",
      ]
    ),
    ("", ["updated_at: 2026-01-29", "updated_at:\n  - x\n  - y", "updated_at: >\n  folded\n  text"]),
    ("priority: low", ["priority: LOW", "priority: urgent", "priority: \"High\"", "priority: [low]"]),
    (
      "labels: [a,  b] # c",
      ["labels: a", "labels: [1, b, ~]", "labels:\n  - a\n  - 5 # c\n  -", "labels: {a: b}", "labels: \"a: b\""]
    ),
    (
      "blocks: []",
      [
        "blocks: ''", "blocks: \(otherID)", "blocks: ['', \(otherID), x, '']",
        "blocks:\n  - \"\"\n  - \(otherID.uppercased())",
        "blocks:\n# keep me\n  - ''\n  - ~", "blocks: [\n  '', x,\n  '' ]",
      ]
    ),
    (
      "assignment:\n  mode: mixed\n  owner: null",
      ["assignment: {mode: MIXED}", "assignment:\n  mode: x\n  owner: 5", "assignment: me"]
    ),
    (
      "verification:\n  commands: [a]",
      ["verification: make", "verification: 5", "verification:\n  commands: a # c", "verification: [a]"]
    ),
    ("custom: {a: [1, 2]} # theirs", ["custom: {status: TODO, labels: x}"]),
    ("# a comment of its own", ["# another: one"]),
  ]
}

extension String {
  fileprivate func components(_ separator: String) -> [String] {
    split(separator: separator, omittingEmptySubsequences: false).map(String.init)
  }
}

@Suite struct RepairPropertyTests {
  @Test func `safe repairs take what they claim, change no other line, and have nothing left to do`() throws {
    var generator = SeededGenerator(seed: 17)
    var repairs = 0
    for _ in 0..<400 {
      let broken = BrokenTicket(using: &generator)
      let before = MemoryTree(["a/ticket.md": broken.bytes])
      let report = try report(before)
      let plan = try plan(before)
      repairs += report.repairs.count(where: \.isSafe)
      guard let ticket = plan.tickets.first else { continue }
      #expect(broken.isKept(in: ticket.after), "\(String(decoding: ticket.after, as: UTF8.self))")
      let after = MemoryTree(["a/ticket.md": ticket.after])
      let left = try self.report(after)
      #expect(left.repairs.filter(\.isSafe) == [], "\(String(decoding: ticket.after, as: UTF8.self))")
      #expect(try self.plan(after).isEmpty)
      let claimed = Set(report.repairs.filter(\.isSafe).flatMap(\.issueIDs))
      let unclaimed = report.issues.filter { !claimed.contains($0.id) }.map(\.issue.message)
      #expect(left.issues.filter { !$0.issue.isNew }.map(\.issue.message).allSatisfy(unclaimed.contains))
      #expect(left.issues.count(where: \.issue.isError) <= report.issues.count(where: \.issue.isError))
    }
    #expect(repairs > 1000)
  }

  @Test func `decided repairs of several faults go together`() throws {
    var generator = SeededGenerator(seed: 23)
    for _ in 0..<200 {
      let broken = BrokenTicket(using: &generator)
      let before = MemoryTree(["a/ticket.md": broken.bytes])
      var report = try report(before).repairs
      for index in report.indices { report[index].decide() }
      var planner = try RepairPlanner(before, nextID: newIDs())
      guard let ticket = try planner.plan(report).tickets.first else { continue }
      #expect(broken.isKept(in: ticket.after))
      let left = try self.report(MemoryTree(["a/ticket.md": ticket.after]))
      #expect(left.repairs.allSatisfy { $0.action == "resolve_reference" }, "\(left.repairs)")
    }
  }

  private func report(_ tree: MemoryTree) throws -> IssuesReport {
    try IssuesReport(of: try check(tree), in: tree, at: sampleInstant)
  }

  private func plan(_ tree: MemoryTree) throws -> RepairPlan {
    var planner = try RepairPlanner(tree, nextID: newIDs())
    return try planner.plan(try report(tree).repairs.filter(\.isSafe))
  }
}

extension TicketIssue {
  fileprivate var isError: Bool { severity == .error }

  /// Whether a repair that made a list of one text could bring it to light: what is in a list is looked at closer.
  fileprivate var isNew: Bool { code == .relationDangling || code == .relationIDInvalid }
}

extension ProposedRepair {
  /// Decides on something that is right.
  fileprivate mutating func decide() {
    let field = parameters.first { $0.name == "field" }?.value.string
    let values: [String: JSON] = [
      "value": .string(
        [
          "title": "T", "created_at": "2026-01-29T18:42:10Z", "id": sampleID, "priority": "low",
          "assignment.mode": "mixed",
        ][
          field ?? ""] ?? "todo"),
      "strategy": .string("keep"), "keep": .string("first"), "update_references": .bool(true),
    ]
    parameters = parameters.map { JSON.Member($0.name, $0.value == .null ? values[$0.name] ?? .null : $0.value) }
  }
}
