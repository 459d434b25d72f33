/// A ticket on its way back: what it says now, and what it said when it was imported.
package struct ExportItem: Sendable {
  package let ticketID: TicketID
  /// What it is called there.
  package let id: String
  /// What it says now.
  package let now: ForeignTicket
  package let origin: ImportOrigin?
  /// What it said when it was imported, or when the source was last taken over.
  package let before: ForeignTicket?
  /// What was logged since.
  package let entries: [LogEntry]
  /// Whether another ticket is part of it.
  package let isParent: Bool
  let format: any ExchangeFormat.Type
  /// The keys of all tickets that there are.
  let known: Set<String>

  /// Whether people changed something since it was imported; of a ticket that was made here everything is new.
  func isChanged<Value: Equatable>(_ field: KeyPath<ForeignTicket, Value>) -> Bool {
    before.map { $0[keyPath: field] != now[keyPath: field] } ?? true
  }

  /// The tickets that a field names, or nothing when that is as it was.
  ///
  /// What led nowhere stays, and so does the order: nobody changed it.
  func references(_ field: KeyPath<ForeignTicket, [String]>) -> [String]? {
    let old = before?[keyPath: field] ?? []
    let new = now[keyPath: field]
    let own = [format.key(id), before?.parent.map(format.key)]
    let (then, wanted) = (old.map(format.key).filter { known.contains($0) && !own.contains($0) }, new.map(format.key))
    if before != nil, Set(then) == Set(wanted) { return nil }
    let kept = old.filter { !known.contains(format.key($0)) || wanted.contains(format.key($0)) }
    let have = Set(kept.map(format.key))
    return kept + new.filter { !have.contains(format.key($0)) }
  }

  /// Whether it became part of another ticket, or of none.
  var isParentChanged: Bool {
    guard let before else { return now.parent != nil }
    let old = before.parent.map(format.key).flatMap { known.contains($0) && $0 != format.key(id) ? $0 : nil }
    return old != now.parent.map(format.key)
  }

  /// What people noted since, for tools that keep notes.
  var newNotes: [ForeignNote] {
    entries.compactMap { entry in
      guard let summary = entry.summary, !summary.withoutSpaceAround.isEmpty, !Self.isRecord(entry) else { return nil }
      let note = ForeignNote(summary, time: entry.ts, author: entry.actorID)
      return isThere(note) ? nil : note
    }
  }

  /// Whether the source has a note already, which was exported before: by itself, or as a part of one long text.
  private func isThere(_ note: ForeignNote) -> Bool {
    before?.notes.contains { old in
      old.time == nil
        ? old.text.contains(": \(note.text)")
        : old.text == note.text && old.time?.wholeSeconds == note.time?.wholeSeconds
    } ?? false
  }

  /// When somebody logged something last.
  var lastLogged: Instant? { entries.compactMap(\.ts).max() }

  /// What only records what the tool did says nothing that the ticket does not.
  private static func isRecord(_ entry: LogEntry) -> Bool {
    let isNamed = ["status", "claim", "template", ImportOrigin.memberName, "repair"].contains {
      entry.others[$0] != nil
    }
    let words = entry.summary?.split(separator: " ") ?? []
    let isMove = entry.isMachine && words.count == 4 && words[0] == "Status" && words[2] == "->"
    return isNamed || isMove || !entry.ticketsCreated.isEmpty
  }
}
