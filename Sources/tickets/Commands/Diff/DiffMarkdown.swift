import TicketsCore

/// A comparison as a comment on a pull request.
struct DiffMarkdown {
  private let report: DiffReport

  init(_ report: DiffReport) {
    self.report = report
  }

  func write(to page: inout Page) {
    var comment = MarkdownComment()
    comment.line("### Tickets: \(Markdown.cut(report.title))")
    comment.line()
    comment.line("\(Markdown.escaped(report.summary)).")
    writeLostLines(to: &comment)
    if report.diff.logLinesMissing > 0 {
      comment.line()
      comment.line(
        "Missing here is what only \(Markdown.code(report.from.rev)) has; "
          + "\(Markdown.code("tickets diff \(report.partedRange)")) begins where the two parted.")
    }
    if !report.diff.tickets.isEmpty { writeTickets(to: &comment) }
    comment.write(to: &page)
  }

  private func writeLostLines(to comment: inout MarkdownComment) {
    let lost = report.diff.tickets.flatMap(LostLine.all)
    if lost.isEmpty { return }
    comment.line()
    comment.line("> **Lost in run logs, which may only grow**")
    comment.line(">")
    let lines = lost.map { "> - \(Markdown.cut($0.place)) \(Markdown.cut($0.text))" }
    let rest = comment.lines(lines, share: 0.5)
    if rest > 0 { comment.line("> - and \(rest) more: \(command)") }
  }

  private func writeTickets(to comment: inout MarkdownComment) {
    comment.line()
    comment.line(
      MarkdownComment.row(
        report.isShort
          ? ["Ticket", "Status", "Fields", "Criteria", "Sections", "Log"] : ["Ticket", "Status", "Changes"]))
    comment.line(report.isShort ? "|---|---|--:|--:|--:|--:|" : "|---|---|---|")
    let rows = report.groups.flatMap(\.tickets).lazy.map { ticket in
      let name = "\(Markdown.cut(ticket.title)) (\(Markdown.escaped(ticket.shortID)))"
      let status = Markdown.escaped(ticket.statusMove)
      return MarkdownComment.row([name, status] + (report.isShort ? ticket.counts : [changes(of: ticket)]))
    }
    let rest = comment.lines(rows)
    if rest > 0 {
      comment.line()
      comment.line("And \(rest.counting("more ticket")): \(command)")
    }
  }

  private func changes(of ticket: TicketDiff) -> String {
    let details = ticket.details + (report.showsEntries ? ticket.entryDetails : [])
    let lines = details.prefix(Self.mostDetails).map { "\(Markdown.escaped($0.name)): \(Markdown.cut($0.text))" }
    let rest = details.count - lines.count
    return (lines + (rest > 0 ? ["and \(rest) more"] : [])).joined(separator: "<br>")
  }

  /// More changes of one ticket would hide the others.
  private static let mostDetails = 20

  /// What shows everything.
  private var command: String {
    Markdown.code("tickets diff \(report.range.text)\(report.to.rev == "INDEX" ? " --staged" : "")")
  }
}
