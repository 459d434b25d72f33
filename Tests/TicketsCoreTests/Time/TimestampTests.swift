import Foundation
import TestSupport
import Testing
import TicketsCore

struct TimestampTests {
  @Test(arguments: [
    ("1970-01-01T00:00:00Z", 0),
    ("2026-01-29T18:42:10Z", 1_769_712_130_000),
    ("20260129T184210.123Z", 1_769_712_130_123),
    ("2026-01-29T18:42:10.1Z", 1_769_712_130_100),
    ("2026-01-29T18:42:10.12345678901234567890Z", 1_769_712_130_123),
    ("20260129T184210Z", 1_769_712_130_000),
    ("1969-12-31T23:59:59.999Z", -1),
    ("0001-01-01T00:00:00Z", -62_135_596_800_000),
    ("9999-12-31T23:59:59.999Z", 253_402_300_799_999),
    ("2000-02-29T00:00:00Z", 951_782_400_000),
  ])
  func `a timestamp of the format is read`(text: String, milliseconds: Int64) {
    #expect(Timestamp.parse(text) == Instant(milliseconds: milliseconds))
    #expect(Timestamp.parse(Array("[\(text)]".utf8)[1...text.utf8.count]) == Instant(milliseconds: milliseconds))
    #expect(Timestamp.guess(text) == Instant(milliseconds: milliseconds))
  }

  @Test(arguments: [
    "", "Z", "2026", "2026-01-29", "2026-01-29T18:42:10", "2026-01-29T18:42Z", "2026-01-29 18:42:10Z",
    "2026-01-29t18:42:10Z", "2026-01-29T18:42:10z", "2026-01-29T18:42:10+00:00", "2026-01-29T18:42:10.Z",
    "2026-01-29T18:42:10,5Z", "2026-01-29T18:42:10ZZ", " 2026-01-29T18:42:10Z", "2026-01-29T18:42:10Z\n",
    "2026-01-29T184210Z", "20260129T18:42:10Z", "2026-0129T18:42:10Z", "2026-02-29T00:00:00Z",
    "1900-02-29T00:00:00Z", "2026-00-10T00:00:00Z", "2026-13-10T00:00:00Z", "2026-01-00T00:00:00Z",
    "2026-04-31T00:00:00Z", "2026-01-29T24:00:00Z", "2026-01-29T23:60:00Z", "2026-12-31T23:59:60Z",
    "0000-01-01T00:00:00Z", "10000-01-01T00:00:00Z", "-001-01-01T00:00:00Z", "2026-1-29T18:42:10Z",
    "２０２６-01-29T18:42:10Z", "2026-01-29T18:42:1", "2026-01-29T18:42:10.123",
  ])
  func `anything else is no timestamp of the format`(text: String) {
    #expect(Timestamp.parse(text) == nil)
  }

  @Test(arguments: [
    ("2026-01-29T19:42:10+01:00", "2026-01-29T18:42:10Z"),
    ("2026-01-29T19:42:10+0100", "2026-01-29T18:42:10Z"),
    ("2026-01-29T19:42:10+01", "2026-01-29T18:42:10Z"),
    ("2026-01-29T13:12:10.5-05:30", "2026-01-29T18:42:10.500Z"),
    ("2026-01-01T00:00:00+14:00", "2025-12-31T10:00:00Z"),
    ("2026-01-29 18:42:10Z", "2026-01-29T18:42:10Z"),
    ("2026-01-29 18:42:10 +0000", "2026-01-29T18:42:10Z"),
    ("2026-01-29 18:42:10 UTC", "2026-01-29T18:42:10Z"),
    ("2026-01-29t18:42:10z", "2026-01-29T18:42:10Z"),
    ("2026-01-29T18:42Z", "2026-01-29T18:42:00Z"),
    ("20260129T1842Z", "2026-01-29T18:42:00Z"),
    ("20260129T184210+0100", "2026-01-29T17:42:10Z"),
    ("2026-01-29T18:42:10,25Z", "2026-01-29T18:42:10.250Z"),
    ("2026-01-29", "2026-01-29T00:00:00Z"),
    ("2026-01-29T18:42:10", "2026-01-29T18:42:10Z"),
    ("  2026-01-29 18:42  ", "2026-01-29T18:42:00Z"),
    (" 2026-01-29T18:42:10Z ", "2026-01-29T18:42:10Z"),
  ])
  func `what names one instant is read when asked to guess`(text: String, meant: String) throws {
    let instant = try #require(Timestamp.guess(text))
    #expect(instant == Timestamp.parse(meant))
    #expect(Timestamp.parse(text) == nil)
  }

  @Test(arguments: [
    "", " ", "yesterday", "1769712130", "20260129", "29.01.2026", "01/29/2026", "2026-01", "2026-02-30", "2026-W05-4",
    "2026-01-29T", "2026-01-29T18", "2026-01-29T18Z", "2026-01-29T18:42.5Z", "2026-01-29T18:42:10+24:00",
    "2026-01-29T18:42:10+01:60", "2026-01-29T18:42:10+1", "2026-01-29T18:42:10 CET", "2026-01-29T18:42:10 PM",
    "2026-01-29T18:42:60Z", "0001-01-01T00:00:00+01:00", "9999-12-31T23:59:59-01:00", "2026-01-29T18:42:10Z tomorrow",
  ])
  func `nothing is made of what could mean more than one instant or none`(text: String) {
    #expect(Timestamp.guess(text) == nil)
  }

  @Test func `times from the first year to the last sort as text and come back`() {
    let instants = stride(from: -62_135_596_800_000, through: 253_402_300_799_999, by: 86_400_000 * 31 + 1)
      .map { Instant(milliseconds: $0) }
    let texts = instants.map(Timestamp.basic)
    #expect(texts == texts.sorted())
    #expect(texts.map { Timestamp.parse($0) } == instants)
  }

  @Test func `both forms say what Foundation says`() throws {
    var random = SeededGenerator(seed: 1)
    for _ in 0..<2000 {
      // From 1600 on, where every calendar is the same.
      let instant = Instant(milliseconds: Int64.random(in: -11_676_096_000_000...253_402_300_799_999, using: &random))
      let date = Date(timeIntervalSince1970: Double(instant.milliseconds) / 1000)
      let seconds = Instant(milliseconds: instant.milliseconds - (instant.milliseconds % 1000 + 1000) % 1000)
      let expected = Date(timeIntervalSince1970: Double(seconds.milliseconds) / 1000).ISO8601Format()
      #expect(Timestamp.extended(instant) == expected)
      #expect(try Date.ISO8601FormatStyle().parse(expected) <= date)
      #expect(Timestamp.parse(expected) == seconds)
      #expect(Timestamp.parse(Timestamp.extended(instant, milliseconds: true)) == instant)
      #expect(Timestamp.parse(Timestamp.basic(instant)) == instant)
    }
  }

  @Test(arguments: [Int64.min, .min + 1, -62_135_596_800_001, 253_402_300_800_000, .max])
  func `an instant no calendar has is still text`(milliseconds: Int64) {
    let instant = Instant(milliseconds: milliseconds)
    #expect(Timestamp.extended(instant, milliseconds: true).hasSuffix("Z"))
    #expect(Timestamp.parse(Timestamp.basic(instant)) == nil)
  }

  @Test func `random changes to a timestamp are refused or read as a real time`() {
    var random = SeededGenerator(seed: 2)
    let alphabet = Array("0123456789-:.TZtz +,U\u{0}".utf8)
    for _ in 0..<20_000 {
      var bytes = Array("2026-01-29T18:42:10.123Z".utf8)
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        let byte = alphabet[Int.random(in: 0..<alphabet.count, using: &random)]
        switch Int.random(in: 0..<3, using: &random) {
        case 0: bytes[place] = byte
        case 1: bytes.insert(byte, at: place)
        default: bytes.remove(at: place)
        }
      }
      guard let instant = Timestamp.guess(bytes[...]) else {
        #expect(Timestamp.parse(bytes[...]) == nil)
        continue
      }
      #expect(Timestamp.parse(Timestamp.extended(instant, milliseconds: true)) == instant)
    }
  }
}
