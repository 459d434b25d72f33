/// Rows in columns that line up; on a terminal a row stays one line, and the last column gives way first, up to a point.
struct Table {
  private let headings: [String]
  private var rows: [[Page.Piece]] = []

  init(_ headings: [String]) {
    self.headings = headings
  }

  /// Adds rows.
  mutating func add(_ rows: [[Page.Piece]]) {
    self.rows += rows
  }

  /// Adds a row, a piece for each heading.
  mutating func add(_ row: [Page.Piece]) {
    rows.append(row)
  }

  /// Writes the headings and the rows; after each row the closure may add lines of its own.
  func write(to page: inout Page, after: (Int, inout Page) -> Void = { _, _ in }) {
    let head = headings.map { Page.Piece($0, .faint) }
    let widths = widths(on: page.width)
    page.cutLine(pieces(of: head, widths))
    for (index, row) in rows.enumerated() {
      page.cutLine(pieces(of: row, widths))
      after(index, &page)
    }
  }

  /// The widths of all columns but the last, which is measured by nobody.
  private func widths(on terminal: Int?) -> [Int] {
    let natural = headings.indices.dropLast().map { column in
      rows.reduce(Width.of(headings[column])) { max($0, $1[column].width) }
    }
    let used = natural.reduce(0) { $0 + $1 + Self.gap }
    guard let terminal, terminal - used < Self.fairShare(of: terminal) else { return natural }
    return natural.map { min($0, max(terminal / 5, Self.narrowest)) }
  }

  /// What the last column should have before the others give way.
  private static func fairShare(of terminal: Int) -> Int { terminal * 3 / 8 }

  private static let gap = 2
  private static let narrowest = 8

  private func pieces(of row: [Page.Piece], _ widths: [Int]) -> [Page.Piece] {
    zip(row, widths).map { $0.cut(to: $1).padded(to: $1 + Self.gap) } + row.suffix(1)
  }
}
