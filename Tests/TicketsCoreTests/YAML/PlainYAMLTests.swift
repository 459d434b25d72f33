import TestSupport
import Testing

@testable import TicketsCore

@Suite struct PlainYAMLTests {
  @Test(arguments: [
    "id: 01a1fb51-ea43-76fe-9094-dfe0cba26262\ntitle: \"A title: with # signs\"\nstatus: todo\n",
    "created_at: 2026-01-29T18:42:10Z\nlabels: [\"bug\", docs, 'x y']\nempty: []\nnothing:\nlast:\n",
    "assignment:\n  mode: mixed\n  owner: null\nverification:\n  commands:\n    - \"swift test\"\n    - make check\n",
    "labels:\n- a\n- 'b c'\nnext: 1.5e3\n# a comment\n\n   # another\nend: x\n",
  ])
  func `common front matters are read without libyaml, and alike`(text: String) throws {
    let bytes = Array(text.utf8)
    let plain = try #require(PlainYAML.read(bytes, in: 0..<bytes.count))
    #expect(try plain == YAMLReader.readWithLibrary(bytes, in: 0..<bytes.count))
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
      "@", "`", "\\", ".", "/", "+", "?", "? ", "---", "...", "=", "<<", "\t",
    ]
    let starts = ["key: ", "other: ", "third:", "  inner: ", "  - ", "- ", "    - ", "", "    deep: ", "# "]
    var text = ""
    for _ in 0..<Int.random(in: 1...5, using: &generator) {
      text += starts.randomElement(using: &generator) ?? ""
      for _ in 0..<Int.random(in: 0...4, using: &generator) { text += pieces.randomElement(using: &generator) ?? "" }
      text += Int.random(in: 0..<20, using: &generator) == 0 ? "\r\n" : "\n"
    }
    return text
  }
}
