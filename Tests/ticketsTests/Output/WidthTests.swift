import TestSupport
import Testing

@testable import tickets

struct WidthTests {
  @Test(arguments: [
    ("", 0), ("plain", 5), ("ümläut", 6), ("e\u{301}", 1), ("日本語", 6), ("한국", 4), ("ｆｕｌｌ", 8), ("🏠", 2), ("👩‍👩‍👧‍👦", 2),
    ("🇩🇪", 2),
    ("❤️", 2), ("…", 1), ("a日b", 4),
  ])
  func `text is as wide as a terminal draws it`(text: String, width: Int) {
    #expect(Width.of(text) == width)
  }

  private static let letters = Array("ab c日本 e\u{301}🏠👩‍👩‍👧‍👦 -")

  private func randomText(_ generator: inout SeededGenerator) -> String {
    String(
      (0..<Int.random(in: 0..<40, using: &generator)).compactMap { _ in Self.letters.randomElement(using: &generator) })
  }

  @Test func `what is cut fits, and is the beginning of the text`() {
    var generator = SeededGenerator(seed: 1)
    for _ in 0..<2000 {
      let text = randomText(&generator)
      let columns = Int.random(in: 0..<40, using: &generator)
      let cut = Width.cut(text, to: columns)
      #expect(Width.of(cut) <= columns)
      #expect(cut == text || columns == 0 || cut.hasSuffix("…") && text.hasPrefix(cut.dropLast()))
    }
  }

  @Test func `lines fit, and hold every word`() {
    var generator = SeededGenerator(seed: 2)
    for _ in 0..<2000 {
      let text = randomText(&generator)
      let columns = Int.random(in: 2..<40, using: &generator)
      let lines = Width.lines(of: text, columns: columns)
      #expect(lines.allSatisfy { Width.of($0) <= columns })
      #expect(lines.joined().filter { $0 != " " } == text.filter { $0 != " " })
    }
    #expect(Width.lines(of: "one two three", columns: 8) == ["one two", "three"])
    #expect(Width.lines(of: "  indented", columns: 20) == ["  indented"])
  }

  @Test func `a table on a terminal keeps each row on one line`() {
    var generator = SeededGenerator(seed: 3)
    for width in [40, 80, 200] {
      for _ in 0..<200 {
        var table = Table(["ID", "OWNER", "TITLE"])
        table.add([Page.Piece("4f1e2d3c"), Page.Piece(randomText(&generator)), Page.Piece(randomText(&generator))])
        var page = Page(width: width, hasColor: false)
        table.write(to: &page)
        let lines = page.text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count == 3 && lines.allSatisfy { Width.of(String($0)) <= width })
      }
    }
  }

  @Test func `columns that fit are not cut`() {
    var table = Table(["CODE", "MEANING"])
    table.add([Page.Piece("A_CODE_OF_TWENTY_FOUR_CH"), Page.Piece("Words")])
    var page = Page(width: 80, hasColor: false)
    table.write(to: &page)
    #expect(page.text.hasSuffix("\nA_CODE_OF_TWENTY_FOUR_CH  Words\n"))
  }
}
