import Testing
import TicketsCore

@Suite struct TimelineTests {
  private func entry(_ actor: String, _ minute: Int64) -> LogEntry {
    LogEntry(
      ts: Instant(milliseconds: minute * 60_000), runStarted: Instant(milliseconds: 0), actorType: .agent,
      actorID: actor,
      summary: "s")
  }

  @Test func `runs of one actor at the same time lie in lanes, and whoever wrote last comes first`() {
    let timeline = Timeline([
      ("one", "r1", [entry("ada", 0), entry("ada", 10)]), ("two", "r2", [entry("ada", 5), entry("ada", 7)]),
      ("two", "r3", [entry("bob", 20)]), ("one", "r4", [entry("ada", 11)]),
    ])
    #expect(timeline.rows.map(\.actor) == ["bob", "ada"])
    #expect(timeline.rows[1].runs.map(\.lane) == [0, 1, 0])
    #expect(timeline.rows[1].laneCount == 2)
    #expect(timeline.end == Instant(milliseconds: 20 * 60_000))
  }

  @Test func `the same log on two branches is one run, as long as the longer of both`() {
    let timeline = Timeline([
      ("one", "r", [entry("ada", 1)]), ("one", "r", [entry("ada", 1), entry("ada", 9)]),
      ("one", "r", [entry("ada", 1)]),
    ])
    let run = timeline.rows[0].runs[0]
    #expect(timeline.rows[0].runs.count == 1 && run.entries == 2 && run.end == Instant(milliseconds: 9 * 60_000))
  }

  @Test func `of too many the newest are kept`() {
    let timeline = Timeline((0..<10).map { ("t", "r\($0)", [entry("ada", Int64($0))]) }, most: 3)
    #expect(timeline.omitted == 7 && timeline.rows[0].runs.map(\.run) == ["r7", "r8", "r9"])
  }
}
