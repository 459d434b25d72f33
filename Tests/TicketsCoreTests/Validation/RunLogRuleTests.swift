import Testing
import TicketsCore

private let name = "20260129T184210.123Z-run.jsonl"

/// A log line that is right, but for what a test changes; marked as a tool's unless said otherwise.
private func line(_ changes: [String: String] = [:], machine: Bool = true) -> String {
  var fields = [
    ("ts", #""2026-01-29T18:50:00Z""#), ("run_started", #""20260129T184210.123Z""#), ("actor_type", #""agent""#),
    ("actor_id", #""a""#), ("summary", #""s""#),
  ]
  if machine { fields.append(("written_by", #""tickets""#)) }
  for (key, value) in changes.sorted(by: { $0.key < $1.key }) {
    if let index = fields.firstIndex(where: { $0.0 == key }) {
      if value.isEmpty { fields.remove(at: index) } else { fields[index].1 = value }
    } else {
      fields.append((key, value))
    }
  }
  return "{" + fields.map { #""\#($0)":\#($1)"# }.joined(separator: ",") + "}\n"
}

private func logIssues(_ text: String, name: String = name) throws -> [TicketIssue] {
  try validate(tree(ticketText(), logs: [name: text])).issues
}

private func shown(_ issues: [TicketIssue]) -> [String] {
  issues.map { "\($0.severity) \($0.code.rawValue) \($0.place.map { "\($0)" } ?? "-")" }
}

@Suite struct RunLogRuleTests {
  @Test(
    arguments: [
      ([:], []), (["ts": ""], ["LOG_FIELD_MISSING"]), (["ts": "5"], ["LOG_FIELD_INVALID"]),
      (["ts": #""2026-01-29 18:50""#], ["LOG_TIMESTAMP_INVALID"]), (["run_started": ""], ["LOG_FIELD_MISSING"]),
      (["run_started": #""2026-01-29T18:42:10.123Z""#], []),
      (["run_started": #""2026-01-29T18:42:11Z""#], ["LOG_RUN_STARTED_DIFFERS"]),
      (["run_started": #""2026-01-29T19:42:10.123+01:00""#], ["LOG_TIMESTAMP_INVALID"]),
      (["actor_type": #""robot""#], ["LOG_ACTOR_TYPE_UNKNOWN"]), (["actor_id": "null"], ["LOG_FIELD_INVALID"]),
      (["summary": "[]"], ["LOG_FIELD_INVALID"]), (["created_from": #""x""#], ["LOG_ID_INVALID"]),
      (["created_from": #""0191c2d3-4e5f-4a8b-9c0d-1e2f3a4b5c6d""#], []),
      (["context_carried_over": #""x""#], ["LOG_FIELD_INVALID"]), (["context_carried_over": #"["x"]"#], []),
      (["tickets_created": #"["x"]"#], ["LOG_ID_INVALID"]), (["changes": "[]"], ["LOG_FIELD_INVALID"]),
      (["changes": #"{"files":["a"],"lines":3}"#], []), (["changes": #"{"files":"a"}"#], ["LOG_FIELD_INVALID"]),
      (["verification": #"{"commands":[],"results":"pass"}"#], []),
      (["verification": #"{"results":5}"#], ["LOG_FIELD_INVALID"]),
      (["event_type": "{}", "claim": "1"], []), (["machine": "true"], []),
    ] as [([String: String], [String])])
  func `an entry is checked strictly when a tool wrote it, else with warnings`(
    changes: [String: String], codes: [String]
  ) throws {
    #expect(shown(try logIssues(line(changes))) == codes.map { "error \($0) 1:1" })
    if changes["machine"] == nil {
      #expect(shown(try logIssues(line(changes, machine: false))) == codes.map { "warning \($0) 1:1" })
    }
  }

  @Test func `the other marker counts as well`() throws {
    #expect(
      shown(try logIssues(line(["machine": "true", "summary": ""], machine: false))) == ["error LOG_FIELD_MISSING 1:1"])
  }

  @Test func `entries of one file share their run_started, compared as instants`() throws {
    let odd = "odd.jsonl"
    let same = line() + line(["run_started": #""2026-01-29T18:42:10.123Z""#])
    #expect(shown(try logIssues(same, name: odd)) == ["warning LOG_NAME_INVALID -"])
    let other = line() + line(["run_started": #""2026-01-29T18:42:11Z""#])
    #expect(
      shown(try logIssues(other, name: odd)) == ["warning LOG_NAME_INVALID -", "error LOG_RUN_STARTED_DIFFERS 2:1"])
  }

  @Test func `a line that is no object is as bad as the file is official, and hides no other`() throws {
    let broken = "5\n\n{\"a\":}\n"
    #expect(
      shown(try logIssues(broken + line(["summary": ""]))) == [
        "error LOG_LINE_INVALID 1:1", "warning LOG_LINE_BLANK 2:1", "error LOG_LINE_INVALID 3:6",
        "error LOG_FIELD_MISSING 4:1",
      ])
    #expect(
      shown(try logIssues(broken + line(machine: false))) == [
        "warning LOG_LINE_INVALID 1:1", "warning LOG_LINE_BLANK 2:1", "warning LOG_LINE_INVALID 3:6",
      ])
  }

  @Test func `conflict markers are one error for the file`() throws {
    let text = "<<<<<<< ours\n" + line() + "=======\n" + line() + ">>>>>>> theirs\n"
    #expect(shown(try logIssues(text)) == ["error CONFLICT_MARKERS 1:1"])
  }

  @Test func `line ends do not matter`() throws {
    #expect(try logIssues((line() + line()).replacing("\n", with: "\r\n")) == [])
    #expect(try logIssues(String(line().dropLast())) == [])
  }

  @Test func `a name in another form is read, an odd one is a warning`() throws {
    #expect(try logIssues(line(), name: "2026-01-29T18:42:10.123Z-codex-7.jsonl") == [])
    for odd in ["run.jsonl", "20260129T184210.123Z.jsonl", "20261329T184210.123Z-a.jsonl"] {
      #expect(shown(try logIssues(line(), name: odd)) == ["warning LOG_NAME_INVALID -"])
    }
    #expect(try logIssues("not a log", name: ".gitkeep") == [])
  }

  @Test func `an issue names the ticket and the log`() throws {
    let issue = try #require(try logIssues(line(["ts": ""])).first)
    #expect(issue.ticketPath == "/.tickets/\(sampleID)/ticket.md")
    #expect(issue.logPath == "/.tickets/\(sampleID)/logs/\(name)")
    #expect(issue.details == [JSON.Member("field", .string("ts"))])
  }

  @Test func `logs are checked although the ticket cannot be read`() throws {
    #expect(try validate(tree("", logs: [name: "x"])).shown == ["LOG_LINE_INVALID 1:1", "FRONT_MATTER_MISSING 1:1"])
  }
}
