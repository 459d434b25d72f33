import TicketsCore

/// A comparison as a comment on a pull request.
struct DiffMarkdown {
  private let report: DiffReport

  init(_ report: DiffReport) {
    self.report = report
  }

  func write(to page: inout Page) {
    line("### Tickets: \(Markdown.escaped(report.title))", to: &page)
    page.line()
    line("\(Markdown.escaped(report.summary)).", to: &page)
    let lost = report.diff.tickets.flatMap(LostLine.all)
    if !lost.isEmpty {
      page.line()
      line("> **Lost in run logs, which may only grow**", to: &page)
      line(">", to: &page)
      for one in lost { line("> - \(Markdown.escaped(one.place)) \(Markdown.escaped(one.text))", to: &page) }
    }
    guard !report.diff.tickets.isEmpty else { return }
    page.line()
    row(
      report.isShort
        ? ["Ticket", "Status", "Fields", "Criteria", "Sections", "Log"] : ["Ticket", "Status", "Changes"], to: &page)
    line(report.isShort ? "|---|---|--:|--:|--:|--:|" : "|---|---|---|", to: &page)
    for ticket in report.groups.flatMap(\.tickets) {
      let name = "\(Markdown.escaped(ticket.title)) (\(Markdown.escaped(ticket.shortID)))"
      let status = Markdown.escaped(ticket.statusMove)
      row([name, status] + (report.isShort ? ticket.counts : [changes(of: ticket)]), to: &page)
    }
  }

  private func changes(of ticket: TicketDiff) -> String {
    ticket.details.map { "\(Markdown.escaped($0.name)): \(Markdown.escaped($0.text))" }.joined(separator: "<br>")
  }

  private func row(_ cells: [String], to page: inout Page) {
    line("| \(cells.joined(separator: " | ")) |", to: &page)
  }

  /// Adds a line whose parts are escaped already.
  private func line(_ text: String, to page: inout Page) {
    page.line(Page.Piece(escaped: text))
  }
}
