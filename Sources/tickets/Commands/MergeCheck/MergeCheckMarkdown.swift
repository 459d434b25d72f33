import TicketsCore

/// A forecast as a comment on a pull request: what needs a person first.
struct MergeCheckMarkdown {
  private let report: MergeCheckReport

  init(_ report: MergeCheckReport) {
    self.report = report
  }

  func write(to page: inout Page) {
    var comment = MarkdownComment()
    comment.line("### Tickets: merging \(Markdown.cut(report.theirs)) into \(Markdown.cut(report.ours))")
    comment.line()
    comment.line(Markdown.escaped(report.summary))
    writeHazards(to: &comment)
    writeIssues(to: &comment)
    if !report.review.tickets.isEmpty { writeTickets(to: &comment) }
    comment.write(to: &page)
  }

  private func writeHazards(to comment: inout MarkdownComment) {
    if report.review.hazards.isEmpty { return }
    comment.line()
    comment.line("> **What git cannot see**")
    comment.line(">")
    let lines = report.review.hazards.map { hazard in
      "> - \(Markdown.escaped(hazard.code.rawValue)) \(Markdown.cut(hazard.shortIDs)): \(Markdown.cut(hazard.message))"
    }
    let rest = comment.lines(lines, share: 0.5)
    if rest > 0 { comment.line("> - and \(rest) more: \(command)") }
  }

  private func writeIssues(to comment: inout MarkdownComment) {
    if report.issues.new.isEmpty { return }
    comment.line()
    comment.line("Errors that only the merge has:")
    comment.line()
    let lines = report.issues.new.map { issue in
      "- \(Markdown.cut("\(issue.path.dropFirst()) \(issue.code.rawValue): \(issue.message)"))"
    }
    let rest = comment.lines(lines, share: 0.5)
    if rest > 0 { comment.line("- and \(rest) more: \(command)") }
  }

  private func writeTickets(to comment: inout MarkdownComment) {
    comment.line()
    comment.line("| Ticket | With drivers | On a host | Conflicts |")
    comment.line("|---|---|---|---|")
    // Those first that somebody has to look at.
    let tickets = report.review.tickets
    let rows =
      (tickets.filter { $0.verdict == .conflict || $0.host == .conflict }
      + tickets.filter { $0.verdict != .conflict && $0.host != .conflict }).lazy.map { ticket in
        MarkdownComment.row([
          "\(Markdown.cut(ticket.title ?? ticket.path)) (\(Markdown.escaped(ticket.shortID)))",
          ticket.verdict.rawValue, ticket.host.rawValue, Markdown.cut(ticket.conflictNames),
        ])
      }
    let rest = comment.lines(rows)
    if rest > 0 {
      comment.line()
      comment.line("And \(rest.counting("more ticket")): \(command)")
    }
  }

  /// What shows everything.
  private var command: String { Markdown.code("tickets merge-check \(report.ours) \(report.theirs)") }
}
