import TestSupport
import Testing

@testable import TicketsCore

@Suite struct LogLineScanTests {
  private let line = Array(
    #"""
    {"ts":"2026-01-29T18:50:00.000Z","run_started":"20260129T184210.123Z","actor_type":"agent","actor_id":"a",\#
    "summary":"s \"q\" é","changes":{"files":["a"],"commits":[]},"verification":{"commands":["x"],"results":"pass"},\#
    "decisions":["d"],"next_steps":[],"blockers":[],"written_by":"tickets"}
    """#.utf8)

  private func scan(_ bytes: [UInt8]) -> LogLineScan? { LogLineScan(bytes[...]) }

  @Test func `a flawless line is recognized`() throws {
    let found = try #require(scan(line))
    #expect(found.isMachine && Timestamp.basic(found.runStarted) == "20260129T184210.123Z")
    #expect(scan(Array("{}".utf8)) == nil)
  }

  @Test func `what it takes for flawless has no problem in the full check either`() throws {
    var generator = SeededGenerator(seed: 3)
    let pieces = [",", "\"", "5", "null", "[]", "{}", "\"x\"", "\\n", "ts", "Z", " ", "\"ts\":\"\",", "tickets", "}"]
    var accepted = 0
    for _ in 0..<5_000 {
      var bytes = line
      for _ in 0..<Int.random(in: 1...2, using: &generator) {
        let start = Int.random(in: 0..<bytes.count, using: &generator)
        let end = min(bytes.count, start + Int.random(in: 0...12, using: &generator))
        bytes.replaceSubrange(start..<end, with: Array((pieces.randomElement(using: &generator) ?? "").utf8))
      }
      guard let found = scan(bytes) else { continue }
      accepted += 1
      let object = try #require(try JSONReader.read(bytes).members)
      #expect(LogLineCheck(fileName: nil).problems(of: object) == [])
      #expect(LogEntry.isMachine(object) == found.isMachine && LogEntry(object).runStarted == found.runStarted)
    }
    #expect(accepted > 50)
  }
}
