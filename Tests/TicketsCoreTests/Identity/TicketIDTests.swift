import Foundation
import TestSupport
import Testing
import TicketsCore

struct TicketIDTests {
  @Test func `an id keeps its text`() throws {
    let id = try #require(TicketID("0191c2d3-4e5f-7a8b-9c0d-1e2f3a4b5c6d"))
    #expect(id.text == "0191c2d3-4e5f-7a8b-9c0d-1e2f3a4b5c6d")
    #expect(id.short == "3a4b5c6d")
  }

  @Test(arguments: [
    ("", TicketID.Objection.notAUUID),
    ("0191c2d34e5f7a8b9c0d1e2f3a4b5c6d", .notAUUID),
    ("0191c2d3-4e5f-7a8b-9c0d-1e2f3a4b5c6", .notAUUID),
    ("0191c2d3-4e5f-7a8b-9c0d-1e2f3a4b5c6d0", .notAUUID),
    ("0191c2d3-4e5f-7a8b-9c0d-1e2f3a4b5c6-", .notAUUID),
    ("0191c2d3-4e5f-7a8b-9c0d-1e2f3a4b5c6g", .notAUUID),
    ("0191c2d3-4e5f-7a8b-9c0d_1e2f3a4b5c6d", .notAUUID),
    (" 0191c2d3-4e5f-7a8b-9c0d-1e2f3a4b5c6d", .notAUUID),
    ("0191c2d3-4e5f-7a8b-9c0d-1e2f3a4b5c6d\n", .notAUUID),
    ("0191C2D3-4E5F-7A8B-9C0D-1E2F3A4B5C6D", .upperCase),
    ("0191c2d3-4e5f-7a8B-9c0d-1e2f3a4b5c6d", .upperCase),
    ("9b2e6c1a-4e5f-4a8b-9c0d-1e2f3a4b5c6d", .version(4)),
    ("00000000-0000-0000-0000-000000000000", .variant),
    ("0191c2d3-4e5f-7a8b-cc0d-1e2f3a4b5c6d", .variant),
    ("0191c2d3-4e5f-7a8b-7c0d-1e2f3a4b5c6d", .variant),
  ])
  func `anything else is no id, and the reason is known`(text: String, objection: TicketID.Objection) {
    #expect(TicketID(text) == nil)
    #expect(TicketID.objection(to: text) == objection)
    #expect(TicketID.looksLikeUUID(text) == (UUID(uuidString: text) != nil))
  }

  @Test func `ids sort like their text`() {
    var random = SeededGenerator(seed: 3)
    var ids = IDGenerator(SeededGenerator(seed: 4))
    let made = (0..<500).map { _ in
      ids.next(at: Instant(milliseconds: Int64.random(in: 0...2_000_000_000_000, using: &random)))
    }.shuffled(using: &random)
    #expect(made.sorted().map(\.text) == made.map(\.text).sorted())
    #expect(made.allSatisfy { TicketID($0.text) == $0 && UUID(uuidString: $0.text) != nil })
  }

  @Test func `ids grow although the clock stands still or goes back`() {
    var random = SeededGenerator(seed: 5)
    var ids = IDGenerator(SeededGenerator(seed: 6))
    var clock: Int64 = 1_769_712_130_123
    var last: TicketID?
    var inOrder = 0
    for _ in 0..<50_000 {
      clock += Int64.random(in: -3...3, using: &random) / 3
      let id = ids.next(at: Instant(milliseconds: clock))
      if let last, last >= id { break }
      inOrder += 1
      last = id
    }
    #expect(inOrder == 50_000)
  }

  @Test(arguments: [Int64.min, -1, 0, 1_769_712_130_123, 253_402_300_799_999, .max])
  func `an id is valid and grows whatever the clock says`(milliseconds: Int64) {
    var ids = IDGenerator(SeededGenerator(seed: 7))
    var made: [TicketID] = []
    for _ in 0..<9000 { made.append(ids.next(at: Instant(milliseconds: milliseconds))) }
    #expect(made.allSatisfy { TicketID.objection(to: $0.text) == nil })
    #expect(zip(made, made.dropFirst()).allSatisfy { $0 < $1 })
  }

  @Test func `an id begins with its time`() {
    var ids = IDGenerator(SeededGenerator(seed: 8))
    let id = ids.next(at: Instant(milliseconds: 0x0191_C2D3_4E5F))
    #expect(id.text.hasPrefix("0191c2d3-4e5f-7"))
  }

  @Test func `the same seed makes the same ids`() {
    var first = IDGenerator(SeededGenerator(seed: 9))
    var second = IDGenerator(SeededGenerator(seed: 9))
    var other = IDGenerator(SeededGenerator(seed: 10))
    let now = Instant(milliseconds: 1_769_712_130_123)
    let id = first.next(at: now)
    #expect(id == second.next(at: now))
    #expect(id != other.next(at: now))
  }
}
