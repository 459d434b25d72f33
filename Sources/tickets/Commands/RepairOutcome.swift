import TicketsCore

/// What repairs changed or would change, and what is wrong after them.
struct RepairOutcome: Report {
  let plan: RepairPlan
  let remaining: ValidationReport
  let isDryRun: Bool

  func write(to page: inout Page) {
    for ticket in plan.tickets {
      if isDryRun {
        page.diff(UnifiedDiff.text(path: ticket.path, from: ticket.before, to: ticket.after))
        for move in ticket.moves { page.line("move \(move.from)\n  to \(move.target)") }
        for path in ticket.removals { page.line("remove \(path)") }
      } else {
        page.line(Page.Piece(ticket.path, .bold))
        for note in ticket.notes { page.line("  \(note)") }
      }
    }
    let verb = isDryRun ? "would be repaired" : "repaired"
    let none = remaining.errorCount > 0 ? "Nothing could be repaired" : "Nothing to repair"
    let repaired = plan.isEmpty ? none : "\(plan.tickets.count.counting("ticket")) \(verb)"
    let rest = [(remaining.errorCount, "error"), (remaining.warningCount, "warning")].filter { $0.0 > 0 }
      .map { $0.0.counting($0.1) }
    page.line(repaired + (rest.isEmpty ? "" : "; remaining: \(rest.joined(separator: ", "))"))
    page.lines(remaining.issues.filter { $0.severity == .error })
  }

  func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("dry_run", isDryRun)
      json.member("repaired") { json in
        json.array { json in
          for ticket in plan.tickets {
            json.object { json in
              json.member("path", ticket.path)
              json.member("changes", ticket.notes)
              if isDryRun {
                json.member("diff", UnifiedDiff.text(path: ticket.path, from: ticket.before, to: ticket.after))
              }
            }
          }
        }
      }
      json.member("errors", remaining.errorCount)
      json.member("warnings", remaining.warningCount)
      json.member("issues") { json in
        json.array { json in
          for issue in remaining.issues { json.value(issue) }
        }
      }
    }
  }

  var exitCode: ExitCode {
    if remaining.isIncomplete { return .failed }
    return remaining.errorCount > 0 ? .found : .done
  }
}

extension Page {
  /// Adds a unified diff, with what goes and what comes in colour.
  mutating func diff(_ text: String) {
    for line in text.utf8.split(separator: Ascii.newline, omittingEmptySubsequences: false).dropLast() {
      let style: Style =
        switch line.first {
        case UInt8(ascii: "+"): .green
        case UInt8(ascii: "-"): .red
        case UInt8(ascii: "@"): .cyan
        default: .plain
        }
      self.line(Piece(String(Substring(line)), style))
    }
  }

  /// So many issues of one file are read by a person; the others are counted.
  private static let mostIssues = 300

  /// Adds issues in the order of a report, of each file the first ones.
  mutating func lines(_ issues: [Issue]) {
    var shown = 0
    for (index, issue) in issues.enumerated() {
      let isLast = index + 1 == issues.count || issues[index + 1].path != issue.path
      shown += 1
      if shown <= Self.mostIssues { line(issue) }
      guard isLast else { continue }
      if shown > Self.mostIssues {
        let rest = shown - Self.mostIssues
        line("\(issue.shownPath): \(rest.counting("more issue")); 'tickets validate --issues' writes all")
      }
      shown = 0
    }
  }

  /// Adds an issue: where it is, how bad, and what.
  private mutating func line(_ issue: Issue) {
    line(
      Piece("\(issue.shownPlace): "), Piece(issue.severity.rawValue, issue.severity == .error ? .red : .yellow),
      Piece(" \(issue.code.rawValue): \(issue.message)"))
  }
}

extension Issue {
  /// Where it is, as editors read it.
  var shownPlace: String { shownPath + (place.map { ":\($0.line):\($0.column)" } ?? "") }

  /// The path of its file from the root.
  fileprivate var shownPath: String { path.hasPrefix("/") ? String(path.dropFirst()) : path }
}
