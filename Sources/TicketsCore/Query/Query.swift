/// Which tickets are wanted: every filter must agree, and within one filter any of its values.
///
/// What cannot be read of a broken ticket excludes it from nothing, because hiding it would lose it.
package struct Query: Equatable, Sendable {
  package var statuses: [Status] = []
  package var priorities: [Priority] = []
  package var modes: [AssignmentMode] = []
  package var owners: [String] = []
  package var labels: [String] = []
  /// Who asks for work.
  package var actor: LogEntry.ActorType?
  /// Text that the title or the description must hold, whatever its letter case.
  package var texts: [String] = []

  package init() {}

  /// Whether everything is wanted.
  package var isEmpty: Bool { self == Query() }

  /// Whether the body must be read to decide.
  package var needsBody: Bool { !texts.isEmpty }

  /// Whether a ticket is wanted.
  package func matches(_ record: TicketRecord) -> Bool {
    if record.failure != nil { return true }
    let ticket = record.ticket
    // A ticket that does not say who may work on it is for everyone.
    let mode = ticket.mode ?? .mixed
    return (statuses.isEmpty || ticket.status.map { statuses.contains($0) } ?? true)
      && allows(priorities, ticket.priority) && allows(modes, mode) && allows(owners, ticket.owner)
      && (labels.isEmpty || labels.contains { ticket.labels.contains($0) })
      && (actor.map { mode.allows($0) } ?? true)
      && (texts.isEmpty || holdsText(record))
  }

  private func allows<Value: Equatable>(_ wanted: [Value], _ value: Value?) -> Bool {
    wanted.isEmpty || value.map { wanted.contains($0) } ?? false
  }

  private func holdsText(_ record: TicketRecord) -> Bool {
    let title = (record.ticket.title ?? "").lowercased()
    let description = record.document?.body.description.lowercased() ?? ""
    return texts.contains { text in
      let text = text.lowercased()
      return title.contains(text) || description.contains(text)
    }
  }
}

extension AssignmentMode {
  /// Whether someone of that kind may work on the ticket.
  package func allows(_ actor: LogEntry.ActorType) -> Bool {
    switch actor {
    case .human: self != .agentOnly
    case .agent: self != .humanOnly
    }
  }
}

/// What a list can be ordered by.
package enum SortKey: String, CaseIterable, Sendable {
  case created, updated, priority, status, title, id

  /// Whether it asks for the run logs.
  package var needsLogs: Bool { self == .updated }

  /// Sorts: the newest, the most urgent and the nearest to work first; equal ones by id.
  package func sorted(_ records: [TicketRecord]) -> [TicketRecord] {
    switch self {
    case .id: records
    case .created: ordered(records, by: \.ticket.createdAt, >)
    case .updated: ordered(records, by: \.lastUpdated, >)
    case .priority: ordered(records, by: \.ticket.priority?.rank, >)
    case .status: ordered(records, by: \.ticket.status?.rank, <)
    case .title: ordered(records, by: { $0.ticket.title?.lowercased() }, <)
    }
  }

  /// Orders by a value; records without one come last.
  private func ordered<Value: Comparable>(
    _ records: [TicketRecord], by value: (TicketRecord) -> Value?, _ precedes: (Value, Value) -> Bool
  ) -> [TicketRecord] {
    records.map { ($0, value($0)) }.enumerated().sorted { left, right in
      switch (left.element.1, right.element.1) {
      case (let a?, let b?): a == b ? left.offset < right.offset : precedes(a, b)
      case (.some, nil): true
      case (nil, .some): false
      case (nil, nil): left.offset < right.offset
      }
    }.map(\.element.0)
  }
}

extension Status {
  /// What is being worked on first, what is over last.
  package var rank: Int {
    switch self {
    case .doing: 0
    case .blocked: 1
    case .todo: 2
    case .done: 3
    case .canceled: 4
    }
  }
}
