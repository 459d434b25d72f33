import Testing
import TicketsCore

private func request(_ text: String) throws -> IssuesReport.Request { try IssuesReport.read(Array(text.utf8)) }

private func reasons(_ text: String) -> [String] {
  do {
    _ = try request(text)
    return []
  } catch let failure as IssuesReport.ReadingFailure {
    return (failure.isUnreadable ? ["unreadable"] : []) + failure.reasons
  } catch {
    return ["\(error)"]
  }
}

@Suite struct IssuesReportTests {
  private let broken = tree(
    ticketText("title: 5\nlabels: \"x: 'y' # z\"", without: "title"), logs: ["20260129T184210.123Z-a.jsonl": "{}"],
    more: ["b/ticket.md": "\u{FEFF}---\nid: \"n\\u0001\\n\"\nstatus: é\nstatus: b\n---\n", "c/ticket.md": ticketText()])

  @Test func `the document is the same each time, and both forms say the same`() throws {
    let report = try report(broken)
    #expect(report.yaml == (try self.report(broken)).yaml)
    let json = JSONWriter.bytes(of: report, .pretty)
    let node = try #require(try YAMLReader.read(Array(report.yaml.utf8), in: 0..<report.yaml.utf8.count))
    #expect(JSON(node) == (try JSONReader.read(json)))
  }

  private func report(_ tree: MemoryTree) throws -> IssuesReport {
    try IssuesReport(of: try check(tree), in: tree, at: sampleInstant)
  }

  @Test func `what is enabled is read back as it was written, in both forms`() throws {
    let report = try report(broken)
    #expect(try request(report.yaml).repairs == [])
    let enabled = report.repairs.map { repair in
      var repair = repair
      repair.isEnabled = true
      return repair
    }
    let yaml = report.yaml.replacing("enabled: false", with: "enabled: true")
    let json = String(decoding: JSONWriter.bytes(of: report, .pretty), as: UTF8.self)
      .replacing("\"enabled\": false", with: "\"enabled\": true")
    for text in [yaml, json, "\u{FEFF}" + yaml, yaml.replacing("\n", with: "\r\n")] {
      let read = try request(text)
      #expect(read.repairs == enabled && read.targets == ["/.tickets"])
      #expect(read.messages["I0001"] == report.issues[0].issue.message)
    }
  }

  @Test func `issues and repairs are numbered in their order, and repairs name their issues`() throws {
    let report = try report(broken)
    #expect(report.issues.count < 10)
    #expect(report.issues.map(\.id) == (1...report.issues.count).map { "I000\($0)" })
    #expect(report.issues.map(\.issue) == report.issues.map(\.issue).sorted())
    #expect(report.repairs.map(\.id) == ["R0001", "R0002", "R0003", "R0004"])
    #expect(
      report.repairs.map(\.action) == [
        "quote_text", "normalize_list", "resolve_duplicate_key", "set_front_matter_field",
      ])
    for repair in report.repairs {
      for id in repair.issueIDs {
        let issue = try #require(report.issues.first { $0.id == id }?.issue)
        #expect(issue.ticketPath == repair.ticketPath)
        #expect(issue.code.repairs.contains { $0.name == repair.action })
      }
    }
  }

  @Test func `a decision stands out in the file`() throws {
    let yaml = try report(tree(ticketText("id: x", without: "id"))).yaml
    #expect(yaml.contains("      value: null  # decide: a lowercase UUIDv7\n"))
    #expect(yaml.contains("      generate_uuidv7: false  # true for a new id instead of a value"))
    #expect(yaml.contains("      update_references: null  # decide: whether tickets that refer to the old id follow"))
  }

  @Test(arguments: [
    ("repairs: [", "unreadable"), ("{\"repairs\": [}", "unreadable"), ("- a", "it must be a mapping, but is a list"),
    ("", "it must be a mapping, but is null"), ("a: *b", "unreadable"), ("repairs: []\nrepairs: []", "unreadable"),
    ("issues: []", "'repairs' must be a list"), ("repairs: 5", "'repairs' must be a list, but is a number"),
    ("schema_version: 2\nrepairs: []", "'schema_version' must be 1, which is all that this tool knows"),
    ("repairs: [5]", "repair 1: it must be a mapping, but is a number"),
    ("repairs: [{id: R1}]", "R1: 'enabled' is not decided"),
    ("repairs: [{id: R1, enabled: yes}]", "R1: 'enabled' must be true or false, but is a string"),
    ("repairs: [{enabled: true}]", "repair 1: 'action' is not decided"),
    ("repairs: [{enabled: true, action: 5}]", "repair 1: 'action' must be text, but is a number"),
    ("repairs: [{enabled: true, action: a}]", "repair 1: 'ticket_path' is not decided"),
    (
      "repairs: [{enabled: true, action: a, ticket_path: b, params: x}]",
      "repair 1: 'params' must be a mapping, but is a string"
    ),
    ("targets: x\nrepairs: []", "'targets' must be a list of texts"),
  ])
  func `a file of another shape is refused`(text: String, reason: String) {
    #expect(reasons(text).first == reason)
  }
}

@Suite struct IssuesFileAttackTests {
  private let ticket = tree(
    ticketText("status: TODO", without: "status"), more: ["b/ticket.md": ticketText(id: otherID)])

  private func refusal(_ repairs: ProposedRepair...) throws -> [String] {
    var planner = try RepairPlanner(ticket, nextID: newIDs())
    do {
      _ = try planner.plan(repairs)
      return []
    } catch {
      return error.reasons.map { String($0.split(separator: ": ", maxSplits: 1)[1]) }
    }
  }

  private func repair(
    _ action: String = "normalize_enum", path: String = "/.tickets/\(sampleID)/ticket.md",
    given parameters: [JSON.Member] = [JSON.Member("field", .string("status"))], base: String? = nil
  ) -> ProposedRepair {
    ProposedRepair(isSafe: true, issueIDs: [], action: action, ticketPath: path, parameters: parameters, base: base)
  }

  @Test func `without a fault nothing is refused`() throws {
    #expect(try refusal(repair()) == [])
    #expect(try refusal() == [])
  }

  @Test(arguments: [
    "/.tickets/../etc/ticket.md", "/etc/passwd", "/.tickets/ticket.md", "/.tickets/.git/ticket.md",
    ".tickets/b/ticket.md",
    "/.tickets/b/logs/x.jsonl", "/.tickets/b/../b/ticket.md", "/.tickets//ticket.md", "/x/.tickets/b/ticket.md",
    "/.tickets/b/ticket.md/", "//.tickets/b/ticket.md", "", "/.tickets/./ticket.md", "/.tickets/b/ticket.md\0",
  ])
  func `a path that is none of a ticket is refused`(path: String) throws {
    #expect(try refusal(repair(), repair(path: path)).count == 1)
  }

  @Test func `an unknown action after a valid one is refused`() throws {
    #expect(try refusal(repair(), repair("delete_everything")) == ["there is no action 'delete_everything'"])
  }

  @Test func `parameters that are unknown, wrong or out of reach are refused`() throws {
    #expect(try refusal(repair(given: [JSON.Member("fild", .null)])) == ["the parameter 'fild' is unknown"])
    #expect(try refusal(repair(given: [])) == ["'field' is not decided"])
    #expect(
      try refusal(repair(given: [JSON.Member("field", .integer(1))])) == ["'field' must be text, but is a number"])
    #expect(
      try refusal(repair(given: [JSON.Member("field", .string("title"))]))
        == ["'field' must be status, priority or assignment.mode, but is 'title'"])
    #expect(
      try refusal(
        repair("set_front_matter_field", given: [.init("field", .string("labels")), .init("value", .string("x"))])
      )
      .count == 1)
  }

  @Test func `a report about another state of the file is refused`() throws {
    #expect(try refusal(repair(base: "0000000000000000")) == ["the ticket has changed since the report was made"])
    #expect(
      try refusal(repair(path: "/.tickets/gone/ticket.md")) == ["the ticket cannot be read: there is no such file"])
  }

  @Test func `every reason is told, not only the first`() throws {
    #expect(try refusal(repair("a"), repair("b"), repair()).count == 2)
  }
}
