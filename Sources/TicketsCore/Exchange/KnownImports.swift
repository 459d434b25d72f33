/// What was imported from a format before.
package struct KnownImports: Sendable {
  package struct Ticket: Sendable {
    package let id: TicketID
    package let record: TicketRecord
    package let origin: ImportOrigin
    package let logName: String
  }

  private var tickets: [String: [Ticket]] = [:]
  /// The ids of tickets that were made here, by what an export calls them.
  private(set) var exported: [String: TicketID] = [:]
  /// The ids of all tickets that there are, imported or not.
  let everyID: Set<TicketID>

  /// Looks through the logs of all tickets.
  package init(_ snapshot: Snapshot, _ format: any ExchangeFormat.Type) {
    everyID = Set(snapshot.records.compactMap(\.ticket.id))
    for record in snapshot.records {
      guard let id = record.ticket.id, let (origin, name) = ImportOrigin.newest(in: record.logs),
        origin.format == format.name
      else {
        if let id = record.ticket.id { exported[format.key(format.newID(for: id))] = id }
        continue
      }
      tickets[format.key(origin.id), default: []].append(
        Ticket(id: id, record: record, origin: origin, logName: name))
    }
  }

  /// The ids of tickets here by those of the source.
  var ids: [String: TicketID] { exported.merging(tickets.compactMapValues { $0.first?.id }) { $1 } }

  /// The ticket that came from a place; a file may have been moved since.
  func ticket(_ key: String, _ path: String, isFirst: Bool) -> Ticket? {
    guard let all = tickets[key] else { return nil }
    return all.first { $0.origin.source.path == path } ?? (isFirst ? all.first : nil)
  }
}
