/// What a run of repairs will change: one change set, made whole or not at all.
package struct RepairPlan: Sendable {
  /// A ticket that is changed.
  package struct Ticket: Sendable {
    package let folder: String
    package let before: [UInt8]
    package let after: [UInt8]
    /// What was done and why, in sentences.
    package let notes: [String]
    /// What is wrong with the repaired file by itself.
    let check: FileCheck
    /// Whether its id is another than before.
    let hasNewID: Bool

    /// What was done, in one sentence.
    package var summary: String {
      notes.count == 1 ? notes[0] : "Repaired \(Layout.ticketFileName) in \(notes.count) places."
    }

    /// The path of its `ticket.md` from the root.
    package var path: String { "\(Layout.folderName)/\(folder)/\(Layout.ticketFileName)" }
  }

  package let tickets: [Ticket]

  package var isEmpty: Bool { tickets.isEmpty }

  /// A checked tree as it will be.
  package func forecast(of check: TreeCheck) -> TreeCheck {
    check.replacing(Dictionary(uniqueKeysWithValues: tickets.map { ($0.folder, $0.check) }))
  }

  /// The changes on disk: each file, and for each ticket one log entry, begun by the caller, that says what was done.
  package func changes<Failure: Error>(
    logging begin: (Ticket) throws(Failure) -> (RunFile, LogEntry)
  ) throws(Failure) -> ChangeSet {
    var changes = ChangeSet()
    for ticket in tickets {
      changes.add(.replace(ticket.path, from: ticket.before, to: ticket.after))
      var (run, entry) = try begin(ticket)
      entry.changes.files = [ticket.path]
      entry.verification.results = "The repaired file was checked by the rules of 'tickets validate'."
      entry.decisions = ticket.notes
      changes.add(run.appending(entry, to: ticket.folder))
    }
    return changes
  }
}
