/// What a run of repairs will change: one change set, made whole or not at all.
package struct RepairPlan: Sendable {
  /// A ticket that is changed.
  package struct Ticket: Sendable {
    package let folder: String
    package let before: [UInt8]
    package let after: [UInt8]
    /// What was done and why, in sentences.
    package let notes: [String]
    /// What was done, in one sentence.
    package var summary: String {
      notes.count == 1 ? notes[0] : "Repaired \(TicketRecord.fileName) in \(notes.count) places."
    }

    /// The path of its `ticket.md` from the root.
    package var path: String { "\(WorkingTree.folderName)/\(folder)/\(TicketRecord.fileName)" }
  }

  package let tickets: [Ticket]

  package var isEmpty: Bool { tickets.isEmpty }

  /// The tree as it will be.
  package func forecast(of tree: any TicketTree) -> any TicketTree {
    let files = tickets.map { ("\($0.folder)/\(TicketRecord.fileName)", $0.after) }
    return OverlayTree(tree, files: Dictionary(uniqueKeysWithValues: files))
  }

  /// The changes on disk: each file, and for each ticket one log entry, begun by the caller, that says what was done.
  package func changes<Failure: Error>(
    logging begin: (Ticket) throws(Failure) -> (RunFile, LogEntry)
  ) throws(Failure) -> ChangeSet {
    var changes = ChangeSet(tickets.map { .replace($0.path, from: $0.before, to: $0.after) })
    for ticket in tickets {
      var (run, entry) = try begin(ticket)
      entry.changes.files = [ticket.path]
      entry.verification.results = "The repaired file was checked by the rules of 'tickets validate'."
      entry.decisions = ticket.notes
      changes.add(run.appending(entry, to: ticket.folder))
    }
    return changes
  }
}
