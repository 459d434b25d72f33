import TicketsCore
import TicketsGit

/// Tickets against places, for a terminal that is wide enough.
struct BranchesMatrix {
  private let report: BranchesReport
  private let widths: [Int]

  init(_ report: BranchesReport) {
    self.report = report
    widths = report.places.map { max(Width.of(Escape.line($0.name)), Self.widestStatus) + 2 }
  }

  /// Whether the columns leave room for titles.
  func fits(_ page: Page) -> Bool {
    page.width.map { Self.nameWidth + widths.reduce(0, +) + Self.leastTitle <= $0 } ?? false
  }

  func write(to page: inout Page) {
    page.cutLine(
      [Page.Piece("ID", .faint).padded(to: Self.nameWidth)]
        + zip(report.places, widths).map { Page.Piece($0.name, .faint).padded(to: $1) } + [Page.Piece("TITLE", .faint)])
    for ticket in report.tickets {
      var cells = report.places.map { _ in Page.Piece("-", .faint) }
      for state in ticket.states { cells[state.place] = ticket.piece(state) }
      page.cutLine(
        [Page.Piece(ticket.shortName, .faint).padded(to: Self.nameWidth)] + zip(cells, widths).map { $0.padded(to: $1) }
          + ticket.marks.dropFirst() + [Page.Piece((ticket.flags.isEmpty ? "" : "  ") + (ticket.title ?? "(no title)"))]
          + (report.claim(on: ticket).map { [Page.Piece("  claimed by \($0.claim.holder)", .faint)] } ?? [])
      )
    }
  }

  private static let nameWidth = 10
  private static let widestStatus = 10
  private static let leastTitle = 24
}
