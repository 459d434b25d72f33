/// One ticket with its states everywhere: none of them hides another.
package struct SurveyTicket: Sendable {
  /// How a ticket stands in one place; there may be many, so that they share what they hold.
  package struct State: Sendable {
    /// The place, by its number.
    package let place: Int
    /// What the ticket is there, by its number; none where it was deleted.
    package let version: Int?
    /// Whether the place only lacks what the base branch did since.
    package let isBehind: Bool
    /// Whether the place did something to the ticket that the base branch does not have.
    package let isMoved: Bool
    /// Whether the base branch did something to it as well.
    let isMovedOnBase: Bool
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
  /// What the ticket is somewhere, each once.
  package let versions: [TicketRecord?]
  /// In the order of the places.
  package let states: [State]
  package private(set) var flags: [Flag]
  /// When something last happened to it anywhere.
  package let lastUpdated: Instant?

  init(name: String, title: String?, versions: [TicketRecord?], states: [State]) {
    self.name = name
    self.versions = versions
    self.states = states
    let records = versions.compactMap(\.self)
    self.title = title ?? records.lazy.compactMap(\.ticket.title).first
    lastUpdated = Set(states.compactMap(\.version)).compactMap { versions[$0]?.lastUpdated }.max()
    flags = Self.flags(of: states, versions)
  }

  /// The states of the places that have something to say.
  package var opinions: [State] { states.filter { !$0.isBehind } }

  /// The places that moved it as the base branch did.
  package var divergedPlaces: [Int] { states.filter { $0.isMoved && $0.isMovedOnBase }.map(\.place) }

  /// The same ticket, where one of the two only follows the other in all these places.
  package var withoutDivergence: SurveyTicket {
    var ticket = self
    ticket.flags.removeAll { $0 == .diverged }
    return ticket
  }

  /// The ticket as it is in some place; none where it was deleted or could not be read.
  package func record(_ state: State) -> TicketRecord? { state.version.flatMap { versions[$0] } }

  private static func flags(of states: [State], _ versions: [TicketRecord?]) -> [Flag] {
    let opinions = states.filter { !$0.isBehind }
    var flags: [Flag] = []
    if states.contains(where: { $0.isMoved && $0.isMovedOnBase }) { flags.append(.diverged) }
    var seen: Set<Int> = []
    let distinct = opinions.filter { $0.version.map { seen.insert($0).inserted } ?? false }
    let claims = distinct.compactMap { state in
      state.version.flatMap { versions[$0] }.flatMap { TakeUp($0, state) }
    }
    if TakeUp.areRivals(claims) { flags.append(.doubleClaim) }
    let statuses = seen.compactMap { versions[$0]?.ticket.status }
    if statuses.contains(.done), statuses.contains(where: \.isOpen) { flags.append(.doneElsewhere) }
    return flags
  }
}

/// A place's word that someone works on a ticket.
private struct TakeUp {
  let owner: String?
  let runs: Set<String>
  let entry: LogEntry?
  let isMoved: Bool
  let isMovedOnBase: Bool

  init?(_ record: TicketRecord, _ state: SurveyTicket.State) {
    guard record.ticket.status == .doing else { return nil }
    owner = record.ticket.owner
    runs = Set(record.logs.map { RunLogName($0.fileName)?.runID ?? $0.fileName })
    entry = record.takeUp
    (isMoved, isMovedOnBase) = (state.isMoved, state.isMovedOnBase)
  }

  static func areRivals(_ claims: [TakeUp]) -> Bool {
    claims.indices.contains { index in claims[..<index].contains { claims[index].isRival(of: $0) } }
  }

  private func isRival(of other: TakeUp) -> Bool {
    if let owner, let otherOwner = other.owner, owner != otherOwner { return true }
    // One person in two places is one pair of hands.
    if owner == other.owner, let entry, let theirs = other.entry, entry.isSamePerson(as: theirs) { return false }
    // One that goes on where the other was is the same claim; two that began apart are not.
    let beganApart = isMoved && (other.isMoved || isMovedOnBase) || other.isMoved && other.isMovedOnBase
    let isContinued = runs.isSubset(of: other.runs) || runs.isSuperset(of: other.runs)
    return beganApart && (owner != other.owner || !isContinued)
  }
}
