/// Where the work on a ticket stands.
package enum Status: String, CaseIterable, Sendable {
  case todo, doing, blocked, done, canceled

  /// Whether work is still to be done.
  package var isOpen: Bool { self != .done && self != .canceled }

  /// Where the workflow goes from here; anything else is unusual.
  package var usualNext: [Status] {
    switch self {
    case .todo: [.doing, .canceled]
    case .doing: [.blocked, .done, .canceled]
    case .blocked: [.doing, .canceled]
    case .done, .canceled: []
    }
  }

  /// Whether going there opens what was closed, be it only to begin later: for people, and always logged.
  package func isReopening(to next: Status) -> Bool { !isOpen && next.isOpen }
}

/// How much a ticket matters.
package enum Priority: String, CaseIterable, Sendable {
  case low, medium, high, critical

  /// Greater is more urgent.
  package var rank: Int { Priority.allCases.firstIndex(of: self) ?? 0 }
}

/// Who may work on a ticket.
package enum AssignmentMode: String, CaseIterable, Sendable {
  case humanOnly = "human_only"
  case agentOnly = "agent_only"
  case mixed
}
