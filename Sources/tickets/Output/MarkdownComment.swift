import TicketsCore

/// A comment for a pull request, which hosting services take only up to a size: what comes first is there, and of what
/// has no room any more the comment says how much it is and what shows it.
struct MarkdownComment {
  /// Hosting services refuse a comment of more than 65,536 characters.
  static let room = 65_000

  /// What is kept free for what comes after a list.
  private static let reserve = 1_000

  private var lines: [String] = []
  private var size = 0

  /// Adds a line whose parts are escaped already.
  mutating func line(_ text: String = "") {
    lines.append(text)
    size += Self.size(of: text)
  }

  /// Adds lines while there is room, or while they take no more than a share of what there is; says how many it left out.
  mutating func lines(_ texts: some Collection<String>, share: Double = 1) -> Int {
    let end = size + Int(Double(max(Self.room - Self.reserve - size, 0)) * share)
    var taken = 0
    for text in texts {
      guard size + Self.size(of: text) <= end else { break }
      line(text)
      taken += 1
    }
    return texts.count - taken
  }

  /// Adds a row of a table.
  static func row(_ cells: [String]) -> String { "| \(cells.joined(separator: " | ")) |" }

  func write(to page: inout Page) {
    for line in lines { page.line(Page.Piece(escaped: line)) }
  }

  private static func size(of line: String) -> Int { line.unicodeScalars.count + 1 }
}
