/// How far something is, counted in the tickets of it that have no part themselves.
package struct Progress: Equatable, Sendable {
  package let done: Int
  /// All of them but the canceled ones.
  package let total: Int
  /// From 0 to 1, by hours where all have an estimate; nothing where there is nothing to do.
  package let share: Double?
  /// The status that follows from theirs; nothing where there are none.
  package let derived: Status?

  package init(_ leaves: [TicketRecord]) {
    let wanted = leaves.filter { $0.ticket.status != .canceled }
    let finished = wanted.filter { $0.ticket.status == .done }
    (done, total) = (finished.count, wanted.count)
    let hours = wanted.compactMap(\.hours)
    let all = hours.reduce(0, +)
    if hours.count == wanted.count, all > 0 {
      share = finished.compactMap(\.hours).reduce(0, +) / all
    } else {
      share = wanted.isEmpty ? nil : Double(finished.count) / Double(wanted.count)
    }
    derived = Self.derived(leaves.map(\.ticket.status))
  }

  private static func derived(_ statuses: [Status?]) -> Status? {
    let wanted = statuses.filter { $0 != .canceled }
    if wanted.isEmpty { return statuses.isEmpty ? nil : .canceled }
    if wanted.allSatisfy({ $0 == .done }) { return .done }
    return [.doing, .blocked].first { wanted.contains($0) } ?? .todo
  }
}
