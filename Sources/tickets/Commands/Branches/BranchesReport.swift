import TicketsCore
import TicketsGit

/// How tickets stand in many places.
struct BranchesReport: Report {
  let places: [SurveyPlace]
  let tickets: [SurveyTicket]
  /// The claims that hold, by ticket.
  var claims: [TicketID: ClaimStore.Held] = [:]
  /// Whether there were files that could not be had, of tickets that are listed or not.
  var isIncomplete = false

  var exitCode: ExitCode { isIncomplete ? .failed : .done }

  func claim(on ticket: SurveyTicket) -> ClaimStore.Held? { TicketID(ticket.name).flatMap { claims[$0] } }

  func write(to page: inout Page) {
    guard !tickets.isEmpty else { return page.line("no branch has moved a ticket") }
    let matrix = BranchesMatrix(self)
    if matrix.fits(page) { matrix.write(to: &page) } else { writeList(to: &page) }
  }

  /// Writes a block for each ticket: a line for each distinct state, with all the places that have it.
  private func writeList(to page: inout Page) {
    for (index, ticket) in tickets.enumerated() {
      if index > 0 { page.line() }
      page.line(
        [Page.Piece("\(ticket.shortName)  ", .faint), Page.Piece(ticket.title ?? "(no title)", .bold)] + ticket.marks)
      if let claim = claim(on: ticket)?.claim {
        page.line(Page.Piece("  claimed by \(claim.holder) until \(claim.end.text)", .faint))
      }
      for group in ticket.groups {
        guard let state = group.first else { continue }
        let record = ticket.record(state)
        page.line(
          Page.Piece("  "), ticket.piece(state).padded(to: 11), Page.Piece((record?.holder ?? "-") + "  "),
          Page.Piece("\(record?.lastUpdated?.text ?? "-")  ", .faint), Page.Piece(listed(group)))
      }
    }
  }

  /// So many names that a line stays one.
  private func listed(_ group: [SurveyTicket.State]) -> String {
    let shown = group.prefix(8).map { places[$0.place].name }.joined(separator: ", ")
    return group.count > 8 ? "\(shown) and \(group.count - 8) more" : shown
  }

  func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("refs") { json in
        json.array { json in
          for place in places {
            json.object { json in
              json.member("name", place.name)
              json.member("commit", place.commit)
            }
          }
        }
      }
      json.member("tickets") { json in
        json.array { json in
          for ticket in tickets { write(ticket, to: &json) }
        }
      }
    }
  }

  private func write(_ ticket: SurveyTicket, to json: inout JSONWriter) {
    // Hundreds of branches may have the same version.
    let versions = ticket.versions.map { (record: $0, lastLogged: $0?.lastLogged?.text) }
    json.object { json in
      json.member("id", ticket.name)
      json.member("title", ticket.title)
      json.member("states") { json in
        json.array { json in
          for state in ticket.states {
            json.object { json in
              json.member("ref", places[state.place].name)
              let version = state.version.map { versions[$0] }
              json.member("status", version?.record?.ticket.status?.rawValue)
              json.member("owner", version?.record?.ticket.owner)
              json.member("holder", version?.record?.holder)
              json.member("last_updated", version?.lastLogged)
              json.member("behind", state.isBehind)
            }
          }
        }
      }
      json.member("flags", ticket.flags.map(\.rawValue))
      ClaimJSON.member(claim(on: ticket), to: &json)
    }
  }
}

extension SurveyTicket {
  /// What tells the ticket apart in a table.
  var shortName: String { TicketID(name)?.short ?? String(name.suffix(8)) }

  /// What stands out, in words.
  var marks: [Page.Piece] {
    flags.flatMap { flag -> [Page.Piece] in
      let (word, style): (String, Page.Style) =
        switch flag {
        case .diverged: ("diverged", .yellow)
        case .doubleClaim: ("double claim", .red)
        case .doneElsewhere: ("done elsewhere", .green)
        }
      return [Page.Piece("  "), Page.Piece("[\(word)]", style)]
    }
  }

  /// The states that are the same, together: those that say something first.
  var groups: [[State]] {
    let groups = Dictionary(grouping: states) { [$0.isBehind ? 1 : 0, $0.version ?? -1] }
    return groups.values.sorted { ($0[0].isBehind ? 1 : 0, $0[0].place) < ($1[0].isBehind ? 1 : 0, $1[0].place) }
  }

  /// The status in colour; in brackets when the place is only behind.
  func piece(_ state: State) -> Page.Piece {
    let status = record(state)?.ticket.status
    let word = state.version == nil ? "deleted" : status?.rawValue ?? "broken"
    return state.isBehind ? Page.Piece("(\(word))", .faint) : Page.Piece(word, status?.style ?? .red)
  }
}
