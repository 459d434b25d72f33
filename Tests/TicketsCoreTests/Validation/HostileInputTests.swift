import TestSupport
import Testing
import TicketsCore

#if DEBUG
  /// An unoptimized build is many times slower; what it shows is that the time grows no faster than the input.
  private let scale = 50
#else
  private let scale = 1
#endif

@Suite struct HostileInputTests {
  @Test func `random bytes are an issue or fine, never a crash`() throws {
    var generator = SeededGenerator(seed: 11)
    let pieces = [
      "---\n", "---", "id: ", "status: todo\n", "blocks: [", "]", "{", "\"", "'", "# ", "## Description\n", "\0",
      "\u{FEFF}", "\r\n",
      "<<<<<<< ", "- ", "&a ", "*a", "!x ", "{\"ts\":", "}\n", "\\u12", "é", "2026-01-29T18:42:10Z", "null", ": ",
      "|\n  ",
    ].map { Array($0.utf8) }
    for _ in 0..<2000 {
      var bytes: [UInt8] = Bool.random(using: &generator) ? Array("---\n".utf8) : []
      for _ in 0..<Int.random(in: 0...30, using: &generator) {
        if Int.random(in: 0..<4, using: &generator) == 0 {
          bytes.append(UInt8.random(in: .min ... .max, using: &generator))
        } else {
          bytes += pieces.randomElement(using: &generator) ?? []
        }
      }
      let tree = MemoryTree(["a/ticket.md": bytes, "a/logs/x.jsonl": bytes, "config.yml": bytes])
      let report = try validate(tree)
      #expect(report.issues.contains { $0.logPath != nil })
    }
  }

  @Test(.timeLimit(.minutes(1)), arguments: ["[", "{a: ", "- ", "? "])
  func `deep nesting is refused`(bracket: String) throws {
    let text = "---\na: \(String(repeating: bracket, count: 5000))\n---\n"
    #expect(try validate(tree(text)).issues.map(\.code) == [.frontMatterInvalid])
  }

  @Test func `an alias bomb is refused at its first alias`() throws {
    let bomb = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"
    #expect(try validate(tree("---\n\(bomb)---\n")).shown == ["FRONT_MATTER_INVALID 3:8"])
  }

  @Test(.timeLimit(.minutes(1))) func `a body of 50 MB takes no time to speak of`() throws {
    let line = Array("some words, `code`, and more of them # no heading\n".utf8)
    var bytes = Array(ticketText().utf8)
    for _ in 0..<(50_000_000 / line.count / scale) { bytes += line }
    #expect(try validate(MemoryTree(["a/ticket.md": bytes])).issues == [])
  }

  @Test(.timeLimit(.minutes(1)), arguments: ["{}\n", "x\n", "\n", "<<<<<<< a\n"])
  func `a log of 200,000 wrong lines is read to its end`(line: String) throws {
    let count = 200_000 / scale
    let text = String(repeating: line, count: count)
    let report = try validate(tree(ticketText(), logs: ["20260129T184210.123Z-a.jsonl": text]))
    let expected = ["{}\n": 5 * count, "<<<<<<< a\n": 1][line] ?? count
    #expect(report.issues.count == expected)
  }

  @Test(.timeLimit(.minutes(1))) func `a list of 100,000 wrong entries is read to its end`() throws {
    let count = 100_000 / scale
    let text = ticketText("related: [\(String(repeating: "x,\n  ", count: count))]")
    let report = try validate(tree(text))
    #expect(report.issues.count == count && report.issues.last?.place == Place(line: 5 + count, column: 3))
  }
}
