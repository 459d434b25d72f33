/// A folder that a side changed, with the ticket as it is in each of the trees.
struct MergedTicket {
  let folder: TreeMerge.Folder
  let base: TicketRecord?
  let ours: TicketRecord?
  let theirs: TicketRecord?
  let merged: TicketRecord?
  /// Whether both sides wrote logs of other runs.
  private let isOfOtherRuns: Bool

  init(_ folder: TreeMerge.Folder, _ readers: SideReaders, _ reader: any TreeReader) {
    self.folder = folder
    func record(_ name: String?, _ reader: any TreeReader) -> TicketRecord? {
      guard let name else { return nil }
      let record = RecordReader(reader: reader, parts: [.document])
        .record(of: TreeEntry(name: name, kind: .folder))
      if case .tree(let failure) = record.failure, failure.reason == .missing { return nil }
      return record
    }
    base = record(folder.baseName, readers[.base])
    ours = folder.changedByOurs ? record(folder.oursName, readers[.ours]) : base
    theirs = folder.changedByTheirs ? record(folder.theirsName, readers[.theirs]) : base
    switch folder.name {
    case folder.oursName where !folder.changedByTheirs: merged = ours
    case folder.theirsName where !folder.changedByOurs: merged = theirs
    default: merged = record(folder.name, reader)
    }
    guard ours?.ticket.status == .doing, theirs?.ticket.status == .doing else {
      isOfOtherRuns = false
      return
    }
    let old = Self.runs(folder.baseName, readers[.base])
    let (mine, other) = (
      Self.runs(folder.oursName, readers[.ours]).subtracting(old),
      Self.runs(folder.theirsName, readers[.theirs]).subtracting(old)
    )
    isOfOtherRuns = mine != other || mine.isEmpty
  }

  private static func runs(_ folder: String?, _ reader: any TreeReader) -> Set<String> {
    guard let folder else { return [] }
    return Set(
      ((try? reader.entries(in: "\(folder)/\(Layout.logsFolderName)")) ?? []).map {
        RunLogName($0.name)?.runID ?? $0.name
      })
  }

  var record: TicketRecord? { merged ?? ours ?? theirs ?? base }
  var idText: String { record?.idText ?? folder.name }

  var forecast: MergeReview.Ticket {
    let (drivers, host) = folder.verdicts
    return MergeReview.Ticket(
      id: record?.idText,
      path: record?.path ?? "\(Layout.folderName)/\(folder.name)",
      title: [merged, ours, theirs, base].lazy.compactMap { $0?.ticket.title }.first,
      drivers: drivers, host: host, conflicts: folder.files.flatMap(\.conflicts))
  }

  /// What both sides did to this ticket that fits together only as text.
  func hazards(_ states: MergeReview.States, _ readers: SideReaders) -> [MergeHazard] {
    guard folder.changedByOurs, folder.changedByTheirs else { return [] }
    guard let ours, let theirs else { return deletion }
    let found =
      claim(ours.ticket, theirs.ticket, readers) + closing(ours, theirs, "ours") + closing(theirs, ours, "theirs")
    if found.isEmpty { return [] }
    // Nobody works on it twice where one side has only what the other had before.
    let earlier = EarlierStates(readers)
    func texts(_ record: TicketRecord, isOurs: Bool) -> [[UInt8]] { states(record.ticket.id, record.folder, isOurs) }
    if earlier.holds(theirs, .theirs, of: ours, .ours, since: base, texts(ours, isOurs: true))
      || earlier.holds(ours, .ours, of: theirs, .theirs, since: base, texts(theirs, isOurs: false))
    {
      return []
    }
    return found
  }

  /// What was written under a claim that had passed to somebody else, where only both sides together show it.
  func lateEntries(
    _ merged: any TreeReader, _ readers: SideReaders, _ claims: (TicketID, String) -> Claim?
  ) -> [MergeHazard] {
    guard folder.changedByOurs, folder.changedByTheirs else { return [] }
    func late(_ name: String?, _ reader: any TreeReader) -> Set<LateEntry> {
      guard let name else { return [] }
      let record = RecordReader(reader: reader, parts: .logs).record(of: TreeEntry(name: name, kind: .folder))
      return LateEntry.all(in: record) { claim in record.ticket.id.flatMap { claims($0, claim) } }
    }
    let found = late(folder.name, merged)
    if found.isEmpty { return [] }
    return found.subtracting(late(folder.oursName, readers[.ours])).subtracting(
      late(folder.theirsName, readers[.theirs])
    )
    .sorted { ($0.path, $0.line) < ($1.path, $1.line) }
    .map { MergeHazard(.lateEntry, [idText], "\($0.path):\($0.line) was \($0.sentence).") }
  }

  private var deletion: [MergeHazard] {
    guard base != nil, ours != nil || theirs != nil else { return [] }
    let (here, there) = ours == nil ? ("ours", "theirs") : ("theirs", "ours")
    return [MergeHazard(.deletedAndChanged, [idText], "\(here) deletes it and \(there) changes it.")]
  }

  private func claim(_ ours: Ticket, _ theirs: Ticket, _ readers: SideReaders) -> [MergeHazard] {
    guard ours.status == .doing, theirs.status == .doing, base?.ticket.status != .doing,
      ours.owner != theirs.owner || isOfOtherRuns
    else { return [] }
    let (mine, other) = (
      Self.takeUp(folder.oursName, readers[.ours]), Self.takeUp(folder.theirsName, readers[.theirs])
    )
    // One person on two branches is one pair of hands.
    if ours.owner == theirs.owner, let mine, let other, mine.isSamePerson(as: other) { return [] }
    let owners = [("ours", ours.owner ?? mine?.actorID), ("theirs", theirs.owner ?? other?.actorID)]
      .map { "\($0)\($1.map { " (\($0))" } ?? "")" }
    return [MergeHazard(.doubleClaim, [idText], "Both sides took it up: \(owners.joined(separator: " and ")).")]
  }

  /// The entry that took the ticket up.
  private static func takeUp(_ folder: String?, _ reader: any TreeReader) -> LogEntry? {
    guard let folder else { return nil }
    return RecordReader(reader: reader, parts: .logTimes).record(of: TreeEntry(name: folder, kind: .folder)).takeUp
  }

  private func closing(_ side: TicketRecord, _ other: TicketRecord, _ name: String) -> [MergeHazard] {
    guard let base, base.ticket.status?.isOpen != false, let status = side.ticket.status, !status.isOpen,
      other.ticket.status?.isOpen != false, other.document?.bytes != base.document?.bytes
    else { return [] }
    return [
      MergeHazard(
        .doneAndChanged, [idText],
        "It is \(status.rawValue) in \(name), while \(name == "ours" ? "theirs" : "ours") goes on changing it.")
    ]
  }
}

extension TreeMerge.Folder {
  /// How the drivers merge it, and git alone.
  var verdicts: (drivers: MergeReview.Verdict, host: MergeReview.Verdict) {
    if isInDoubt { return (.renames, .renames) }
    let isInConflict = files.contains { !$0.conflicts.isEmpty }
    let isCleanOnHost = files.allSatisfy(\.isCleanOnHost)
    return (isInConflict ? .conflict : isCleanOnHost ? .clean : .driver, isCleanOnHost ? .clean : .conflict)
  }
}
