import TestSupport
import Testing
import TicketsCore

struct LogLineCheckTests {
  private let name = RunLogName("20260128T123000.000Z-r1.jsonl")

  private func problems(_ line: String, runStarted: Instant? = nil) throws -> [LogProblem] {
    let members = try #require(try JSONReader.read(line).members)
    return LogLineCheck(fileName: name, runStarted: runStarted).problems(of: members)
  }

  private func line(_ more: String) -> String {
    #"{"ts":"2026-01-28T12:34:56Z","run_started":"20260128T123000.000Z","actor_type":"agent","actor_id":"a","summary":"s""#
      + (more.isEmpty ? "}" : ",\(more)}")
  }

  @Test func `a full entry is right`() throws {
    let more = #"""
      "changes":{"files":["a"],"commits":[],"prs":[]},"verification":{"commands":["b"],"results":"not run: no network"},
      "created_from":"0191c2d3-4e5f-7a8b-9c0d-1e2f3a4b5c6d","tickets_created":["0191C2D3-4E5F-4A8B-9C0D-1E2F3A4B5C6D"],
      "context_carried_over":["c"],"decisions":[],"next_steps":["d"],"blockers":[],
      "event_type":7,"context":null,"claim":{},"version":"2","written_by":"tickets","machine":true
      """#
    #expect(try problems(line("")).isEmpty)
    #expect(try problems(line(more)).isEmpty)
  }

  @Test func `every required field is missed`() throws {
    #expect(
      try problems("{}")
        == ["ts", "run_started", "actor_type", "actor_id", "summary"].map(LogProblem.missingField))
  }

  @Test(arguments: [
    (#""changes":[]"#, LogProblem.wrongType("changes", expected: "an object", found: "a list")),
    (#""changes":{"files":"a"}"#, .wrongType("changes.files", expected: "a list of strings", found: "a string")),
    (
      #""changes":{"prs":[1]}"#,
      .wrongType("changes.prs", expected: "a list of strings", found: "a list with a number in it")
    ),
    (#""verification":"swift test""#, .wrongType("verification", expected: "an object", found: "a string")),
    (#""verification":{"results":true}"#, .wrongType("verification.results", expected: "a string", found: "a boolean")),
    (#""created_from":null"#, .wrongType("created_from", expected: "a string", found: "null")),
    (#""created_from":"T-1""#, .notAUUID("created_from", "T-1")),
    (#""tickets_created":["T-2"]"#, .notAUUID("tickets_created", "T-2")),
    (
      #""context_carried_over":"a""#,
      .wrongType("context_carried_over", expected: "a list of strings", found: "a string")
    ),
    (#""decisions":{}"#, .wrongType("decisions", expected: "a list of strings", found: "an object")),
    (
      #""next_steps":[["a"]]"#,
      .wrongType("next_steps", expected: "a list of strings", found: "a list with a list in it")
    ),
    (#""blockers":1.5"#, .wrongType("blockers", expected: "a list of strings", found: "a number")),
  ])
  func `an optional field must be right when it is there`(more: String, problem: LogProblem) throws {
    #expect(try problems(line(more)) == [problem])
    #expect(problem.message.hasPrefix(problem.field))
  }

  @Test(arguments: [
    (
      #"{"ts":"2026-01-28 12:34","run_started":"20260128T123000.000Z","actor_type":"agent","actor_id":"a","summary":"s"}"#,
      LogProblem.notATimestamp("ts", "2026-01-28 12:34")
    ),
    (
      #"{"ts":1769712130,"run_started":"20260128T123000.000Z","actor_type":"agent","actor_id":"a","summary":"s"}"#,
      .wrongType("ts", expected: "a string", found: "a number")
    ),
    (
      #"{"ts":"2026-01-28T12:34:56Z","run_started":"now","actor_type":"agent","actor_id":"a","summary":"s"}"#,
      .notATimestamp("run_started", "now")
    ),
    (
      #"{"ts":"2026-01-28T12:34:56Z","run_started":"2026-01-28T12:30:00Z","actor_type":"robot","actor_id":"a","summary":"s"}"#,
      .unknownActorType("robot")
    ),
    (
      #"{"ts":"2026-01-28T12:34:56Z","run_started":"2026-01-28T12:30:01Z","actor_type":"human","actor_id":"a","summary":"s"}"#,
      .startDiffersFromName(found: "2026-01-28T12:30:01Z", name: "20260128T123000.000Z")
    ),
  ])
  func `a required field must be right`(line: String, problem: LogProblem) throws {
    #expect(try problems(line) == [problem])
    #expect(problem.message.hasPrefix(problem.field))
  }

  @Test func `the starts of one file are compared as instants`() throws {
    let start = try #require(Timestamp.parse("2026-01-28T12:30:00Z"))
    let members = try #require(try JSONReader.read(line("")).members)
    #expect(LogLineCheck(fileName: nil, runStarted: start).problems(of: members).isEmpty)
    let other = Instant(milliseconds: start.milliseconds + 1)
    #expect(
      LogLineCheck(fileName: nil, runStarted: other).problems(of: members)
        == [.startDiffersFromOthers(found: "20260128T123000.000Z", others: other)])
  }

  @Test func `what the tool writes has no problem`() {
    var random = SeededGenerator(seed: 19)
    for _ in 0..<200 {
      let start = Instant(milliseconds: Int64.random(in: 0...2_000_000_000_000, using: &random))
      var entry = LogEntry(
        ts: start, runStarted: start, actorType: .agent, actorID: JSON.text(using: &random),
        summary: JSON.text(using: &random))
      entry.decisions = [JSON.text(using: &random)]
      entry.writtenBy = LogEntry.toolName
      let name = RunLogName(runStarted: start, runID: "r")
      let members = (try? JSONReader.read(entry.line()))?.members ?? []
      #expect(LogLineCheck(fileName: RunLogName(name.fileName), runStarted: start).problems(of: members).isEmpty)
    }
  }
}
