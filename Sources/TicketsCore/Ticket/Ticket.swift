/// What a ticket's front matter says, read leniently: what is missing or wrong is nil or empty, never guessed.
///
/// Whether it is right is the business of the validation rules.
package struct Ticket: Equatable, Sendable {
  package var id: TicketID?
  package var title: String?
  package var status: Status?
  package var createdAt: Instant?
  package var priority: Priority?
  package var mode: AssignmentMode?
  package var owner: String?
  package var labels: [String] = []
  package var dependencies: [TicketID] = []
  package var blocks: [TicketID] = []
  package var related: [TicketID] = []
  package var estimateHours: Double?
  package var limits = AgentLimits()
  package var verificationCommands: [String] = []
  package var scope = WorkScope()

  /// Every ticket that this one names.
  var references: [TicketID] { dependencies + blocks + related }

  /// Whether what every ticket must say can be read.
  package var hasRequiredFields: Bool { id != nil && title != nil && status != nil && createdAt != nil }

  package init() {}

  package init(_ fields: [YAMLField]) {
    for field in fields {
      let value = field.value
      switch field.key {
      case "id": id = value.string.flatMap { TicketID($0) }
      case "title": title = value.string
      case "status": status = value.string.flatMap(Status.init)
      case "created_at": createdAt = value.scalar.flatMap { Timestamp.parse($0.text) }
      case "priority": priority = value.string.flatMap(Priority.init)
      case "assignment":
        mode = value.mapping?["mode"]?.string.flatMap(AssignmentMode.init)
        owner = value.mapping?["owner"]?.string
      case "labels": labels = value.strings
      case "dependencies": dependencies = value.ids
      case "blocks": blocks = value.ids
      case "related": related = value.ids
      case "estimates": estimateHours = value.mapping?["human_hours"]?.number
      case "agent_limits": limits = AgentLimits(value.mapping ?? [])
      case "verification": verificationCommands = value.mapping?["commands"]?.strings ?? []
      case "scope": scope = WorkScope(value.mapping ?? [])
      default: break
      }
    }
  }
}

/// What the work may touch and what it must not, as git's globs.
package struct WorkScope: Equatable, Sendable {
  package var allow: [String] = []
  package var deny: [String] = []

  package var isEmpty: Bool { allow.isEmpty && deny.isEmpty }

  package init() {}

  package init(_ fields: [YAMLField]) {
    allow = fields["allow"]?.strings ?? []
    deny = fields["deny"]?.strings ?? []
  }
}

/// How much an agent may do before it must stop and hand over.
package struct AgentLimits: Equatable, Sendable {
  package var iterationTimeboxMinutes: Int?
  package var maxIterations: Int?
  package var maxToolCalls: Int?
  package var checkpointEveryMinutes: Int?

  /// The name of the limit that can be counted from the run logs.
  package static let iterations = "max_iterations"

  package init() {}

  package init(_ fields: [YAMLField]) {
    for field in fields {
      switch field.key {
      case "iteration_timebox_minutes": iterationTimeboxMinutes = field.value.positiveInteger
      case "max_iterations": maxIterations = field.value.positiveInteger
      case "max_tool_calls": maxToolCalls = field.value.positiveInteger
      case "checkpoint_every_minutes": checkpointEveryMinutes = field.value.positiveInteger
      default: break
      }
    }
  }

  /// The limits by their names in the file, set or not, in the order of the manual.
  package var values: [(name: String, value: Int?)] {
    [
      ("iteration_timebox_minutes", iterationTimeboxMinutes), ("max_iterations", maxIterations),
      ("max_tool_calls", maxToolCalls), ("checkpoint_every_minutes", checkpointEveryMinutes),
    ]
  }

  /// These limits, and where they say nothing the others.
  package func falling(back defaults: AgentLimits) -> AgentLimits {
    var limits = self
    limits.iterationTimeboxMinutes = iterationTimeboxMinutes ?? defaults.iterationTimeboxMinutes
    limits.maxIterations = maxIterations ?? defaults.maxIterations
    limits.maxToolCalls = maxToolCalls ?? defaults.maxToolCalls
    limits.checkpointEveryMinutes = checkpointEveryMinutes ?? defaults.checkpointEveryMinutes
    return limits
  }
}

extension YAMLNode {
  /// The strings of a list; whatever else is in it is left out.
  package var strings: [String] { sequence?.compactMap(\.string) ?? [] }

  package var ids: [TicketID] { strings.compactMap { TicketID($0) } }

  package var number: Double? {
    guard let scalar, scalar.kind == .integer || scalar.kind == .decimal else { return nil }
    return Double(scalar.text)
  }

  package var positiveInteger: Int? {
    guard let scalar, scalar.kind == .integer, let value = Int(scalar.text), value > 0 else { return nil }
    return value
  }
}
