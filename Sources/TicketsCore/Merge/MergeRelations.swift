/// What only the merge of two sides does to ids and references: neither side has it alone.
struct MergeRelations {
  private(set) var hazards: [MergeHazard] = []
  private let tickets: [MergedTicket]

  init(_ tickets: [MergedTicket], _ tree: MergedTree) throws(TreeFailure) {
    self.tickets = tickets
    findDuplicates()
    findDangling()
    try findCycles(in: tree)
  }

  private mutating func findDuplicates() {
    var owners: [TicketID: [MergedTicket]] = [:]
    for ticket in tickets {
      if let id = ticket.merged?.ticket.id { owners[id, default: []].append(ticket) }
    }
    for (id, owners) in owners.sorted(by: { $0.key < $1.key }) where owners.count > 1 {
      let isThere = [\MergedTicket.ours, \.theirs].contains { side in
        owners.count { $0[keyPath: side]?.ticket.id == id } > 1
      }
      if isThere { continue }
      let folders = owners.map(\.folder.name).joined(separator: " and ")
      hazards.append(MergeHazard(.duplicateID, [id.text], "Two tickets have this id after the merge: \(folders)."))
    }
  }

  /// A reference dangles only after the merge when one side makes it and the other takes its target away.
  private mutating func findDangling() {
    func gone(_ side: KeyPath<MergedTicket, TicketRecord?>) -> Set<TicketID> {
      let there = Set(tickets.compactMap { $0[keyPath: side]?.ticket.id })
      return Set(tickets.compactMap { $0.base?.ticket.id }).subtracting(there)
    }
    let (goneHere, goneThere) = (gone(\.ours), gone(\.theirs))
    let there = Set(tickets.compactMap { $0.merged?.ticket.id })
    for ticket in tickets {
      guard let merged = ticket.merged else { continue }
      let wanted = Set(merged.ticket.references)
      let missing = wanted.intersection(goneHere.union(goneThere)).subtracting(there).filter { id in
        let (mine, other) = (ticket.ours?.ticket.references ?? [], ticket.theirs?.ticket.references ?? [])
        return !(mine.contains(id) && goneHere.contains(id)) && !(other.contains(id) && goneThere.contains(id))
      }
      for id in missing.sorted() {
        hazards.append(
          MergeHazard(
            .danglingReference, [ticket.idText, id.text], "One side refers to \(id.short), which the other deletes."))
      }
    }
  }

  private mutating func findCycles(in tree: MergedTree) throws(TreeFailure) {
    // Each side alone has no new cycle unless both of them add an order between tickets.
    func adds(_ side: KeyPath<MergedTicket, TicketRecord?>) -> Bool {
      tickets.contains { ticket in
        guard let new = ticket[keyPath: side]?.ticket else { return false }
        let old = ticket.base?.ticket
        return !Set(new.dependencies).isSubset(of: old?.dependencies ?? [])
          || !Set(new.blocks).isSubset(of: old?.blocks ?? [])
      }
    }
    guard adds(\.ours), adds(\.theirs) else { return }
    let changed = Set(tickets.map(\.folder.name))
    let others = try Snapshot(of: tree, only: { !changed.contains($0.name) }).records
    func cycles(_ side: KeyPath<MergedTicket, TicketRecord?>) -> [Set<TicketID>] {
      Self.cycles(others + tickets.compactMap { $0[keyPath: side] })
    }
    let known = cycles(\.ours) + cycles(\.theirs)
    for cycle in cycles(\.merged) where !known.contains(cycle) {
      let ids = cycle.sorted()
      let shown = ids.map(\.short).joined(separator: ", ")
      hazards.append(
        MergeHazard(.dependencyCycle, ids.map(\.text), "After the merge these wait for each other: \(shown)."))
    }
  }

  private static func cycles(_ records: [TicketRecord]) -> [Set<TicketID>] {
    let graph = Graph(records, withRelated: false)
    return Components.cyclic(graph.successors).map { Set($0.compactMap { graph.nodes[$0].id }) }
  }
}
