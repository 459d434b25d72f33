import TicketsCore
import TicketsGit

/// The tickets that were found, a row each.
struct Listing: Report {
  /// What is needed to say what tickets wait for.
  struct Reasons {
    let graph: Graph
    let readiness: Readiness

    init(_ graph: Graph, _ readiness: Readiness) {
      (self.graph, self.readiness) = (graph, readiness)
    }
  }

  let records: [TicketRecord]
  /// Whether tickets could not be had, listed or not.
  let isIncomplete: Bool
  var reasons: Reasons?
  /// The claims that hold, by ticket.
  var claims: [TicketID: ClaimStore.Held] = [:]

  var exitCode: ExitCode { isIncomplete ? .failed : .done }

  /// From this width on there is room for labels.
  private static let wide = 120

  func write(to page: inout Page) {
    if records.isEmpty { return }
    let hasLabels = page.width.map { $0 >= Self.wide } ?? false && records.contains { !$0.ticket.labels.isEmpty }
    var table = Table(["ID", "STATUS", "PRIORITY", "OWNER"] + (hasLabels ? ["LABELS"] : []) + ["TITLE"])
    table.add(Threads.map(count: records.count) { row(records[$0], withLabels: hasLabels) })
    table.write(to: &page) { index, page in
      guard let reasons else { return }
      for obstacle in reasons.readiness.obstacles(of: records[index]) {
        page.cutLine([Page.Piece("  waits for ", .faint)] + TicketLine.pieces(obstacle, in: reasons.graph))
      }
    }
  }

  private func row(_ record: TicketRecord, withLabels: Bool) -> [Page.Piece] {
    let ticket = record.ticket
    let broken = record.broken
    let title = broken.map { "[broken] \(ticket.title.map { "\($0): " } ?? "")\($0)" } ?? ticket.title ?? ""
    let labels = withLabels ? [Page.Piece(ticket.labels.joined(separator: ","), .faint)] : []
    return [
      Page.Piece(ticket.id?.short ?? String(record.folder.suffix(8)), .faint),
      ticket.status.map { Page.Piece($0.rawValue, $0.style) } ?? Page.Piece("?", .red),
      Page.Piece(ticket.priority?.rawValue ?? "-", ticket.priority == .critical ? .red : .plain),
      Page.Piece(ticket.owner ?? "-"),
    ] + labels + [Page.Piece(title, broken == nil ? .plain : .red)]
  }

  func write(to json: inout JSONWriter) {
    json.array { json in
      for record in records {
        json.object { json in
          RecordJSON.members(of: record, to: &json)
          ClaimJSON.member(record.ticket.id.flatMap { claims[$0] }, to: &json)
          guard let reasons else { return }
          ObstacleJSON.member(reasons.readiness.obstacles(of: record), in: reasons.graph, to: &json)
        }
      }
    }
  }
}
