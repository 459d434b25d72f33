/// What is different between two trees, ticket by ticket, in the order of their folder names.
///
/// Folders with equal fingerprints are never opened; the cost grows with what is different.
package struct TreeDiff: Sendable {
  package let tickets: [TicketDiff]

  /// Compares two trees, or only some of their folders.
  package init(
    from old: any TicketTree, to new: any TicketTree, only isWanted: (TreeEntry) -> Bool = { _ in true }
  ) throws(TreeDiffFailure) {
    if let fingerprint = old.fingerprint, fingerprint == new.fingerprint {
      tickets = []
    } else {
      tickets = try Self.tickets(old, new, isWanted)
    }
  }

  private static func tickets(
    _ old: any TicketTree, _ new: any TicketTree, _ isWanted: (TreeEntry) -> Bool
  ) throws(TreeDiffFailure) -> [TicketDiff] {
    let (before, after) = try entries(old, new)
    let isTicket = { (entry: TreeEntry) in entry.isTicketFolder && isWanted(entry) }
    let pairs = EntryPair.differing(before.filter(isTicket), after.filter(isTicket))
    let found = try compare(pairs, old, new)
    if found.contains(where: { $0?.mayBeAstray == true }), !(old is RejoinedTree), !(new is RejoinedTree) {
      let joined = (
        old: try reading(old) { () throws(TreeFailure) in try RejoinedTree.of(old) },
        new: try reading(new) { () throws(TreeFailure) in try RejoinedTree.of(new) }
      )
      if joined.old is RejoinedTree || joined.new is RejoinedTree {
        return try tickets(joined.old, joined.new, isWanted)
      }
    }
    // A ticket that has another folder now looks like one that went and one that came.
    let loose = pairs.indices.filter { LooseFolders.isLoose(pairs[$0], found[$0]) }
    guard loose.contains(where: { pairs[$0].old != nil }), loose.contains(where: { pairs[$0].new != nil }) else {
      return found.compactMap(\.self)
    }
    let rejoined = LooseFolders.rejoined(loose.map { (pairs[$0], found[$0]) })
    let settled = Set(pairs.indices).subtracting(loose).sorted().compactMap { found[$0] }
    return (settled + (try compare(rejoined, old, new)).compactMap(\.self))
      .sorted { ($0.record?.folder ?? "").precedesInBytes($1.record?.folder ?? "") }
  }

  init(tickets: [TicketDiff]) {
    self.tickets = tickets
  }

  /// The names of whatever a tree holds that is not known to be the same in another.
  package static func names(
    in new: any TicketTree, unlike old: any TicketTree
  ) throws(TreeDiffFailure) -> Set<String> {
    let (before, after) = try entries(old, new)
    return Set(EntryPair.differing(before, after).compactMap(\.new?.name))
  }

  package var created: Int { tickets.count { $0.change == .created } }
  package var deleted: Int { tickets.count { $0.change == .deleted } }
  package var modified: Int { tickets.count { $0.change == .modified } }
  package var logEntriesAdded: Int { tickets.reduce(0) { $0 + $1.logEntriesAdded } }
  /// Log lines that were removed or rewritten, those of deleted files and tickets too.
  package var logLinesLost: Int { tickets.reduce(0) { $0 + $1.logLinesLost } }

  /// What lies in both trees, without what is known to be the same.
  private static func entries(
    _ old: any TicketTree, _ new: any TicketTree
  ) throws(TreeDiffFailure) -> (old: [TreeEntry], new: [TreeEntry]) {
    if let unlike = try reading(old, { () throws(TreeFailure) in try old.entries(unlike: new) }) {
      return (unlike.own, unlike.other)
    }
    return (
      try reading(old) { () throws(TreeFailure) in try old.reader().entries() },
      try reading(new) { () throws(TreeFailure) in try new.reader().entries() }
    )
  }

  private static func compare(
    _ pairs: [EntryPair], _ old: any TicketTree, _ new: any TicketTree
  ) throws(TreeDiffFailure) -> [TicketDiff?] {
    try Threads.map(count: pairs.count) { () throws(TreeDiffFailure) in
      Readers(
        old: try reading(old) { () throws(TreeFailure) in try old.reader() },
        new: try reading(new) { () throws(TreeFailure) in try new.reader() })
    } _: { (readers, index) throws(TreeDiffFailure) in
      TicketComparison.diff(pairs[index], readers.old, readers.new)
    }
  }

  private struct Readers {
    let old: any TreeReader
    let new: any TreeReader
  }

  private static func reading<Value>(
    _ tree: any TicketTree, _ work: () throws(TreeFailure) -> Value
  ) throws(TreeDiffFailure) -> Value {
    do throws(TreeFailure) { return try work() } catch { throw TreeDiffFailure(tree: tree.label, failure: error) }
  }
}

extension TicketDiff {
  /// Whether there are logs without a ticket under the name of an id: the ticket may be somewhere else.
  fileprivate var mayBeAstray: Bool {
    [old, new].contains { record in
      guard let record, case .tree(let failure) = record.failure, failure.reason == .missing else { return false }
      return TicketID(record.folder) != nil
    }
  }
}

/// Why one of the trees could not be compared with the other.
package struct TreeDiffFailure: Error, Equatable, Sendable {
  package let tree: String
  package let failure: TreeFailure
}

extension TreeDiff {
  /// The tickets that both sides have and that say something else now, whatever became of their logs.
  package var changedInSubstance: [TicketDiff] {
    tickets.filter { ticket in
      ticket.change == .modified
        && !(ticket.fields.isEmpty && ticket.criteria.isEmpty && ticket.sections.isEmpty)
    }
  }
}
