import TicketsCore

/// How tickets stand in many places.
struct BranchesReport: Report {
  let places: [SurveyPlace]
  let tickets: [SurveyTicket]

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
      for group in ticket.groups {
        guard let state = group.first else { continue }
        let names = group.map { places[$0.place].name }
        page.line(
          Page.Piece("  "), state.piece.padded(to: 11), Page.Piece((state.record?.ticket.owner ?? "-") + "  "),
          Page.Piece("\(state.record?.lastUpdated?.text ?? "-")  ", .faint), Page.Piece(Self.listed(names)))
      }
    }
  }

  /// So many names that a line stays one.
  private static func listed(_ names: [String]) -> String {
    let shown = names.prefix(8).joined(separator: ", ")
    return names.count > 8 ? "\(shown) and \(names.count - 8) more" : shown
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
    json.object { json in
      json.member("id", ticket.name)
      json.member("title", ticket.title)
      json.member("states") { json in
        json.array { json in
          for state in ticket.states {
            json.object { json in
              json.member("ref", places[state.place].name)
              json.member("status", state.status?.rawValue)
              json.member("owner", state.record?.ticket.owner)
              json.member("last_updated", state.record?.lastLogged)
              json.member("behind", state.isBehind)
            }
          }
        }
      }
      json.member("flags", ticket.flags.map(\.rawValue))
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
    var groups: [[State]] = []
    for state in opinions + states.filter(\.isBehind) {
      let match = groups.firstIndex { $0[0].content == state.content && $0[0].isBehind == state.isBehind }
      if let match { groups[match].append(state) } else { groups.append([state]) }
    }
    return groups
  }
}

extension SurveyTicket.State {
  /// The status in colour; in brackets when the place is only behind.
  var piece: Page.Piece {
    let word = record == nil ? "deleted" : status?.rawValue ?? "broken"
    return isBehind ? Page.Piece("(\(word))", .faint) : Page.Piece(word, status?.style ?? .red)
  }
}
