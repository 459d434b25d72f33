/// Turns tickets into what another tool would have written.
package struct Exporter {
  private let format: any ExchangeFormat.Type
  private let snapshot: Snapshot

  /// Takes a snapshot that has documents and logs.
  package init(_ format: any ExchangeFormat.Type, _ snapshot: Snapshot) {
    (self.format, self.snapshot) = (format, snapshot)
  }

  /// What is known of a ticket before others are looked at.
  private struct Draft {
    let id: TicketID
    let record: TicketRecord
    let origin: ImportOrigin?
    let entries: [LogEntry]
    let parent: TicketID?
    let foreignID: String
  }

  /// The files for all tickets, or only for some; and what was left out.
  package func output(only wanted: Set<TicketID>? = nil) -> ExportOutput {
    var remarks: [String] = []
    var drafts: [Draft] = []
    for record in snapshot.records {
      guard let id = record.ticket.id, record.document != nil, record.ticket.hasRequiredFields else {
        remarks.append("\(record.path) is left out: \(record.broken ?? "it cannot be read")")
        continue
      }
      drafts.append(draft(record, id))
    }
    let names = Dictionary(drafts.map { ($0.id, $0.foreignID) }) { first, _ in first }
    let parents = Set(drafts.compactMap(\.parent))
    let known = Set(names.values.map(format.key))
    let chosen = drafts.filter { wanted?.contains($0.id) ?? true }
    var output = format.files(for: chosen.map { item($0, names, known, parents) })
    output.remarks = remarks + output.remarks
    return output
  }

  private func draft(_ record: TicketRecord, _ id: TicketID) -> Draft {
    let found = ImportOrigin.newest(in: record.logs).flatMap { $0.origin.format == format.name ? $0 : nil }
    var entries: [LogEntry] = []
    var parent: TicketID?
    for log in record.logs {
      guard let bytes = try? log.content.get() else { continue }
      let own = RunLog(bytes).entries
      parent = parent ?? own.lazy.compactMap(\.createdFrom).compactMap { TicketID($0) }.first
      if log.fileName != found?.fileName { entries += own }
    }
    return Draft(
      id: id, record: record, origin: found?.origin, entries: entries, parent: parent,
      foreignID: found?.origin.id ?? format.newID(for: id))
  }

  private func item(_ draft: Draft, _ names: [TicketID: String], _ known: Set<String>, _ parents: Set<TicketID>)
    -> ExportItem
  {
    let name = { (id: TicketID) in names[id] ?? format.newID(for: id) }
    let ticket = draft.record.ticket
    var now = ForeignTicket(id: draft.foreignID)
    now.title = ticket.title ?? ""
    now.createdAt = ticket.createdAt
    now.status = ticket.status ?? .todo
    (now.priority, now.mode, now.owner, now.labels) = (ticket.priority, ticket.mode, ticket.owner, ticket.labels)
    now.dependencies = ticket.dependencies.map(name)
    now.blocks = ticket.blocks.map(name)
    now.related = ticket.related.filter { $0 != draft.parent }.map(name)
    now.parent = draft.parent.map(name)
    (now.estimateHours, now.scope) = (ticket.estimateHours, ticket.scope)
    now.verificationCommands = ticket.verificationCommands
    now.body = draft.record.document.map { ForeignBody($0.body) } ?? ForeignBody()
    var before = draft.origin?.ticket(format)
    if let links = draft.origin?.links, !links.isEmpty { removeLinks(&now, &before) }
    if let old = before { now.notes = old.notes }
    return ExportItem(
      ticketID: draft.id, id: draft.foreignID, now: now, origin: draft.origin,
      before: before, entries: draft.entries, isParent: parents.contains(draft.id), format: format, known: known)
  }

  /// The lines that stand for references are no text of the source.
  private func removeLinks(_ now: inout ForeignTicket, _ before: inout ForeignTicket?) {
    guard let part = before?.body.others.last(where: { $0.title == ForeignBody.linksTitle }) else { return }
    before?.body.others.removeAll { $0 == part }
    now.body.others.removeAll { $0 == part }
  }
}
