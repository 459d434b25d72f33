/// Rows in columns that line up; on a terminal the last column gives way so that a row stays one line.
struct Table {
  private let headings: [String]
  private var rows: [[Page.Piece]] = []

  init(_ headings: String...) {
    self.headings = headings
  }

  mutating func add(_ row: [Page.Piece]) {
    rows.append(row)
  }

  func write(to page: inout Page) {
    let all = [headings.map { Page.Piece($0, .faint) }] + rows
    // The last column is measured by nobody: it may be as long as it is.
    let widths = headings.indices.dropLast().map { column in all.reduce(0) { max($0, Width.of($1[column].text)) } }
    let used = widths.reduce(0) { $0 + $1 + 2 }
    for row in all {
      var pieces: [Page.Piece] = []
      for (piece, width) in zip(row, widths) {
        pieces += [piece, Page.Piece(String(repeating: " ", count: width - Width.of(piece.text) + 2))]
      }
      if let last = row.last {
        let room = page.width.map { max($0 - used, 10) }
        pieces.append(Page.Piece(escaped: room.map { Width.cut(last.text, to: $0) } ?? last.text, last.style))
      }
      page.line(pieces)
    }
  }
}
