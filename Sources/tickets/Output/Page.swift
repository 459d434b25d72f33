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
    /// How many columns it takes.
    let width: Int

    init(_ text: String, _ style: Style = .plain) {
      self.init(escaped: Escape.line(text), style)
    }

    /// Takes text that another piece has shown to be safe.
    init(escaped text: String, _ style: Style = .plain) {
      self.init(escaped: text, width: Width.of(text), style)
    }

    private init(escaped text: String, width: Int, _ style: Style) {
      self.text = text
      self.width = width
      self.style = style
    }

    /// The piece with a mark where it was too long.
    func cut(to columns: Int) -> Piece {
      width <= columns ? self : Piece(escaped: Width.cut(text, to: columns), style)
    }

    /// The piece with space behind it, up to some width.
    func padded(to columns: Int) -> Piece {
      guard width < columns else { return self }
      return Piece(escaped: text + String(repeating: " ", count: columns - width), width: columns, style)
    }
  }

  /// Columns of the terminal; nil when the text goes elsewhere and must not be cut.
  let width: Int?
  private let hasColor: Bool
  /// What was added, but for the pieces that were handed on.
  private(set) var text = ""
  private let handOn: ((String) -> Void)?

  /// With somebody to hand pieces on to, a long page is never in memory as a whole.
  init(width: Int?, hasColor: Bool, handingOn handOn: ((String) -> Void)? = nil) {
    self.width = width
    self.hasColor = hasColor
    self.handOn = handOn
  }

  mutating func line(_ pieces: Piece...) {
    line(pieces)
  }

  mutating func line(_ pieces: [Piece]) {
    for piece in pieces { add(piece) }
    endLine()
  }

  /// Adds a line of plain text.
  mutating func line(_ text: String = "") {
    line(Piece(text))
  }

  /// Adds a line whose last piece is cut where the terminal ends.
  mutating func cutLine(_ pieces: [Piece]) {
    guard let width, let last = pieces.last else { return line(pieces) }
    let used = pieces.dropLast().reduce(0) { $0 + $1.width }
    line(pieces.dropLast() + [last.cut(to: max(width - used, Self.narrowest))])
  }

  /// What is cut keeps at least so many columns, however narrow the terminal is.
  private static let narrowest = 10

  /// Adds text behind a piece, broken between words where the terminal ends.
  mutating func wrap(_ head: Piece, _ text: String, _ style: Style = .plain) {
    let used = head.width
    let room = width.map { max($0 - used, Self.narrowest) } ?? .max
    let margin = Piece(escaped: String(repeating: " ", count: used))
    var start = head
    for line in Escape.block(text).split(separator: "\n") {
      for part in Width.lines(of: String(line), columns: room) {
        self.line(start, Piece(escaped: part, style))
        start = margin
      }
    }
  }

  /// Adds text that has line ends of its own, each line indented.
  mutating func block(_ block: String, indent: Int = 0, _ style: Style = .plain) {
    // A document of thousands of lines needs no pieces.
    if indent == 0, style == .plain {
      text += Escape.block(block)
      return endLine()
    }
    let margin = Piece(escaped: String(repeating: " ", count: indent))
    for line in Escape.block(block).split(separator: "\n", omittingEmptySubsequences: false) {
      self.line(line.isEmpty ? [] : [margin, Piece(escaped: String(line), style)])
    }
  }

  /// Adds text as it is, without a line end of its own; only on a terminal what would act there is shown instead.
  mutating func verbatim(_ bytes: [UInt8]) {
    let written = String(decoding: bytes, as: UTF8.self)
    text += width == nil ? written : Escape.block(written)
  }

  private mutating func endLine() {
    text += "\n"
    if let handOn, text.utf8.count >= Self.pieceSize {
      handOn(text)
      text.removeAll(keepingCapacity: true)
    }
  }

  /// As much as is worth being handed on.
  private static let pieceSize = 1 << 16

  private mutating func add(_ piece: Piece) {
    if hasColor, piece.style != .plain, !piece.text.isEmpty {
      text += "\u{1B}[\(piece.style.rawValue)m\(piece.text)\u{1B}[0m"
    } else {
      text += piece.text
    }
  }
}
