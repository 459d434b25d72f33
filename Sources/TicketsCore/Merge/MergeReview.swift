/// What a person should know of a merge before it happens.
package struct MergeReview: Sendable {
  /// How a ticket, or all of them, would be merged.
  package enum Verdict: String, Comparable, Sendable {
    case clean, driver
    /// It depends on which files git takes for renamed ones.
    case renames
    case conflict

    package static func < (left: Verdict, right: Verdict) -> Bool { left.rank < right.rank }
    private var rank: Int { Self.order.firstIndex(of: self) ?? 0 }
    private static let order: [Verdict] = [.clean, .driver, .renames, .conflict]
  }

  /// A ticket that both sides changed.
  package struct Ticket: Sendable {
    package let id: String?
    package let path: String
    package let title: String?
    /// How it is merged with the drivers.
    package let drivers: Verdict
    /// How git alone merges it.
    package let host: Verdict
    package let conflicts: [MergeConflict]
  }

  /// A file of `.tickets` that belongs to no ticket, changed on both sides: there are no drivers for it.
  package struct File: Sendable {
    package let path: String
    package let verdict: Verdict
  }

  package let merge: TreeMerge
  /// What both sides changed, in byte order of the folders.
  package let tickets: [Ticket]
  package let files: [File]
  package let hazards: [MergeHazard]

  /// The texts of a ticket on the way from the base to a side: given its id, the folder, and whether the side is ours.
  package typealias States = (_ id: TicketID?, _ folder: String, _ isOurs: Bool) -> [[UInt8]]

  package init(
    of merge: TreeMerge, isFastForward: Bool = false, claims: (TicketID, String) -> Claim? = { _, _ in nil },
    states: States = { _, _, _ in [] }
  ) throws(TreeFailure) {
    self.merge = merge
    let readers = try SideReaders(merge.tree.sides)
    let reader = try merge.tree.reader()
    let changes = merge.folders.filter(\.isTicket).map { MergedTicket($0, readers, reader) }
    func isMerged(_ folder: TreeMerge.Folder) -> Bool {
      // After a criss-cross only the base of the other assumption may show that both sides changed a file.
      folder.changedByOurs && folder.changedByTheirs || !folder.files.isEmpty || folder.isInDoubt && !isFastForward
    }
    tickets = changes.filter { isMerged($0.folder) }.map(\.forecast)
    files = merge.folders.filter { !$0.isTicket && isMerged($0) }.flatMap(\.forecasts)
    var hazards = isFastForward ? [] : changes.flatMap { $0.hazards(states, readers) }
    for change in changes where !isFastForward { hazards += change.lateEntries(reader, readers, claims) }
    if !isFastForward { hazards += try MergeRelations(changes, merge.tree).hazards }
    if !isFastForward { hazards += Self.mixUps(merge.doubts, changes) }
    hazards += LostLines.hazards(in: changes, readers, reader)
    self.hazards = hazards
  }

  /// The worst that happens to any ticket under the assumption.
  package func result(assuming assumption: TreeMerge.Assumption) -> Verdict {
    max(tickets.map { $0.verdict(assuming: assumption) }.max() ?? .clean, files.map(\.verdict).max() ?? .clean)
  }

  /// How a ticket is merged under the assumption of the forecast.
  package func verdict(of ticket: Ticket) -> Verdict { ticket.verdict(assuming: merge.assumption) }

  private static func mixUps(_ doubts: [RenameDoubt], _ tickets: [MergedTicket]) -> [MergeHazard] {
    doubts.filter(\.mixesTickets).compactMap { doubt in
      func ticket(_ path: String) -> MergedTicket? {
        tickets.first { "\($0.folder.name)/\(Layout.ticketFileName)" == path }
      }
      guard let old = ticket(doubt.old), let new = ticket(doubt.new), old.idText != new.idText else { return nil }
      let (gone, changed) = doubt.side == .ours ? ("ours", "theirs") : ("theirs", "ours")
      return MergeHazard(
        .renameMixUp, [old.idText, new.idText],
        "\(gone) deletes it and makes one like it: git may write what \(changed) changed into the new one.")
    }
  }
}

extension MergeReview.Ticket {
  fileprivate func verdict(assuming assumption: TreeMerge.Assumption) -> MergeReview.Verdict {
    assumption == .drivers ? drivers : host
  }
}

extension TreeMerge.Folder {
  /// How git merges each file here: one row for the whole where no single one is in question.
  fileprivate var forecasts: [MergeReview.File] {
    let top = "\(Layout.folderName)/"
    if isInDoubt { return [.init(path: top + name, verdict: .renames)] }
    if files.isEmpty { return [.init(path: top + name, verdict: .clean)] }
    return files.map { .init(path: top + $0.path, verdict: $0.isCleanOnHost ? .clean : .conflict) }
  }
}

extension MergeReview.Ticket {
  /// Writes the ticket, how it merges under the assumption, with the drivers and without, and what is in conflict.
  package func write(to json: inout JSONWriter, assuming assumption: TreeMerge.Assumption) {
    json.object { json in
      json.member("id", id)
      json.member("path", path)
      json.member("title", title)
      json.member("verdict", verdict(assuming: assumption).rawValue)
      json.member("host", host.rawValue)
      json.member("conflicts", conflicts)
      json.member("drivers", drivers.rawValue)
    }
  }
}

extension MergeReview.File: JSONWritable {
  /// Writes the file and how git merges it, whoever is asked.
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("path", path)
      json.member("verdict", verdict.rawValue)
      json.member("host", verdict.rawValue)
    }
  }
}
