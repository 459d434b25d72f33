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
    /// The run logs that go because they hold nothing.
    let emptyLogs: [String]

    /// What was done, in one sentence.
    package var summary: String {
      if notes.count == 1 { return notes[0] }
      let what = after == before ? "the \(Layout.logsFolderName) folder" : Layout.ticketFileName
      return "Repaired \(what) in \(notes.count) places."
    }

    /// The path of its `ticket.md` from the root.
    package var path: String { "\(Layout.folderName)/\(folder)/\(Layout.ticketFileName)" }
  }

  package let tickets: [Ticket]

  package var isEmpty: Bool { tickets.isEmpty }

  /// A checked tree as it will be.
  package func forecast(of check: TreeCheck) -> TreeCheck {
    let gathered = tickets.filter { !$0.gathered.isEmpty }.compactMap { $0.check.facts?.id?.text }
    let repaired = Dictionary(
      uniqueKeysWithValues: tickets.map { ($0.folder, (file: $0.check, goneLogs: $0.emptyLogs)) })
    return check.replacing(repaired).without(gathered)
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
      // The one that the entry itself goes to is filled instead.
      let removals = ticket.removals.filter { $0 != run.path(in: ticket.folder) }
      for path in removals { changes.add(.removeEmpty(path)) }
      entry.changes.files =
        (ticket.after == ticket.before ? [] : [ticket.path]) + ticket.moves.map(\.target) + removals
      entry.verification.results = "The repaired file was checked by the rules of 'tickets validate'."
      entry.decisions = ticket.notes
      changes.add(run.appending(entry, to: ticket.folder))
    }
    return changes
  }
}

extension RepairPlan.Ticket {
  /// Where the run logs lie that go, from the root.
  package var removals: [String] { emptyLogs.map(logPath) }

  fileprivate func logPath(_ name: String) -> String {
    "\(Layout.folderName)/\(folder)/\(Layout.logsFolderName)/\(name)"
  }

  /// Where the run logs lie that are moved, and where they lie then, from the root.
  package var moves: [(from: String, target: String)] {
    guard let id = check.facts?.id?.text else { return [] }
    return gathered.map { ("\(Layout.folderName)/\(id)/\(Layout.logsFolderName)/\($0)", logPath($0)) }
  }
}
