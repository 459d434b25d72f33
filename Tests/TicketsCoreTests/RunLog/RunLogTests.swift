import TestSupport
import Testing
import TicketsCore

struct RunLogTests {
  private func kinds(_ text: String) -> [String] {
    RunLog(Array(text.utf8)).lines.map { line in
      switch line.content {
      case .entry(let members): "entry \(members.count)"
      case .blank: "blank"
      case .conflictMarker: "marker"
      case .notAnObject(let value): value.kind
      case .unreadable(let failure): "unreadable \(failure.offset)"
      }
    }
  }

  @Test(arguments: [
    ("", []),
    ("\n", ["blank"]),
    ("{}", ["entry 0"]),
    ("{}\n{\"a\":1}\n", ["entry 0", "entry 1"]),
    ("{}\r\n{}\r\n", ["entry 0", "entry 0"]),
    ("{}\n\n \t\r\n{}", ["entry 0", "blank", "blank", "entry 0"]),
    ("[]\n1\nnull\n\"a\"", ["a list", "a number", "null", "a string"]),
    ("{}\nsomething\n{", ["entry 0", "unreadable 0", "unreadable 1"]),
    ("{}\n\u{0}\u{0}\n{}", ["entry 0", "unreadable 0", "entry 0"]),
    ("{} {}\n", ["unreadable 3"]),
    ("<<<<<<< HEAD\n{}\n=======\n{}\n>>>>>>> topic\n", ["marker", "entry 0", "marker", "entry 0", "marker"]),
    ("<<<<<<< a\r\n||||||| base\r\n=======\r\n", ["marker", "marker", "marker"]),
    ("<<<<<<\n======= \n<<<<<<<a\n", ["unreadable 0", "unreadable 0", "unreadable 0"]),
  ])
  func `each line is what it is`(text: String, expected: [String]) {
    #expect(kinds(text) == expected)
  }

  @Test func `lines know their place`() {
    let bytes = Array("{}\r\n\r\n{\"a\":1}\n\r{}".utf8)
    let lines = RunLog(bytes).lines
    #expect(lines.map(\.number) == [1, 2, 3, 4])
    #expect(lines.map(\.range) == [0..<2, 4..<4, 6..<13, 14..<17])
    #expect(lines[2].content == .entry([.init("a", .integer(1))]))
  }

  @Test func `the newest time is found in whatever order it stands`() {
    let text = #"""
      {"ts":"2026-01-29T18:50:00Z","summary":"a"}
      not a line
      {"summary":"ts","context":{"ts":"2030-01-01T00:00:00Z"},"ts":"2026-01-31T00:00:00+01:00"}
      {"ts":"2029-01-01T00:00:00Z"} {}
      {"ts":"2029-01-01T00:00:00Z",}
      {"ts":20290101}
      ["ts","2029-01-01T00:00:00Z"]
      {"ts":"soon"}
      {"\u0074s":"2026-01-30T22:59:59.999\u005A"}
      <<<<<<< HEAD
      """#
    #expect(RunLog.newest(in: Array(text.utf8)) == Timestamp.parse("2026-01-30T23:00:00Z"))
    #expect(RunLog.newest(in: []) == nil)
    #expect(RunLog.newest(in: Array("{}\nx".utf8)) == nil)
  }

  @Test func `the fast way to the newest time finds what reading everything finds`() {
    var random = SeededGenerator(seed: 17)
    for _ in 0..<300 {
      var bytes: [UInt8] = []
      for _ in 0..<Int.random(in: 0..<8, using: &random) {
        var members = JSON.members(3, depth: 2, using: &random)
        let ts = Instant(milliseconds: Int64.random(in: 0...2_000_000_000_000, using: &random))
        members.insert(.init("ts", .string(Timestamp.basic(ts))), at: Int.random(in: 0...3, using: &random))
        var line = JSONWriter.bytes(of: JSON.object(members), .compact)
        if Int.random(in: 0..<3, using: &random) == 0 {
          line[Int.random(in: 0..<line.count, using: &random)] = .random(in: .min ... .max, using: &random)
        }
        bytes += line + Array((Bool.random(using: &random) ? "\n" : "\r\n").utf8)
      }
      let log = RunLog(bytes)
      #expect(RunLog.newest(in: bytes) == log.entries.compactMap(\.ts).max())
      #expect(log.lines.count >= log.entries.count)
    }
  }

  @Test func `random bytes are lines like any other`() {
    var random = SeededGenerator(seed: 18)
    for _ in 0..<2000 {
      let alphabet = Array("{}\":,ts\r\n\n<=> \u{0}".utf8) + [0xFF]
      let bytes = (0..<Int.random(in: 0..<60, using: &random)).map { _ in alphabet.randomElement(using: &random) ?? 0 }
      let lines = RunLog(bytes).lines
      let pieces = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      #expect(lines.count == pieces.count - (pieces.last == [] ? 1 : 0))
      _ = RunLog.newest(in: bytes)
    }
  }
}
