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
    if !report.review.tickets.isEmpty || !report.review.files.isEmpty { writeTickets(to: &comment) }
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
    writeIssues("Errors that only the merge has:", report.issues.new, to: &comment)
    writeIssues("Errors that come in with \(Markdown.cut(report.theirs)):", report.issues.incoming, to: &comment)
  }

  private func writeIssues(_ title: String, _ issues: [Issue], to comment: inout MarkdownComment) {
    if issues.isEmpty { return }
    comment.line()
    comment.line(title)
    comment.line()
    let lines = issues.map { issue in
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
    func needsPerson(_ ticket: MergeReview.Ticket) -> Bool { max(ticket.drivers, ticket.host) >= .renames }
    let sorted = tickets.filter(needsPerson) + tickets.filter { !needsPerson($0) }
    let rows = sorted.lazy.map { ticket -> String in
      MarkdownComment.row([
        "\(Markdown.cut(ticket.title ?? ticket.path)) (\(Markdown.escaped(ticket.shortID)))",
        ticket.drivers.rawValue, ticket.host.rawValue, Markdown.cut(ticket.conflictValues.joined(separator: "; ")),
      ])
    }
    for file in report.review.files {
      let row = MarkdownComment.row([Markdown.cut(file.path), file.verdict.rawValue, file.verdict.rawValue, ""])
      comment.line(row)
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
