import TestSupport
import Testing
import TicketsCore

@Suite struct ProseTests {
  private func paragraph(_ text: String) -> [Prose.Inline] {
    guard case .paragraph(let inlines)? = Prose(text).blocks.first else { return [] }
    return inlines
  }

  @Test func `a body is its headings, lists, boxes, code and quotes`() {
    let text = """
      # Ticket

      Two lines
      of one paragraph.

      - [x] done
      - [ ] not *yet*
        - deeper

      1. first
      2. second

      ```swift
      let a = 1 < 2

      ```
      > said
      > twice
      ---
      """
    #expect(
      Prose(text).blocks == [
        .heading(level: 1, [.text("Ticket")]), .paragraph([.text("Two lines of one paragraph.")]),
        .list(
          isOrdered: false,
          [
            .init(isChecked: true, blocks: [.paragraph([.text("done")])]),
            .init(
              isChecked: false,
              blocks: [
                .paragraph([.text("not "), .emphasis([.text("yet")])]),
                .list(isOrdered: false, [.init(isChecked: nil, blocks: [.paragraph([.text("deeper")])])]),
              ]),
          ]),
        .list(
          isOrdered: true,
          [
            .init(isChecked: nil, blocks: [.paragraph([.text("first")])]),
            .init(isChecked: nil, blocks: [.paragraph([.text("second")])]),
          ]), .code("let a = 1 < 2\n", info: "swift"), .quote([.paragraph([.text("said twice")])]), .rule,
      ])
  }

  @Test(
    arguments: [
      ("**a** `b*c`", [.strong([.text("a")]), .text(" "), .code("b*c")]),
      ("snake_case_name 2 * 3 * 4", [.text("snake_case_name 2 * 3 * 4")]),
      (#"\*no\*"#, [.text("*no*")]),
      ("[a](https://example.org/?b=(c))", [.link([.text("a")], to: "https://example.org/?b=(c)")]),
      (
        "see https://example.org/a.",
        [
          .text("see "), .link([.text("https://example.org/a")], to: "https://example.org/a"), .text("."),
        ]
      ),
      ("<mailto:a@example.org>", [.link([.text("mailto:a@example.org")], to: "mailto:a@example.org")]),
      ("a  \nb", [.text("a"), .lineBreak, .text("b")]),
      ("<b>bold</b>", [.text("<b>bold</b>")]),
    ] as [(String, [Prose.Inline])])
  func `a line is its emphasis, code and links, and all else is text`(text: String, inlines: [Prose.Inline]) {
    #expect(paragraph(text) == inlines)
  }

  @Test(arguments: [
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", " javascript:x", "//example.org", "/a",
    "vbscript:x",
    "https://a\u{7}b", "https://a\"b", "file:///etc/passwd", "https://",
  ])
  func `a link leads to the web or to mail, or is no link`(target: String) {
    for text in ["[a](\(target))", "<\(target)>", target] {
      let hasLink = paragraph(text).contains { if case .link(_, let to) = $0 { to == target } else { false } }
      #expect(!hasLink, "\(text)")
    }
  }

  @Test func `any text is taken apart, and none of its words is lost`() {
    var random = SeededGenerator(seed: 7)
    let pieces = [
      "*", "_", "`", "[", "](", ")", "> ", "- ", "1. ", "#", "\n", "\n\n", "    ", "\\", "<", "word", "é", "```", "\t",
      "[ ] ",
    ]
    for _ in 0..<2_000 {
      let count = Int.random(in: 0...60, using: &random)
      let text = (0..<count).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
      let shown = Prose(text).blocks.map(words).joined()
      #expect(shown.count(of: "word") == text.count(of: "word"), "\(text)")
    }
  }

  private func words(_ block: Prose.Block) -> String {
    switch block {
    case .heading(_, let inlines), .paragraph(let inlines): inlines.map(words).joined()
    case .list(_, let items): items.flatMap(\.blocks).map(words).joined(separator: " ")
    case .code(let text, let info): "\(info) \(text)"
    case .quote(let blocks): blocks.map(words).joined(separator: " ")
    case .rule: ""
    }
  }

  private func words(_ inline: Prose.Inline) -> String {
    switch inline {
    case .text(let text), .code(let text): text
    case .emphasis(let inner), .strong(let inner): inner.map(words).joined()
    case .link(let inner, let target): inner.map(words).joined() + target
    case .lineBreak: " "
    }
  }

  @Test func `a text of nothing but beginnings is soon read`() {
    for piece in ["[", "*", "> ", "- ", "`", "[a](", "**a ", "<"] {
      let start = ContinuousClock.now
      _ = Prose(String(repeating: piece, count: 20_000 / piece.count))
      #expect(ContinuousClock.now - start < .seconds(20), "\(piece)")
    }
  }
}

extension String {
  fileprivate func count(of word: String) -> Int { ranges(of: word).count }
}
