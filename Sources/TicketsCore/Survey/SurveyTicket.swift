/// One ticket with its states everywhere: none of them hides another.
package struct SurveyTicket: Sendable {
  /// How a ticket stands in one place.
  package struct State: Sendable {
    /// The place, by its number.
    package let place: Int
    /// The ticket there; none where it was deleted.
    package let record: TicketRecord?
    /// What tells equal states.
    package let content: Fingerprint?
    /// Whether the place only lacks what the base branch did since.
    package let isBehind: Bool
    /// Whether the place did something to the ticket that the base branch does not have.
    package let isMoved: Bool
    /// Whether the base branch did something to it as well.
    let isMovedOnBase: Bool

    package var status: Status? { record?.ticket.status }
  }

  package enum Flag: String, Sendable {
    /// Moved in a place and on the base branch, since they parted.
    case diverged
    /// Taken up in several places by different owners or runs.
    case doubleClaim = "double_claim"
    /// Done in one place and open in another.
    case doneElsewhere = "done_elsewhere"
  }

  /// The id, or the name of the folder where there is none.
  package let name: String
  package let title: String?
  /// In the order of the places.
  package let states: [State]
  package let flags: [Flag]
  /// When something last happened to it anywhere.
  package let lastUpdated: Instant?

  init(name: String, title: String?, states: [State]) {
    self.name = name
    self.states = states
    self.title = title ?? states.lazy.compactMap { $0.record?.ticket.title }.first
    lastUpdated = states.compactMap { $0.record?.lastUpdated }.max()
    flags = Self.flags(of: states)
  }

  /// The states of the places that have something to say.
  package var opinions: [State] { states.filter { !$0.isBehind } }

  private static func flags(of states: [State]) -> [Flag] {
    let opinions = states.filter { !$0.isBehind }
    var flags: [Flag] = []
    if states.contains(where: { $0.isMoved && $0.isMovedOnBase }) { flags.append(.diverged) }
    if Claim.areRivals(opinions.compactMap { Claim($0) }) { flags.append(.doubleClaim) }
    let statuses = opinions.compactMap(\.status)
    if statuses.contains(.done), statuses.contains(where: \.isOpen) { flags.append(.doneElsewhere) }
    return flags
  }
}

/// A place's word that someone works on a ticket.
private struct Claim {
  let content: Fingerprint?
  let owner: String?
  let runs: Set<String>
  let isMoved: Bool
  let isMovedOnBase: Bool

  init?(_ state: SurveyTicket.State) {
    guard let record = state.record, record.ticket.status == .doing else { return nil }
    content = state.content
    owner = record.ticket.owner
    runs = Set(record.logs.map(\.fileName))
    (isMoved, isMovedOnBase) = (state.isMoved, state.isMovedOnBase)
  }

  static func areRivals(_ claims: [Claim]) -> Bool {
    var seen: Set<Fingerprint?> = []
    let distinct = claims.filter { seen.insert($0.content).inserted }
    return distinct.indices.contains { index in distinct[..<index].contains { distinct[index].isRival(of: $0) } }
  }

  private func isRival(of other: Claim) -> Bool {
    if let owner, let otherOwner = other.owner, owner != otherOwner { return true }
    // One that goes on where the other was is the same claim; two that began apart are not.
    let beganApart = isMoved && (other.isMoved || isMovedOnBase) || other.isMoved && other.isMovedOnBase
    let isContinued = runs.isSubset(of: other.runs) || runs.isSuperset(of: other.runs)
    return beganApart && (owner != other.owner || !isContinued)
  }
}
