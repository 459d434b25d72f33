/// Rows in columns that line up; on a terminal a row stays one line, and the last column gives way first.
struct Table {
  private let headings: [String]
  private var rows: [[Page.Piece]] = []

  init(_ headings: [String]) {
    self.headings = headings
  }

  /// Adds a row, a piece for each heading.
  mutating func add(_ row: [Page.Piece]) {
    rows.append(row)
  }

  /// Writes the headings and the rows; after each row the closure may add lines of its own.
  func write(to page: inout Page, after: (Int, inout Page) -> Void = { _, _ in }) {
    let head = headings.map { Page.Piece($0, .faint) }
    // A fifth of the terminal is enough for any column but the last, which is measured by nobody.
    let most = page.width.map { max($0 / 5, Self.narrowest) } ?? .max
    let widths = headings.indices.dropLast().map { column in
      min(rows.reduce(Width.of(headings[column])) { max($0, Width.of($1[column].text)) }, most)
    }
    page.cutLine(pieces(of: head, widths))
    for (index, row) in rows.enumerated() {
      page.cutLine(pieces(of: row, widths))
      after(index, &page)
    }
  }

  private static let narrowest = 8

  private func pieces(of row: [Page.Piece], _ widths: [Int]) -> [Page.Piece] {
    zip(row, widths).map { $0.cut(to: $1).padded(to: $1 + 2) } + row.suffix(1)
  }
}
