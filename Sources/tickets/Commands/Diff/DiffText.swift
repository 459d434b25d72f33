import TicketsCore

/// A comparison as people read it on a terminal: losses first, then what moved, then the rest.
struct DiffText {
  private let report: DiffReport
  private static let margin = "  "

  init(_ report: DiffReport) {
    self.report = report
  }

  func write(to page: inout Page) {
    page.line(Page.Piece(report.title, .bold), Page.Piece(": \(report.summary)"))
    let lost = report.diff.tickets.flatMap(LostLine.all)
    if !lost.isEmpty {
      page.line()
      page.line(Page.Piece("LOST IN RUN LOGS, which may only grow", .red))
      for line in lost { page.line(Page.Piece("\(Self.margin)\(line.place) \(line.text)", .red)) }
    }
    let missing = report.diff.tickets.flatMap(LostLine.missing)
    if !missing.isEmpty {
      page.line()
      page.line("Missing here, not lost: log lines that only \(report.from.rev) has")
      for line in missing { page.line("\(Self.margin)\(line.place) \(line.text)") }
      page.line("\(Self.margin)'tickets diff \(report.partedRange)' shows what was done since the two parted")
    }
    if report.isShort { return writeTable(to: &page) }
    for group in report.groups {
      page.line()
      page.line(Page.Piece(group.name, .bold))
      for ticket in group.tickets { write(ticket, to: &page) }
    }
  }

  private func write(_ ticket: TicketDiff, to page: inout Page) {
    let isStatusPlain = ticket.change == .modified && ticket.field("status") == nil
    page.line(
      Page.Piece("\(Self.margin)\(ticket.shortID)\(Self.margin)", .faint),
      Page.Piece(isStatusPlain ? "" : ticket.statusMove + Self.margin, ticket.record?.ticket.status?.style ?? .plain),
      Page.Piece(ticket.title))
    for detail in ticket.details + (report.showsEntries ? ticket.entryDetails : []) {
      page.line(
        Page.Piece("\(Self.margin)\(Self.margin)\(detail.name): ", .faint), Page.Piece(detail.text, detail.style))
    }
  }

  private func writeTable(to page: inout Page) {
    guard !report.diff.tickets.isEmpty else { return }
    var table = Table(["ID", "STATUS", "FIELDS", "CRITERIA", "SECTIONS", "LOG", "TITLE"])
    for ticket in report.groups.flatMap(\.tickets) {
      table.add(
        [Page.Piece(ticket.shortID, .faint), Page.Piece(ticket.statusMove)]
          + ticket.counts.map { Page.Piece($0) } + [Page.Piece(ticket.title)])
    }
    page.line()
    table.write(to: &page)
  }
}

extension TicketDiff {
  /// How many fields, criteria, sections and log lines changed.
  var counts: [String] {
    let lost = logLinesLost
    return [fields.count, criteria.count, sections.count].map { $0 == 0 ? "-" : String($0) }
      + [logEntriesAdded == 0 && lost == 0 ? "-" : "+\(logEntriesAdded)" + (lost > 0 ? " -\(lost)" : "")]
  }
}
