/// A field of the front matter as the format knows it.
package struct TicketField: Equatable, Sendable {
  /// What the field may hold.
  package enum Shape: Sendable {
    case id, text, word, time, number, texts, ids
  }

  /// Its name, with a dot where it stands within another: `assignment.owner`.
  package let path: String
  package let shape: Shape
  /// Whether every ticket has it.
  package let isRequired: Bool
  /// Whether a new list of it has a line for each entry.
  package let standsOnLines: Bool

  private init(_ path: String, _ shape: Shape, isRequired: Bool = false, standsOnLines: Bool = false) {
    (self.path, self.shape) = (path, shape)
    (self.isRequired, self.standsOnLines) = (isRequired, standsOnLines)
  }

  /// The fields in the order in which a new ticket has them.
  package static let all: [TicketField] = [
    TicketField("id", .id, isRequired: true), TicketField("title", .text, isRequired: true),
    TicketField("status", .word, isRequired: true), TicketField("created_at", .time, isRequired: true),
    TicketField("priority", .word), TicketField("labels", .texts), TicketField("assignment.mode", .word),
    TicketField("assignment.owner", .text), TicketField("dependencies", .ids), TicketField("blocks", .ids),
    TicketField("related", .ids), TicketField("estimates.human_hours", .number),
    TicketField("agent_limits.iteration_timebox_minutes", .number), TicketField("agent_limits.max_iterations", .number),
    TicketField("agent_limits.max_tool_calls", .number), TicketField("agent_limits.checkpoint_every_minutes", .number),
    TicketField("verification.commands", .texts, standsOnLines: true), TicketField("scope.allow", .texts),
    TicketField("scope.deny", .texts),
  ]

  /// The field of that name.
  package static func named(_ path: String) -> TicketField? { all.first { $0.path == path } }

  /// The keys, without what they stand in, of lists that have a line for each entry.
  static let onLines = Set(
    all.filter(\.standsOnLines).compactMap { $0.path.split(separator: ".").last.map(String.init) })

  /// Where a key has its place among its neighbours; one that nobody knows comes last.
  static func rank(of keys: [String]) -> Int {
    let path = keys.joined(separator: ".")
    return all.firstIndex { $0.path == path || $0.path.hasPrefix(path + ".") } ?? all.count
  }
}
