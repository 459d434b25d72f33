/// A ticket's neighbours, seen from it: what other tickets say of it is turned round.
package struct Relatives: Sendable {
  /// Open tickets that must be done before this one, from its own dependencies and the others' `blocks`.
  package private(set) var blockedBy: [TicketID] = []
  /// Tickets that wait for this one, from its own `blocks` and the others' dependencies.
  package private(set) var blocks: [TicketID] = []
  /// Where each id is known, its record.
  private let records: [TicketID: TicketRecord]

  package init(of ticket: Ticket, among records: [TicketRecord]) {
    self.records = Dictionary(
      records.compactMap { record in record.ticket.id.map { ($0, record) } }, uniquingKeysWith: { first, _ in first })
    guard let id = ticket.id else { return }
    let before = records.filter { $0.ticket.blocks.contains(id) }.compactMap(\.ticket.id)
    let after = records.filter { $0.ticket.dependencies.contains(id) }.compactMap(\.ticket.id)
    blockedBy = (ticket.dependencies + before).withoutRepeats.filter { self.records[$0]?.ticket.status != .done }
    blocks = (ticket.blocks + after).withoutRepeats
  }

  package func record(of id: TicketID) -> TicketRecord? { records[id] }
}

extension Array where Element: Hashable {
  /// The elements in order, each once.
  package var withoutRepeats: [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
