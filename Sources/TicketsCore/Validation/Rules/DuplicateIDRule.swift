/// Each id belongs to one ticket.
enum DuplicateIDRule {
  static func issues(_ tickets: [TicketFacts]) -> [Issue] {
    var owners: [TicketID: [Int]] = [:]
    for (index, ticket) in tickets.enumerated() {
      if let id = ticket.id { owners[id, default: []].append(index) }
    }
    var issues: [Issue] = []
    for (id, indices) in owners where indices.count > 1 {
      // The first keeps its id; if only it was asked about, it has the issue all the same.
      let owner = indices.first { !tickets[$0].isTarget } ?? indices[0]
      for index in indices where index != owner && tickets[index].isTarget {
        let other = tickets[owner].path
        issues.append(
          tickets[index].issue(
            .idDuplicate, "The id \(id) must belong to one ticket, but '\(other)' has it too.",
            at: tickets[index].idPlace, .field("id"), .value(id.text), JSON.Member("other", .string(other))))
      }
    }
    return issues
  }
}
