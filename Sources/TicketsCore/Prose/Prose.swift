/// Markdown as blocks: what a ticket's body is made of, for those who show it as something else than Markdown.
///
/// Total and small: headings, paragraphs, lists with checkboxes, code, quotes and rules. All else is text, and so is
/// HTML; there is nothing that a text could do but be shown.
package struct Prose: Equatable, Sendable {
  package indirect enum Block: Equatable, Sendable {
    case heading(level: Int, [Inline])
    case paragraph([Inline])
    case list(isOrdered: Bool, [ListItem])
    /// A block of code, and what stands behind its fence.
    case code(String, info: String)
    case quote([Block])
    case rule
  }

  package struct ListItem: Equatable, Sendable {
    /// Whether the box is ticked; nothing where there is none.
    package let isChecked: Bool?
    package let blocks: [Block]

    package init(isChecked: Bool?, blocks: [Block]) {
      (self.isChecked, self.blocks) = (isChecked, blocks)
    }
  }

  package indirect enum Inline: Equatable, Sendable {
    case text(String)
    case code(String)
    case emphasis([Inline])
    case strong([Inline])
    case link([Inline], to: String)
    case lineBreak
  }

  package let blocks: [Block]

  /// Takes a text apart.
  package init(_ text: String) {
    var text = text
    text.replaceCarriageReturns()
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { $0.withoutTabs }
    var parser = ProseParser(lines: lines, depth: 0)
    blocks = parser.blocks()
  }
}

extension String {
  /// Makes one character of each line end.
  fileprivate mutating func replaceCarriageReturns() {
    guard utf8.contains(Ascii.carriageReturn) else { return }
    var bytes: [UInt8] = []
    for byte in utf8 where byte != Ascii.carriageReturn { bytes.append(byte) }
    self = String(decoding: bytes, as: UTF8.self)
  }
}

extension Substring {
  /// The line with spaces for the tabs that it begins with.
  fileprivate var withoutTabs: Substring {
    let blanks = prefix { $0 == " " || $0 == "\t" }
    guard blanks.contains("\t") else { return self }
    return blanks.map { $0 == "\t" ? "    " : " " }.joined() + self[blanks.endIndex...]
  }
}
