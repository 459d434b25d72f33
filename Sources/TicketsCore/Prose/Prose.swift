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
  package init(_ text: String) { self.init(bytes: Array(text.utf8)[...]) }

  /// Takes a text apart; all that means something in it is ASCII, so its bytes will do.
  package init(bytes: ArraySlice<UInt8>) {
    let text = bytes.filter { $0 != Ascii.carriageReturn }
    let lines = text.split(separator: Ascii.newline, omittingEmptySubsequences: false).map(\.withoutTabs)
    var parser = ProseParser(lines: lines, depth: 0)
    blocks = parser.blocks()
  }
}

extension ArraySlice<UInt8> {
  /// The line with spaces for the tabs that it begins with.
  fileprivate var withoutTabs: Self {
    let blanks = prefix(while: Ascii.isBlank)
    guard blanks.contains(Ascii.tab) else { return self }
    let spaces = blanks.reduce(0) { $0 + ($1 == Ascii.tab ? 4 : 1) }
    return Array(repeating: Ascii.space, count: spaces) + self[blanks.endIndex...]
  }
}
