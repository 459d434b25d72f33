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
    /// The run logs that are moved here from the folder that has the id for its name.
    let gathered: [String]

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
    let gathered = tickets.filter { !$0.gathered.isEmpty }.compactMap { $0.check.facts?.id?.text }
    return check.replacing(Dictionary(uniqueKeysWithValues: tickets.map { ($0.folder, $0.check) })).without(gathered)
  }

  /// The changes on disk: each file, and for each ticket one log entry, begun by the caller, that says what was done.
  package func changes<Failure: Error>(
    logging begin: (Ticket) throws(Failure) -> (RunFile, LogEntry)
  ) throws(Failure) -> ChangeSet {
    var changes = ChangeSet()
    for ticket in tickets {
      if ticket.after != ticket.before { changes.add(.replace(ticket.path, from: ticket.before, to: ticket.after)) }
      for move in ticket.moves { changes.add(.move(move.from, to: move.target)) }
      var (run, entry) = try begin(ticket)
      entry.changes.files = (ticket.after == ticket.before ? [] : [ticket.path]) + ticket.moves.map(\.target)
      entry.verification.results = "The repaired file was checked by the rules of 'tickets validate'."
      entry.decisions = ticket.notes
      changes.add(run.appending(entry, to: ticket.folder))
    }
    return changes
  }
}

extension RepairPlan.Ticket {
  /// Where the run logs lie that are moved, and where they lie then, from the root.
  package var moves: [(from: String, target: String)] {
    guard let id = check.facts?.id?.text else { return [] }
    return gathered.map { name in
      (
        "\(Layout.folderName)/\(id)/\(Layout.logsFolderName)/\(name)",
        "\(Layout.folderName)/\(folder)/\(Layout.logsFolderName)/\(name)"
      )
    }
  }
}
