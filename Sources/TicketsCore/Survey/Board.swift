/// Tickets in columns by their status, with what a glance should tell of each.
package struct Board: Sendable {
  /// One ticket.
  package struct Card: Sendable {
    package let record: TicketRecord
    package let met: Int
    package let criteria: Int
    package let isReady: Bool
    package let obstacles: [Readiness.Obstacle]
    /// How it stands in other places that say something else.
    package let elsewhere: [Elsewhere]
    package let flags: [SurveyTicket.Flag]
    /// Who has it at the moment.
    package let claim: Claim?
  }

  /// Another state, with all the places that have it.
  package struct Elsewhere: Equatable, Sendable {
    /// `doing`, `deleted` or `broken`.
    package let state: String
    package let places: [String]
  }

  /// The tickets of one status.
  package struct Column: Sendable {
    /// Nothing for those whose status cannot be read.
    package let status: Status?
    package let cards: [Card]
  }

  /// One for each status, and a last one where a status cannot be read.
  package let columns: [Column]

  package init(
    _ records: [TicketRecord], _ readiness: Readiness, survey: Survey? = nil, claims: [Claim] = []
  ) {
    let moved = Dictionary(survey?.tickets.map { ($0.name, $0) } ?? []) { first, _ in first }
    let claimed = Dictionary(claims.map { ($0.ticket, $0) }) { first, _ in first }
    let places = survey?.places.map(\.name) ?? []
    let cards = records.map { record in
      let criteria = record.document?.body.criteria ?? []
      let other = moved[record.idText]
      return Card(
        record: record, met: criteria.count(where: \.checked), criteria: criteria.count,
        isReady: readiness.isReady(record), obstacles: readiness.obstacles(of: record),
        elsewhere: other.map { Self.elsewhere($0, than: record, places) } ?? [], flags: other?.flags ?? [],
        claim: record.ticket.id.flatMap { claimed[$0] })
    }
    let byStatus = Dictionary(grouping: cards) { $0.record.ticket.status }
    let statuses: [Status?] = Status.allCases.map(\.self) + (byStatus[nil] == nil ? [] : [nil])
    columns = statuses.map { status in
      Column(status: status, cards: (byStatus[status] ?? []).sorted { Self.precedes($0.record, $1.record) })
    }
  }

  private static func elsewhere(
    _ ticket: SurveyTicket, than record: TicketRecord, _ places: [String]
  ) -> [Elsewhere] {
    let here = record.ticket.status?.rawValue ?? SurveyTicket.broken
    var states: [String] = []
    var found: [String: [String]] = [:]
    for state in ticket.opinions where ticket.word(state) != here {
      let word = ticket.word(state)
      if found[word] == nil { states.append(word) }
      found[word, default: []].append(places[state.place])
    }
    return states.map { Elsewhere(state: $0, places: found[$0] ?? []) }
  }

  /// Open ones by urgency, closed ones the newest first.
  private static func precedes(_ left: TicketRecord, _ right: TicketRecord) -> Bool {
    if left.ticket.status?.isOpen ?? true {
      let ranks = (left.ticket.priority?.rank ?? -1, right.ticket.priority?.rank ?? -1)
      if ranks.0 != ranks.1 { return ranks.0 > ranks.1 }
    } else {
      let times = (left.lastUpdated?.milliseconds ?? .min, right.lastUpdated?.milliseconds ?? .min)
      if times.0 != times.1 { return times.0 > times.1 }
    }
    return left.folder.precedesInBytes(right.folder)
  }
}

extension SurveyTicket {
  static let broken = "broken"

  /// How the ticket stands in a place, in one word.
  package func word(_ state: State) -> String {
    state.version == nil ? "deleted" : record(state)?.ticket.status?.rawValue ?? Self.broken
  }
}
