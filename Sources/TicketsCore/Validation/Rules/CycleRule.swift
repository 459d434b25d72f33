/// No ticket waits for itself by way of others, over `dependencies` and `blocks`.
enum CycleRule {
  static func issues(_ tickets: [TicketFacts]) -> [Issue] {
    var indices: [TicketID: Int] = [:]
    for (index, ticket) in tickets.enumerated() {
      if let id = ticket.id, indices[id] == nil { indices[id] = index }
    }
    // An edge points from what comes first to what waits.
    var waiting: [[Int]] = Array(repeating: [], count: tickets.count)
    for (index, ticket) in tickets.enumerated() {
      for relation in ticket.relations where relation.field != "related" {
        guard let target = indices[relation.target], target != index else { continue }
        if relation.field == "blocks" { waiting[index].append(target) } else { waiting[target].append(index) }
      }
    }
    return Components.cyclic(waiting).compactMap { issue(about: $0, tickets, indices) }
  }

  private static func issue(about cycle: [Int], _ tickets: [TicketFacts], _ indices: [TicketID: Int]) -> Issue? {
    let members = Set(cycle)
    // The first ticket that says something of it can change that.
    for index in cycle where tickets[index].isTarget {
      let relation = tickets[index].relations.first {
        $0.field != "related" && indices[$0.target].map(members.contains) == true
      }
      guard let relation else { continue }
      let ids = cycle.compactMap { tickets[$0].id?.text }
      let shown = ids.prefix(8).joined(separator: ", ") + (ids.count > 8 ? " and \(ids.count - 8) more" : "")
      return tickets[index].issue(
        .relationCycle, "Tickets should not wait for each other in a circle, but these do: \(shown).",
        at: relation.place, .field(relation.field), JSON.Member("ids", .array(ids.map(JSON.string))))
    }
    return nil
  }
}
