/// What a person should know of a merge before it happens.
package struct MergeReview: Sendable {
  /// How a ticket, or all of them, would be merged.
  package enum Verdict: String, Comparable, Sendable {
    case clean, driver, conflict

    package static func < (left: Verdict, right: Verdict) -> Bool { left.rank < right.rank }
    private var rank: Int { self == .clean ? 0 : self == .driver ? 1 : 2 }
  }

  /// A ticket that both sides changed, or another file of `.tickets`.
  package struct Ticket: Sendable {
    package let id: String?
    package let path: String
    package let title: String?
    /// How it is merged with the drivers.
    package let verdict: Verdict
    /// How git alone merges it: clean or in conflict.
    package let host: Verdict
    package let conflicts: [MergeConflict]
  }

  package let merge: TreeMerge
  /// What both sides changed, in byte order of the folders.
  package let tickets: [Ticket]
  package let hazards: [MergeHazard]

  package init(of merge: TreeMerge, isFastForward: Bool = false) throws(TreeFailure) {
    self.merge = merge
    let readers = try SideReaders(merge.tree.sides)
    let reader = try merge.tree.reader()
    let changes = merge.folders.map { MergedTicket($0, readers, reader) }
    tickets = changes.filter { $0.folder.changedByOurs && $0.folder.changedByTheirs }.map(\.forecast)
    var hazards = isFastForward ? [] : changes.flatMap(\.hazards)
    if !isFastForward { hazards += try MergeRelations(changes, merge.tree).hazards }
    hazards += LostLines.hazards(in: changes, readers, reader)
    self.hazards = hazards
  }

  /// The worst that happens to any ticket under the assumption.
  package func result(assuming assumption: TreeMerge.Assumption) -> Verdict {
    tickets.map { assumption == .drivers ? $0.verdict : $0.host }.max() ?? .clean
  }
}

extension MergeReview.Ticket: JSONWritable {
  /// Writes the ticket, how it merges, and what is in conflict.
  package func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("id", id)
      json.member("path", path)
      json.member("title", title)
      json.member("verdict", verdict.rawValue)
      json.member("host", host.rawValue)
      json.member("conflicts", conflicts)
    }
  }
}
