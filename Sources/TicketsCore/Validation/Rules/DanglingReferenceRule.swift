/// What a ticket refers to is there.
enum DanglingReferenceRule {
  static func issues(_ tickets: [TicketFacts]) -> [Issue] {
    let known = Set(tickets.compactMap(\.id))
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
