import TestSupport
import Testing

@testable import TicketsCore

@Suite struct PlainYAMLTests {
  @Test(arguments: [
    "id: 01a1fb51-ea43-76fe-9094-dfe0cba26262\ntitle: \"A title: with # signs\"\nstatus: todo\n",
    "created_at: 2026-01-29T18:42:10Z\nlabels: [\"bug\", docs, 'x y']\nempty: []\nnothing:\nlast:\n",
    "assignment:\n  mode: mixed\n  owner: null\nverification:\n  commands:\n    - \"swift test\"\n    - make check\n",
    "labels:\n- a\n- 'b c'\nnext: 1.5e3\n# a comment\n\n   # another\nend: x\n",
    "title: Übergrößen « prüfen »\nother: \"日本語 – 🎫\" # größer\n# ein Wörtchen\nlast: x # y\n",
    "issues:\n  - id: \"I1\"\n    location: {line: 4, column: 9}\n    details: {}\n\n  # why\n  - id: \"I2\"\n"
      + "    params:\n      value: null  # decide: it\n      list: [{a: [b, 'c']}, \"d\"] # end\n",
    "list:\n- a: 1\n  b:\n  - 2\n-   c: 3\n    d:\n- e\n- [f]\n",
  ])
  func `common front matters are read without libyaml, and alike`(text: String) throws {
    let bytes = Array(text.utf8)
    let plain = try #require(PlainYAML.read(bytes, in: 0..<bytes.count))
    #expect(try plain == YAMLReader.readWithLibrary(bytes, in: 0..<bytes.count))
  }

  @Test(arguments: [("", ": x\n", ""), ("{", ": x, ", "z: y}\n")])
  func `thousands of keys are left to libyaml, which has a set for them`(start: String, separator: String, end: String)
  {
    let keys = (0..<2_000).map { "k\($0)\(separator)" }.joined()
    let bytes = Array((start.isEmpty ? keys : "key: \(start)\(keys)\(end)").utf8)
    #expect(PlainYAML.read(bytes, in: 0..<bytes.count) == nil)
    #expect(throws: Never.self) { try YAMLReader.read(bytes, in: 0..<bytes.count) }
  }

  @Test func `whatever it answers, libyaml answers the same`() throws {
    var generator = SeededGenerator(seed: 7)
    var answers = 0
    for _ in 0..<100_000 {
      let bytes = Array(Self.text(&generator).utf8)
      guard let plain = PlainYAML.read(bytes, in: 0..<bytes.count) else { continue }
      answers += 1
      let library: YAMLNode?
      do throws(YAMLFailure) {
        library = try YAMLReader.readWithLibrary(bytes, in: 0..<bytes.count)
      } catch {
        Issue.record("libyaml refuses \(String(decoding: bytes, as: UTF8.self).debugDescription): \(error.message)")
        continue
      }
      #expect(plain == library, "\(String(decoding: bytes, as: UTF8.self).debugDescription)")
    }
    #expect(answers > 4_000)
  }

  /// Front matter put together from the pieces that decide what YAML means.
  private static func text(_ generator: inout SeededGenerator) -> String {
    let pieces = [
      "a", "key", "B-1", "x_y", "0", "12", "3.5", "2026-01-29", "T10:00:00Z", ":", ": ", " ", "  ", "-", "- ", "#",
      " #",
      "\"", "'", "\"q r\"", "'s'", "[", "]", "[]", ",", ", ", "{", "}", "~", "null", "true", "|", ">", "&", "*", "!",
      "%",
      "@", "`", "\\", ".", "/", "+", "?", "? ", "---", "...", "=", "<<", "\t", "{k: v}", "[x, y]", "a: ", ", b: ",
      "ä", "語", "\u{A0}", "\u{85}", "\u{2028}", "\u{FEFF}", "\u{FFFD}",
    ]
    let starts = [
      "key: ", "other: ", "third:", "  inner: ", "  - ", "- ", "    - ", "", "    deep: ", "# ", "- x: ", "  y: ",
    ]
    var text = ""
    for _ in 0..<Int.random(in: 1...5, using: &generator) {
      text += starts.randomElement(using: &generator) ?? ""
      for _ in 0..<Int.random(in: 0...4, using: &generator) { text += pieces.randomElement(using: &generator) ?? "" }
      text += Int.random(in: 0..<20, using: &generator) == 0 ? "\r\n" : "\n"
    }
    return text
  }
}
