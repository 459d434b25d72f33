import TicketsCore

/// What changed in tickets between two states.
struct DiffReport: Report {
  let range: RevisionRange
  let from: DiffSide
  let to: DiffSide
  let diff: TreeDiff
  let format: ReportFormat
  let isShort: Bool
  /// Whether each new log entry is shown, and not only the newest.
  let showsEntries: Bool
  let setsExitCode: Bool

  var exitCode: ExitCode {
    if diff.tickets.contains(where: \.isIncomplete) { return .failed }
    return setsExitCode && !diff.tickets.isEmpty ? .found : .done
  }

  func write(to page: inout Page) {
    switch format {
    case .markdown: DiffMarkdown(self).write(to: &page)
    case .html: page.verbatim(Array(html.utf8))
    case .text, .json: DiffText(self).write(to: &page)
    }
  }

  /// The two states in words.
  var title: String {
    range.to == nil ? "\(from.rev) to \(to.tree.label)" : range.text
  }

  /// How much changed, in one line.
  var summary: String {
    let counts = [
      (diff.created, "created", "created"), (diff.deleted, "deleted", "deleted"),
      (diff.modified, "modified", "modified"),
      (diff.logEntriesAdded, "log entry added", "log entries added"),
      (diff.logLinesLost, "log line lost", "log lines lost"),
      (diff.logLinesMissing, "log line missing here", "log lines missing here"),
    ]
    let parts = counts.filter { $0.0 > 0 }.map { "\($0.0) \($0.0 == 1 ? $0.1 : $0.2)" }
    return parts.isEmpty ? "no ticket differs" : parts.joined(separator: ", ")
  }

  /// The range that begins where the two sides parted.
  var partedRange: String { "\(from.rev)...\(to.commit == nil ? "HEAD" : to.rev)" }

  /// The tickets, those first whose status moved, then what came, went and changed otherwise.
  var groups: [(name: String, tickets: [TicketDiff])] {
    let modified = diff.tickets.filter { $0.change == .modified }
    return [
      ("Status", modified.filter { $0.field("status") != nil }),
      ("Created", diff.tickets.filter { $0.change == .created }),
      ("Deleted", diff.tickets.filter { $0.change == .deleted }),
      ("Changed", modified.filter { $0.field("status") == nil }),
    ].filter { !$0.tickets.isEmpty }
  }
}

extension TicketDiff {
  /// The full id, or what must do for one.
  var idText: String { record?.idText ?? "" }

  /// What tells the ticket apart in a table.
  var shortID: String { record?.ticket.id?.short ?? String(idText.suffix(8)) }

  var title: String { record?.ticket.title ?? "(no title)" }
}
