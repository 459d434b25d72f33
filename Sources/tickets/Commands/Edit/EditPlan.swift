import TicketsCore
import TicketsFiles

/// What must hold before edited tickets are written, and what is written then.
struct EditPlan {
  let session: Session
  let tree: WorkingTree
  let force: Bool
  let isDryRun: Bool
  let actor: ActorOptions
  let allowSecret: Bool
  let summary: String?
  let isLogged: Bool
  let newRun: TicketID

  /// The ticket of a folder as it is now.
  func document(of folder: TreeEntry) throws(Failure) -> Document {
    let record = try session.reading(tree) { () throws(TreeFailure) in
      RecordReader(reader: try tree.reader(), parts: .document).record(of: folder)
    }
    guard let document = record.document else {
      throw Failure(
        .broken, "\(record.path) cannot be changed: \(record.failure?.message ?? "it cannot be read")",
        hint: "'tickets validate' says where")
    }
    return document
  }

  /// The changes that write the edited tickets; a failure says why they must not be written.
  func changes(for edits: [EditCheck]) throws(Failure) -> (ChangeSet, EditReport) {
    var report = EditReport(tickets: [], isDryRun: isDryRun)
    for edit in edits { try check(edit) }
    try checkOrder(edits)
    let agent = isDryRun ? nil : try session.agent(actor)
    var changes = ChangeSet()
    for edit in edits {
      var ticket = EditedTicket(edit)
      let move = StatusChange(edit)
      let isLoggedNow = summary != nil || isLogged && edit.isChange || move?.isReopening == true
      let who = isLoggedNow ? try session.actor(actor) : nil
      try refuse(move, byAgent: who?.type == .agent)
      let work = try claimedWork(edit, by: who?.type == .agent ? who : agent)
      if let move, move.to == .done { try refuseOpenParts(of: edit) }
      if !isDryRun {
        if edit.isChange { changes.add(.replace(edit.path, from: edit.before.bytes, to: edit.after.bytes)) }
        if let who {
          let run = try session.runFile(of: edit.folder, actor.runID ?? work?.run, started: nil, newRun: newRun)
          var entry = session.entry(in: run, by: who, summary: summary ?? ticket.sentence(move))
          entry.move = move.map { LogEntry.Move(from: $0.from.rawValue, to: $0.to.rawValue) }
          entry.isReopening = move?.isReopening ?? false
          work?.mark(&entry)
          changes.add(run.appending(entry, to: edit.folder))
          ticket.logPath = run.path(in: edit.folder)
        }
      }
      report.tickets.append(ticket)
    }
    return (changes, report)
  }

  /// What claims say of an agent's edit.
  private func claimedWork(_ edit: EditCheck, by agent: Actor?) throws(Failure) -> ClaimedWork? {
    guard let agent, let ticket = Ticket(edit.before.fields).id ?? TicketID(edit.folder) else { return nil }
    return try ClaimedWork(on: ticket, by: agent, runID: actor.runID, renewing: false, in: session)
  }

  /// What is wrong with one ticket after its edit.
  private func check(_ edit: EditCheck) throws(Failure) {
    let (old, new) = (Ticket(edit.before.fields), Ticket(edit.after.fields))
    if let own = new.id, edit.newReferences.contains(own) {
      throw Failure(.refused, "\(own.short) cannot refer to itself", exitCode: .found)
    }
    if let error = edit.newErrors.first {
      let place = error.place.map { " (line \($0.line))" } ?? ""
      throw Failure(
        .invalidTicket, "\(edit.path) would not be valid\(place): \(error.message)", hint: "Nothing was changed")
    }
    for id in edit.newReferences.sorted() {
      do throws(LocatorFailure) { _ = try TicketLocator(tree).folder(of: id.text) } catch {
        throw Failure(error, in: tree.label)
      }
    }
    let (before, after) = (edit.before.bytes, edit.after.bytes)
    if !allowSecret, let finding = SecretScan.finding(in: String(decoding: after, as: UTF8.self)),
      SecretScan.finding(in: String(decoding: before, as: UTF8.self)) != finding
    {
      throw .secret(finding)
    }
    if let summary, !allowSecret, let finding = SecretScan.finding(in: summary) { throw .secret(finding) }
    guard old.id == new.id else {
      throw Failure(
        .refused, "the id of a ticket cannot be edited", hint: "'tickets repair' gives a new one, and others follow it"
      )
    }
  }

  /// No new circle of tickets that wait for each other: for that all are read, but only when an order was added.
  private func checkOrder(_ edits: [EditCheck]) throws(Failure) {
    guard !force, edits.contains(where: \.addsOrder) else { return }
    let records = try session.reading(tree) { () throws(TreeFailure) in try Snapshot(of: tree).records }
    if let cycle = EditCheck.newCycles(edits, among: records).first {
      throw Failure(.cycle, cycle.message, hint: "Nothing was changed; --force adds it all the same", exitCode: .found)
    }
  }

  private func refuseOpenParts(of edit: EditCheck) throws(Failure) {
    let record = try session.reading(tree) { () throws(TreeFailure) in
      RecordReader(reader: try tree.reader(), parts: []).record(of: TreeEntry(name: edit.folder, kind: .folder))
    }
    let parts = try OpenParts(of: record, before: .done, in: tree, session)
    if parts.sentence != nil { throw Failure(parts) }
  }

  private func refuse(_ move: StatusChange?, byAgent: Bool) throws(Failure) {
    guard let move else { return }
    if move.isReopening, byAgent {
      throw Failure(
        .refused, "this ticket is \(move.from.rawValue), and only a person may reopen it",
        hint: "Ask one, or make a new ticket", exitCode: .found)
    }
    if !move.isReopening, !move.from.usualNext.contains(move.to), try session.settings(of: tree).enforcesTransitions {
      throw Failure(
        .refused,
        "going from \(move.from.rawValue) to \(move.to.rawValue) is unusual, and the config enforces the usual transitions",
        exitCode: .found)
    }
  }
}

/// A status that an editor changed.
struct StatusChange {
  let from: Status
  let to: Status

  var isReopening: Bool { from.isReopening(to: to) }

  init?(_ edit: EditCheck) {
    guard let from = Ticket(edit.before.fields).status, let to = Ticket(edit.after.fields).status, from != to else {
      return nil
    }
    (self.from, self.to) = (from, to)
  }
}
