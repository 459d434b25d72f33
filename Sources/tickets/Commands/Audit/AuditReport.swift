import TicketsCore
import TicketsGit

/// What an audit of logs or of commits found.
enum AuditOutcome: Report {
  case logs(AuditReport)
  case commits(CommitAuditReport)

  private var report: any Report {
    switch self {
    case .logs(let report): report
    case .commits(let report): report
    }
  }

  var exitCode: ExitCode { report.exitCode }
  func write(to page: inout Page) { report.write(to: &page) }
  func write(to json: inout JSONWriter) { report.write(to: &json) }
}

/// What an audit found.
struct AuditReport: Report {
  let from: DiffSide
  let to: DiffSide
  let audit: LogAudit
  /// What was broken, and was put right in the files.
  var restored: [LogAudit.Violation] = []
  /// What was written under a claim that somebody else had replaced.
  var late: [LateEntry] = []

  var exitCode: ExitCode {
    audit.violations.isEmpty && audit.markers.isEmpty && late.isEmpty ? .done : .found
  }

  func write(to page: inout Page) {
    for violation in restored {
      page.line(
        Page.Piece("\(violation.path):\(violation.line): "), Page.Piece("restored", .green),
        Page.Piece(violation.text.isEmpty ? "" : ": \(violation.text)"))
    }
    for violation in audit.violations {
      let commit = violation.commit.map { " in \($0.prefix(12))" } ?? ""
      page.line(
        Page.Piece("\(violation.path):\(violation.line): "), Page.Piece(violation.kind.rawValue, .red),
        Page.Piece("\(commit)\(violation.text.isEmpty ? "" : ": \(violation.text)")"))
    }
    for marker in audit.markers {
      page.line(
        Page.Piece("\(marker.path):\(marker.line): "), Page.Piece("conflict marker", .red),
        Page.Piece(": remove this line, and keep the log lines of both sides"))
    }
    for entry in late {
      page.line(
        Page.Piece("\(entry.path):\(entry.line): "), Page.Piece("late", .red), Page.Piece(": \(entry.sentence)"))
    }
    page.line(
      "\(from.rev) to \(to.rev): \(audit.files.counting("changed run log")), \(audit.lines.counting("line")), "
        + "\(audit.violations.count.counting("violation"))")
  }

  func write(to json: inout JSONWriter) {
    func side(_ side: DiffSide, _ json: inout JSONWriter) {
      json.object { json in
        json.member("rev", side.rev)
        json.member("commit", side.commit?.hex)
      }
    }
    json.object { json in
      json.member("from") { side(from, &$0) }
      json.member("to") { side(to, &$0) }
      json.member("files", audit.files)
      json.member("lines", audit.lines)
      json.member("violations", audit.violations)
      json.member("restored", restored)
      json.member("late", late)
      json.member("markers") { json in
        json.array { json in
          for marker in audit.markers {
            json.object { json in
              json.member("path", marker.path)
              json.member("line", marker.line)
            }
          }
        }
      }
    }
  }
}
