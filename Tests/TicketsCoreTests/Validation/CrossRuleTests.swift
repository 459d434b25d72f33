import TestSupport
import Testing
import TicketsCore

/// Ids that order like their numbers.
private func id(_ number: Int) -> String {
  let digits = String(number)
  return "0191c2d3-4e5f-7a8b-9c0d-" + String(repeating: "0", count: 12 - digits.count) + digits
}

/// A tree of tickets by number, each with some lines.
private func tree(_ tickets: [Int: String]) -> MemoryTree {
  MemoryTree(
    Dictionary(uniqueKeysWithValues: tickets.map { ("\(id($0))/ticket.md", Array(ticketText($1, id: id($0)).utf8)) }))
}

@Suite struct CrossRuleTests {
  @Test func `an id used twice is an error that names both files`() throws {
    let files = ["a": sampleID, "b": otherID, "c": sampleID].map { ("\($0)/ticket.md", Array(ticketText(id: $1).utf8)) }
    let double = MemoryTree(Dictionary(uniqueKeysWithValues: files))
    let report = try validate(double)
    #expect(report.shown == ["ID_DUPLICATE 2:5"])
    #expect(report.issues[0].ticketPath == "/.tickets/c/ticket.md" && report.issues[0].severity == .error)
    #expect(report.issues[0].message.contains("'/.tickets/a/ticket.md'"))
    #expect(try validate(double, only: ["a"]).issues.first?.message.contains("'/.tickets/c/ticket.md'") == true)
    #expect(try validate(double, only: ["b"]).issues == [])
  }

  @Test func `a reference to nothing is a warning, one to a ticket is none`() throws {
    let report = try validate(tree([1: "related: [\(id(2)), \(id(3))]", 2: ""]))
    #expect(report.shown == ["RELATION_DANGLING 6:49"])
    #expect(report.errorCount == 0 && report.warningCount == 1)
  }

  @Test func `a ticket that cannot be read is there all the same`() throws {
    let files = ["a/ticket.md": ticketText("related: [\(otherID)]"), "\(otherID)/ticket.md": "---\n"]
    let broken = MemoryTree(files.mapValues { Array($0.utf8) })
    #expect(try validate(broken).issues.map(\.code) == [.frontMatterUnclosed])
    #expect(try validate(broken, only: ["a"]).issues == [])
  }

  @Test func `tickets that wait for each other are one warning a circle`() throws {
    let circle = [
      1: "related: [\(id(2))]", 2: "dependencies: [\(id(3))]", 3: "dependencies: [\(id(4))]", 4: "blocks: [\(id(3))]",
      5: "dependencies: [\(id(2))]",
    ]
    #expect(try validate(tree(circle)).issues == [])
    var closed = circle
    closed[4] = "dependencies: [\(id(2))]"
    let report = try validate(tree(closed))
    #expect(report.shown == ["RELATION_CYCLE 6:16"])
    #expect(report.issues[0].ticketPath.contains(id(2)))
    #expect(report.issues[0].message.contains("\(id(2)), \(id(3)), \(id(4))."))
    #expect(try validate(tree(closed), only: [id(4)]).issues.first?.ticketPath.contains(id(4)) == true)
    #expect(try validate(tree(closed), only: [id(5)]).issues == [])
  }

  @Test func `a long circle is found, however deep it is`() throws {
    let count = 2000
    var tickets: [Int: String] = [:]
    for number in 1...count { tickets[number] = "blocks: [\(id(number % count + 1))]" }
    let report = try validate(tree(tickets))
    #expect(report.shown == ["RELATION_CYCLE 6:10"])
    #expect(report.issues[0].message.hasSuffix(" and \(count - 8) more."))
  }

  @Test func `the parts of a graph are those that a slow search finds`() {
    var generator = SeededGenerator(seed: 5)
    for _ in 0..<200 {
      let count = Int.random(in: 1...8, using: &generator)
      let successors = (0..<count).map { _ in
        (0..<count).filter { _ in Int.random(in: 0..<5, using: &generator) == 0 }
      }
      #expect(Components.cyclic(successors).sorted { $0[0] < $1[0] } == slowParts(successors))
    }
  }

  private func slowParts(_ successors: [[Int]]) -> [[Int]] {
    let reachable = successors.indices.map { start in
      var seen: Set<Int> = []
      var open = successors[start]
      while let node = open.popLast() {
        if seen.insert(node).inserted { open += successors[node] }
      }
      return seen
    }
    var parts: [[Int]] = []
    for node in successors.indices where !parts.contains(where: { $0.contains(node) }) {
      let part = successors.indices.filter {
        $0 == node || reachable[node].contains($0) && reachable[$0].contains(node)
      }
      if part.count > 1 { parts.append(part) }
    }
    return parts
  }

  @Test func `issues come in the order of path, line, column and code`() throws {
    let broken = ticketText("labels: x\nblocks: [1, 2]", without: "status")
    let files = ["b/ticket.md": broken, "a/ticket.md": "", "a/logs/x.jsonl": "5\n"].mapValues { Array($0.utf8) }
    let report = try validate(MemoryTree(files))
    #expect(
      report.issues.map { "\($0.path.dropFirst(10)) \($0.code.rawValue)" } == [
        "a/logs/x.jsonl LOG_NAME_INVALID", "a/logs/x.jsonl LOG_LINE_INVALID", "a/ticket.md FRONT_MATTER_MISSING",
        "b/ticket.md STATUS_MISSING", "b/ticket.md LABELS_INVALID", "b/ticket.md RELATION_ID_INVALID",
        "b/ticket.md RELATION_ID_INVALID",
      ])
    #expect(report.issues == report.issues.sorted())
  }

  @Test func `a number that two plans have is a warning at the younger, with the next free one`() throws {
    let plan = { (number: String) in "labels: [plan, EP-20260117-\(number)]" }
    let report = try validate(tree([1: plan("001"), 2: plan("001"), 3: plan("004"), 4: plan("001")]))
    #expect(report.shown == ["HANDLE_DUPLICATE 6:16", "HANDLE_DUPLICATE 6:16"])
    #expect(
      report.errorCount == 0 && report.issues.map(\.details["next"]?.string) == ["EP-20260117-005", "EP-20260117-006"])
    #expect(report.issues[0].ticketPath.contains(id(2)) && report.issues[0].message.contains(id(1)))
    #expect(
      try validate(tree([1: plan("001"), 2: "labels: [plan, EP-20260118-001]", 3: "labels: [EP-20260117-001]"])).issues
        == [])
  }

  @Test func `milestones are numbered within their plan`() throws {
    let milestone = { (plan: Int) in "labels: [milestone, MS001]\nrelated: [\(id(plan))]" }
    let plans = [1: "labels: [plan, EP-20260117-001]", 2: "labels: [plan, EP-20260117-002]"]
    #expect(try validate(tree(plans.merging([3: milestone(1), 4: milestone(2)]) { $1 })).issues == [])
    let report = try validate(tree(plans.merging([3: milestone(1), 4: milestone(1)]) { $1 }))
    #expect(report.shown == ["HANDLE_DUPLICATE 6:21"])
    #expect(report.issues[0].details["next"]?.string == "MS002")
  }

  @Test func `the younger gets the next free number, and then nothing is left`() throws {
    let text = "labels: [\"plan\", \"EP-20260117-001\"] # c"
    let before = tree([1: text, 2: text, 3: "labels: [plan, EP-20260117-007]"])
    let plan = try plan(before)
    #expect(plan.tickets.map(\.folder) == [id(2)])
    let after = String(decoding: plan.tickets[0].after, as: UTF8.self)
    #expect(after == ticketText(text.replacing("-001", with: "-008"), id: id(2)))
    #expect(
      plan.tickets[0].notes == [
        "Renumbered EP-20260117-001 to EP-20260117-008, because an older ticket has EP-20260117-001."
      ])
    #expect(plan.forecast(of: try check(before)).report.issues == [])
  }
}
