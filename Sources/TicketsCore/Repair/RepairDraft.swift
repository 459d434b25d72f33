/// A ticket at hand, with what repairs have done to it so far.
struct RepairDraft {
  let original: RepairSubject
  /// The fingerprint of the file as it was.
  let fingerprint: String
  /// The ticket with all changes but those that wait.
  private(set) var subject: RepairSubject
  private(set) var notes: [String] = []
  /// Changes of places apart from each other: they are made together, so that the file is taken apart anew only once.
  private var waiting: [Edit] = []
  /// The run logs that are moved to the ticket.
  private(set) var gathered: [String] = []
  /// The run logs that go because they hold nothing.
  private(set) var emptyLogs: [String] = []

  init(_ subject: RepairSubject) {
    original = subject
    fingerprint = ProposedRepair.fingerprint(of: subject.bytes)
    self.subject = subject
  }

  /// A draft that goes on where a plan has arrived.
  init(goingOnWith ticket: RepairPlan.Ticket) {
    self.init(RepairSubject(folder: ticket.folder, bytes: ticket.before))
    subject = RepairSubject(folder: ticket.folder, bytes: ticket.after)
    notes = ticket.notes
    gathered = ticket.gathered
    emptyLogs = ticket.emptyLogs
  }

  /// Adds a change of the ticket, and returns it; one that meets others, or has nothing to go by yet, comes after them.
  @discardableResult
  mutating func apply(
    _ change: (RepairSubject) throws(RepairObjection) -> RepairChange
  ) throws(RepairObjection) -> RepairChange {
    var made: RepairChange
    if let early = try? change(subject), !early.edits.isEmpty, !early.edits.meet(waiting) {
      made = early
    } else {
      try settle()
      made = try change(subject)
    }
    if made.changesLogs {
      gathered += made.gathered
      emptyLogs += made.emptyLogs
      notes += made.notes
    }
    guard !made.edits.isEmpty else { return made }
    waiting += made.edits
    notes += made.notes
    return made
  }

  /// The ticket with all changes, checked by itself; nothing when it is what it was.
  mutating func finished() throws(RepairObjection) -> RepairPlan.Ticket? {
    try settle()
    guard subject.bytes != original.bytes || !gathered.isEmpty || !emptyLogs.isEmpty else { return nil }
    guard let document = subject.document else {
      throw RepairObjection("it could not be read any more after the repair")
    }
    let after = FileCheck(subject.folder, document)
    if after.errorCount > 0, let before = original.document,
      after.errorCount > FileCheck(subject.folder, before).errorCount
    {
      throw RepairObjection("it would have more errors than before")
    }
    return RepairPlan.Ticket(
      folder: subject.folder, before: original.bytes, after: subject.bytes, notes: notes, check: after,
      hasNewID: after.facts?.id != original.document.flatMap(\.id), gathered: gathered,
      emptyLogs: emptyLogs)
  }

  /// Makes the changes that wait.
  private mutating func settle() throws(RepairObjection) {
    guard !waiting.isEmpty else { return }
    guard let bytes = waiting.applied(to: subject.bytes) else { throw RepairObjection("its changes overlap") }
    subject = RepairSubject(folder: subject.folder, bytes: bytes)
    waiting = []
  }
}

extension [Edit] {
  /// Whether an edit of these touches one of others.
  fileprivate func meet(_ others: [Edit]) -> Bool {
    contains { edit in
      others.contains {
        edit.range.lowerBound <= $0.range.upperBound && $0.range.lowerBound <= edit.range.upperBound
      }
    }
  }
}

extension RepairChange {
  fileprivate var changesLogs: Bool { !gathered.isEmpty || !emptyLogs.isEmpty }
}

extension Document {
  fileprivate var id: TicketID? { fields["id"]?.scalar.flatMap { TicketID($0.text) } }
}
