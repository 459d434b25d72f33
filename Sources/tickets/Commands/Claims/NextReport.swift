import TicketsCore
import TicketsGit

/// What to work on, and what was passed over.
struct NextReport: Report {
  /// A ticket that is ready.
  struct Row {
    let record: TicketRecord
    /// How long the chain is that waits for it.
    let depth: Int
    var held: ClaimStore.Held?

    /// The most urgent first, then what most waits for, then the oldest.
    static func precedes(_ left: Row, _ right: Row) -> Bool {
      let (first, second) = (left.record.ticket.priority?.rank ?? -1, right.record.ticket.priority?.rank ?? -1)
      if first != second { return first > second }
      if left.depth != right.depth { return left.depth > right.depth }
      return left.record.idText.precedesInBytes(right.record.idText)
    }

    /// Why it stands where it stands.
    var why: String {
      let priority = "priority \(record.ticket.priority?.rawValue ?? "not set")"
      return depth == 0 ? "\(priority), nothing waits for it" : "\(priority), a chain of \(depth) waits for it"
    }
  }

  /// The tickets that are ready, in the order in which they should be taken.
  static func rows(of records: [TicketRecord], _ query: Query = Query()) -> [Row] {
    let graph = Graph(records, withRelated: false)
    let (readiness, waiting) = (Readiness(graph), Waiting(graph))
    return records.filter { query.matches($0) && readiness.isReady($0) }
      .map { Row(record: $0, depth: waiting.depth(of: $0)) }
      .sorted { Row.precedes($0, $1) }
  }

  let isClaiming: Bool
  var rows: [Row] = []
  var passedOver: [(id: TicketID, why: String)] = []

  init(isClaiming: Bool) {
    self.isClaiming = isClaiming
  }

  var exitCode: ExitCode { isClaiming && rows.isEmpty ? .found : .done }

  func write(to page: inout Page) {
    for row in rows {
      let ticket = row.record.ticket
      page.cutLine([
        Page.Piece(ticket.id?.short ?? row.record.folder, .faint), Page.Piece("  "),
        Page.Piece(ticket.priority?.rawValue ?? "-", ticket.priority == .critical ? .red : .plain).padded(to: 10),
        Page.Piece(ticket.title ?? ""),
      ])
      if let claim = row.held?.claim { page.line("  claimed until \(claim.end.text)") }
    }
  }

  func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("tickets") { json in
        json.array { json in
          for row in rows {
            json.object { json in
              RecordJSON.members(of: row.record, to: &json)
              json.member("waiting", row.depth)
              json.member("why", row.why)
              guard let held = row.held else { return }
              json.member("claim", held.id.hex)
              json.member("expires_at", held.claim.end)
            }
          }
        }
      }
      json.member("passed_over") { json in
        json.array { json in
          for (id, why) in passedOver {
            json.object { json in
              json.member("id", id)
              json.member("why", why)
            }
          }
        }
      }
    }
  }
}
