/// Text for people, built piece by piece.
///
/// Whatever is added is escaped; only a page knows how to colour.
struct Page {
  enum Style: String {
    case plain = ""
    case bold = "1"
    case faint = "2"
    case red = "31"
    case green = "32"
    case yellow = "33"
    case blue = "34"
    case magenta = "35"
    case cyan = "36"
  }

  /// A piece of text in one style.
  struct Piece {
    let text: String
    let style: Style

    init(_ text: String, _ style: Style = .plain) {
      self.init(escaped: Escape.line(text), style)
    }

    /// Takes text that another piece has shown to be safe.
    init(escaped text: String, _ style: Style = .plain) {
      self.text = text
      self.style = style
    }
  }

  /// Columns of the terminal; nil when the text goes elsewhere and must not be cut.
  let width: Int?
  private let hasColor: Bool
  private(set) var text = ""

  init(width: Int?, hasColor: Bool) {
    self.width = width
    self.hasColor = hasColor
  }

  mutating func line(_ pieces: Piece...) {
    line(pieces)
  }

  mutating func line(_ pieces: [Piece]) {
    for piece in pieces { add(piece) }
    text += "\n"
  }

  /// Adds a line of plain text.
  mutating func line(_ text: String = "") {
    line(Piece(text))
  }

  /// Adds text that has line ends of its own, each line indented.
  mutating func block(_ block: String, indent: Int = 0) {
    let margin = String(repeating: " ", count: indent)
    for line in Escape.block(block).split(separator: "\n", omittingEmptySubsequences: false) {
      text += line.isEmpty ? "\n" : "\(margin)\(line)\n"
    }
  }

  private mutating func add(_ piece: Piece) {
    if hasColor, piece.style != .plain, !piece.text.isEmpty {
      text += "\u{1B}[\(piece.style.rawValue)m\(piece.text)\u{1B}[0m"
    } else {
      text += piece.text
    }
  }
}
