/// The number of a plan is its own, and that of a milestone its own within the plan.
enum HandleRule {
  /// What numbers are counted in: the plans of a day, or the milestones of a plan.
  private struct Series: Hashable {
    let series: Handle.Series
    let plan: TicketID?
  }

  static func issues(_ tickets: [TicketFacts]) -> [Issue] {
    let plans = Set(tickets.lazy.filter(\.isPlan).compactMap(\.id))
    var members: [Series: [Int]] = [:]
    for (index, ticket) in tickets.enumerated() {
      guard let handle = ticket.handle, ticket.id != nil else { continue }
      if handle.isOfPlan {
        members[Series(series: handle.series, plan: nil), default: []].append(index)
      } else {
        for plan in ticket.relations.map(\.target).withoutRepeats where plans.contains(plan) {
          members[Series(series: .milestones, plan: plan), default: []].append(index)
        }
      }
    }
    return members.values.flatMap { issues(among: $0, tickets) }
  }

  /// The oldest ticket keeps its number, by its id; the others are to get the next ones, in an order that every clone
  /// with the same tickets finds.
  private static func issues(among indices: [Int], _ tickets: [TicketFacts]) -> [Issue] {
    let taken = indices.compactMap { index in tickets[index].handle.map { (index: index, handle: $0) } }.sorted {
      ($0.handle.number, tickets[$0.index].id?.text ?? "") < ($1.handle.number, tickets[$1.index].id?.text ?? "")
    }
    guard let series = taken.first?.handle.series else { return [] }
    var next = series.next(after: taken.map(\.handle))
    var issues: [Issue] = []
    var owner: Int?
    for (place, (index, handle)) in taken.enumerated() {
      guard place > 0, taken[place - 1].handle == handle, let keeper = owner else {
        owner = index
        continue
      }
      let other = tickets[keeper].path
      // With one id in two folders the id is what is wrong.
      guard tickets[keeper].id != tickets[index].id else { continue }
      if tickets[index].isTarget {
        issues.append(
          tickets[index].issue(
            .handleDuplicate, "The number \(handle.text) should belong to one ticket, but '\(other)' has it too.",
            at: tickets[index].handlePlace, .field("labels"), .value(handle.text),
            JSON.Member("other", .string(other)), JSON.Member("next", .string(next.text))))
      }
      next = Handle(series, next.number + 1)
    }
    return issues
  }
}
