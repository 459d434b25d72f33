import TestSupport
import Testing
import TicketsCore

struct LogEntryTests {
  private func entry() -> LogEntry {
    LogEntry(
      ts: Instant(milliseconds: 1_769_712_600_000), runStarted: Instant(milliseconds: 1_769_712_130_123),
      actorType: .agent, actorID: "codex-cli (human:@alice)", summary: "Implemented \"validate\".")
  }

  private func text(_ entry: LogEntry) -> String { String(decoding: entry.line(), as: UTF8.self) }

  @Test func `empty fields are left out`() {
    #expect(
      text(entry())
        == #"{"ts":"2026-01-29T18:50:00.000Z","run_started":"20260129T184210.123Z","actor_type":"agent","#
        + #""actor_id":"codex-cli (human:@alice)","summary":"Implemented \"validate\"."}"#)
  }

  @Test func `fields come in the order of the format`() {
    var full = entry()
    full.changes = .init(files: ["a", "b"], commits: ["c"], prs: ["d"])
    full.verification = .init(commands: ["swift test"], results: "pass")
    full.createdFrom = "e"
    full.ticketsCreated = ["f"]
    full.contextCarriedOver = ["g"]
    full.decisions = ["h"]
    full.nextSteps = ["i"]
    full.blockers = ["j"]
    full.others = [.init("event_type", .string("work")), .init("version", .integer(2))]
    full.writtenBy = LogEntry.toolName
    #expect(
      text(full).hasSuffix(
        #""changes":{"files":["a","b"],"commits":["c"],"prs":["d"]},"#
          + #""verification":{"commands":["swift test"],"results":"pass"},"created_from":"e","tickets_created":["f"],"#
          + #""context_carried_over":["g"],"decisions":["h"],"next_steps":["i"],"blockers":["j"],"#
          + #""event_type":"work","version":2,"written_by":"tickets"}"#))
    #expect(full.isMachine)
  }

  @Test func `a line is one line whatever is in it`() throws {
    var random = SeededGenerator(seed: 15)
    for _ in 0..<500 {
      var entry = entry()
      entry.summary = JSON.text(using: &random)
      entry.decisions = [JSON.text(using: &random), "\n\r\u{2028}"]
      entry.others = JSON.members(3, depth: 2, using: &random)
      #expect(!entry.line().contains { $0 < 0x20 })
      #expect(LogEntry(try #require(try JSONReader.read(entry.line()).members)) == entry)
    }
  }

  @Test func `nothing that was read is lost`() throws {
    var random = SeededGenerator(seed: 16)
    let names = [
      "ts", "run_started", "actor_type", "actor_id", "summary", "changes", "verification", "created_from",
      "tickets_created", "context_carried_over", "decisions", "next_steps", "blockers", "written_by", "machine",
      "context",
    ]
    for _ in 0..<2000 {
      let members = names.shuffled(using: &random).prefix(8).map { name in
        JSON.Member(name, Bool.random(using: &random) ? .string("x") : .random(depth: 2, using: &random))
      }
      let written = try #require(try JSONReader.read(LogEntry(members).line()).members)
      for member in members where member.value != .array([]) && member.value != .object([]) {
        #expect(written[member.name] == member.value)
      }
    }
  }

  @Test(arguments: [
    (#"{"written_by":"tickets"}"#, true), (#"{"machine":true}"#, true), (#"{"written_by":"alice"}"#, false),
    (#"{"machine":false}"#, false), (#"{"machine":"true"}"#, false), (#"{"written_by":["tickets"]}"#, false),
    ("{}", false),
    (#"{"written_by":"alice","machine":true}"#, true),
  ])
  func `a mark of either kind says that a tool wrote it`(line: String, isMachine: Bool) throws {
    let members = try #require(try JSONReader.read(line).members)
    #expect(LogEntry(members).isMachine == isMachine)
    #expect(LogEntry.isMachine(members) == isMachine)
  }

  @Test func `times in other forms are still times`() throws {
    let line = #"{"ts":"2026-01-29T19:50:00+01:00","run_started":"2026-01-29T18:42:10Z"}"#
    let entry = LogEntry(try #require(try JSONReader.read(line).members))
    #expect(entry.ts == Timestamp.parse("2026-01-29T18:50:00Z"))
    #expect(entry.runStarted == Timestamp.parse("20260129T184210.000Z"))
  }
}
