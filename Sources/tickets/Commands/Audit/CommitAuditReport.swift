import TicketsCore

/// Commits against the states of their tickets.
struct CommitAuditReport: Report {
  let audit: CommitAudit
  /// By folder, where the work of done tickets is that have no commit here.
  var landings: [String: Landing] = [:]

  var exitCode: ExitCode { audit.open.isEmpty && unproven.isEmpty ? .done : .found }

  /// The done tickets whose work is really nowhere here.
  private var unproven: [(ticket: TicketRecord, landing: Landing?)] {
    audit.unproven.map { ($0, landings[$0.folder]) }.filter { $0.landing?.state != .landed }
  }

  private func reason(_ landing: Landing?) -> String {
    switch landing?.state {
    case .reverted: "is done, but its commits were reverted"
    case .open:
      "is done, but its commits are only on "
        + (landing?.commits.flatMap(\.branches).withoutRepeats.prefix(4).joined(separator: ", ") ?? "")
    case .unknown where landing?.commits.isEmpty == false: "is done, but \(landing?.reason ?? "")"
    default: "is done, but no commit here belongs to it"
    }
  }

  func write(to page: inout Page) {
    for finding in audit.open {
      let commits = finding.commits.map { $0.prefix(10) }.joined(separator: " ")
      let status = finding.ticket.ticket.status?.rawValue ?? "open"
      let what = audit.isMerged ? "but merged" : "with commits in the range"
      line(finding.ticket, "is \(status), \(what): \(commits)", .yellow, &page)
    }
    for (ticket, landing) in unproven { line(ticket, reason(landing), .yellow, &page) }
    for lost in audit.lost {
      let fate = lost.became.map { "is \($0.prefix(10)) now" } ?? "is on no branch any more"
      line(lost.ticket, "the recorded commit \(lost.commit.prefix(10)) \(fate)", .faint, &page)
    }
    if exitCode == .done, audit.lost.isEmpty { page.line("commits and tickets agree") }
  }

  private func line(_ ticket: TicketRecord, _ text: String, _ style: Page.Style, _ page: inout Page) {
    page.line(
      Page.Piece("\(ticket.ticket.id?.short ?? String(ticket.folder.suffix(8)))  ", .faint),
      Page.Piece(ticket.ticket.title ?? "(no title)"), Page.Piece(": \(text)", style))
  }

  func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("open") { json in
        json.array { json in
          for finding in audit.open {
            object(finding.ticket, &json) { $0.member("commits", finding.commits) }
          }
        }
      }
      json.member("without_commits") { json in
        json.array { json in
          for (ticket, landing) in unproven {
            object(ticket, &json) { json in
              guard let landing else { return }
              json.member("state", landing.state.rawValue)
              json.member("commits", landing.commits.map(\.id))
            }
          }
        }
      }
      json.member("lost") { json in
        json.array { json in
          for lost in audit.lost {
            object(lost.ticket, &json) { json in
              json.member("commit", lost.commit)
              json.member("became", lost.became)
            }
          }
        }
      }
    }
  }

  private func object(_ ticket: TicketRecord, _ json: inout JSONWriter, _ more: (inout JSONWriter) -> Void) {
    json.object { json in
      json.member("id", ticket.idText)
      json.member("title", ticket.ticket.title)
      json.member("status", ticket.ticket.status?.rawValue)
      more(&json)
    }
  }
}
