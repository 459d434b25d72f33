/// What a ticket refers to is there.
enum DanglingReferenceRule {
  /// Tickets that cannot be read are there all the same, under the names of their folders.
  static func issues(_ tickets: [TicketFacts], unreadable folders: [String]) -> [Issue] {
    let known = Set(tickets.compactMap(\.id)).union(folders.compactMap { TicketID($0) })
    var issues: [Issue] = []
    for ticket in tickets where ticket.isTarget {
      for relation in ticket.relations where !known.contains(relation.target) {
        issues.append(
          ticket.issue(
            .relationDangling, "The field '\(relation.field)' names \(relation.target), but there is no such ticket.",
            at: relation.place, .field(relation.field), .value(relation.target.text)))
      }
    }
    return issues
  }
}
