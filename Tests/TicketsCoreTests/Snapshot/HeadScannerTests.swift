import TestSupport
import Testing

@testable import TicketsCore

@Suite struct HeadScannerTests {
  private func front(_ lines: String) -> [UInt8] { Array("---\n\(lines)---\n# Ticket\n".utf8) }

  @Test(arguments: [
    "id: 01a1fb51-ea43-76fe-9094-dfe0cba26262\ntitle: \"A title: with # signs\"\nstatus: todo\n"
      + "created_at: 2026-01-29T18:42:10Z\n",
    "status: done\nid: 01a1fb51-ea43-76fe-9094-dfe0cba26262\n\ntitle: Plain words\ncreated_at: '2026-01-29T18:42:10Z'\n",
    "title: Über « x »\nlabels: [\"bug\", docs, 12, true, 'x y']\nblocks: []\npriority:\nrelated: [nothing]\n",
    "title: 12\nassignment:\n  mode: mixed\n  owner: null\nverification:\n  commands:\n    - \"swift test\"\n    - make\n",
    "dependencies:\n- 01a1fb51-ea43-76fe-9094-dfe0cba26262\n- 01A1fb51-ea43-76fe-9094-dfe0cba26262\nblocks:\n",
    "estimates:\n  human_hours: 1.5\nagent_limits:\n  max_iterations: 3\n  max_tool_calls: \"4\"\n"
      + "  iteration_timebox_minutes: 0\n  checkpoint_every_minutes: 10\nscope:\n  allow: [\"a/**\"]\n  deny:\n  - b\n",
  ])
  func `a front matter in the usual form is read from its bytes, and alike`(lines: String) throws {
    let scanned = try #require(HeadScanner.ticket(in: front(lines)))
    #expect(scanned == Ticket(try Document(head: front(lines)).fields))
  }

  @Test(arguments: [
    "title: a\ntitle: b\n", "other: x\n", "title: \"a\\n\"\n", "title: 'it''s'\n", "title: a # b\n", "title: a: b\n",
    "title: a\n  b\n", "labels: [a, [b]]\n", "assignment: {mode: mixed}\n", "# comment\n", "title: |\n  text\n",
    "title: &a x\n", "labels:\n  - a\n   - b\n", "title: \u{7F}\n", "title: \u{2028}\n", "title: \u{85}x\n",
    "assignment:\n  mode: mixed\n mode: x\n", "title: a\r\n", "labels: [a,\n b]\n", "title: \"a\nb\"\n",
  ])
  func `what is not in that form is left to those who read YAML`(lines: String) {
    #expect(HeadScanner.ticket(in: front(lines)) == nil)
  }

  @Test func `a file that is cut off, or begins otherwise, has no answer`() {
    let whole = front("title: a\n")
    for count in 0..<(whole.count - "# Ticket\n".utf8.count) {
      #expect(HeadScanner.ticket(in: Array(whole[..<count])) == nil)
    }
    #expect(HeadScanner.ticket(in: Ascii.byteOrderMark + whole) == nil)
    #expect(HeadScanner.ticket(in: front("title: ") + [0xFF] + whole) == nil)
  }

  @Test func `whatever it answers, the document says the same`() {
    var generator = SeededGenerator(seed: 11)
    var answers = 0
    for _ in 0..<60_000 {
      let bytes = Array(Self.text(&generator).utf8)
      guard let scanned = HeadScanner.ticket(in: bytes) else { continue }
      answers += 1
      let text = String(decoding: bytes, as: UTF8.self).debugDescription
      do throws(DocumentFailure) {
        let document = try Document(head: bytes)
        #expect(scanned == Ticket(document.fields), "\(text)")
      } catch {
        Issue.record("\(text) is refused: \(error.message)")
      }
    }
    #expect(answers > 4_000)
  }

  private static func text(_ generator: inout SeededGenerator) -> String {
    let keys = [
      "id: ", "title: ", "status: ", "created_at: ", "priority: ", "labels:", "assignment:", "dependencies: ",
      "estimates:", "agent_limits:", "verification:", "scope:", "x: ",
    ]
    let inner = [
      "  mode: ", "  owner: ", "  human_hours: ", "  max_iterations: ", "  commands:", "  allow: ", "  deny:", "  ",
    ]
    let pieces = [
      "01a1fb51-ea43-76fe-9094-dfe0cba26262", "todo", "doing", "high", "mixed", "12", "3.5", "0", "null", "true", "~",
      "2026-01-29T18:42:10Z", "\"a b\"", "'c'", "[]", "[a, b]", "[\"x\", 1]", "[", "]", ",", " ", "  ", "- ", "\n- a",
      "\n  - b", "\n    - \"c\"", "\n", "\n\n", ":", ": ", "#", " # no", "\"", "'", "\\", "\t", "\r\n", "é", "語",
      "\u{A0}",
      "\u{85}", "\u{FEFF}", "plain words", "a/b.c", "{}", "-", "---", "...", "|", ">", "&x", "*x", "!", "?",
      "<<<<<<< a",
    ]
    var text = "---\n"
    for _ in 0..<Int.random(in: 1...5, using: &generator) {
      text += (keys.randomElement(using: &generator) ?? "")
      for _ in 0..<Int.random(in: 0...2, using: &generator) {
        if Int.random(in: 0..<3, using: &generator) == 0 {
          text += "\n" + (inner.randomElement(using: &generator) ?? "")
        }
        text += pieces.randomElement(using: &generator) ?? ""
      }
      text += "\n"
    }
    return text + "---\nbody\n"
  }
}
