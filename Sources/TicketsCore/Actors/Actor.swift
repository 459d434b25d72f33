/// Who acts, as run logs and claims name it.
package struct Actor: Equatable, Sendable {
  package let type: LogEntry.ActorType
  package let id: String
  /// Whether the host of an agent left its mark: what is written then counts as a machine's.
  package let isMarked: Bool

  package init(type: LogEntry.ActorType, id: String, isMarked: Bool = false) {
    (self.type, self.id, self.isMarked) = (type, id, isMarked)
  }
}

/// Why it is not known who acts.
package enum ActorFailure: Error, Equatable {
  /// Nothing says who it is.
  case nobody
  /// A variable or a setting has a type that there is not.
  case unknownType(String, source: String)
}
