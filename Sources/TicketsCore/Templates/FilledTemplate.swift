/// A template whose blanks are filled: what a ticket takes over from it, and what it leaves out.
package struct FilledTemplate: Sendable {
  package let title: String?
  /// Other templates of the same call that must be done first.
  package let dependencies: [String]
  /// What the template says and a ticket does not take over, as sentences.
  package private(set) var notes: [String] = []
  private var ticket: Ticket
  private let body: [UInt8]
  private let goal: String?

  init(_ fields: [YAMLField], _ body: [UInt8]) {
    self.body = body
    ticket = Ticket(fields)
    title = fields["title"]?.scalar.flatMap { $0.kind == .null ? nil : $0.text }?.oneLine
    dependencies = fields["dependencies"]?.sequence?.compactMap { $0.scalar?.text } ?? []
    goal = fields["goal"]?.string?.oneLine
    for field in fields where !field.value.isNull { take(field) }
    ticket.labels.removeAll(where: \.isEmpty)
    if let hours = ticket.estimateHours, hours < 0 || !hours.isFinite { ticket.estimateHours = nil }
  }

  private mutating func take(_ field: YAMLField) {
    let isUnderstood: Bool
    switch field.key {
    case "id", "status", "created_at", "title", "goal", "dependencies": isUnderstood = true
    case "priority": isUnderstood = ticket.priority != nil
    case "labels": isUnderstood = field.value.sequence?.count == ticket.labels.count
    case "assignment": isUnderstood = ticket.mode != nil || ticket.owner != nil
    case "agent_limits": isUnderstood = ticket.limits != AgentLimits()
    case "verification": isUnderstood = !ticket.verificationCommands.isEmpty
    case "estimates": isUnderstood = ticket.estimateHours.map { $0 >= 0 && $0.isFinite } ?? false
    case "scope": isUnderstood = !ticket.scope.isEmpty
    case "agent": isUnderstood = takeAgent(field.value)
    default: isUnderstood = false
    }
    if !isUnderstood { notes.append("'\(field.key)' of the template is left out") }
  }

  /// How another tool says who works on it: a person, or an agent by name.
  private mutating func takeAgent(_ value: YAMLNode) -> Bool {
    guard let name = value.string, !name.isEmpty else { return false }
    if name == "user" {
      ticket.mode = ticket.mode ?? .humanOnly
    } else {
      ticket.owner = ticket.owner ?? "agent:\(name)"
    }
    return true
  }

  /// Puts what the template says into a draft; its title is set already.
  package func fill(_ draft: inout TicketDraft) {
    draft.priority = draft.priority ?? ticket.priority
    draft.labels = ticket.labels + draft.labels.filter { !ticket.labels.contains($0) }
    draft.mode = draft.mode ?? ticket.mode
    draft.owner = draft.owner ?? ticket.owner
    draft.limits = draft.limits.falling(back: ticket.limits)
    draft.estimateHours = draft.estimateHours ?? ticket.estimateHours
    draft.scope.allow = ticket.scope.allow + draft.scope.allow
    draft.scope.deny = ticket.scope.deny + draft.scope.deny
    if draft.verificationCommands.isEmpty { draft.verificationCommands = ticket.verificationCommands }
    draft.body.whole = TemplateBody(body, goal: goal).complete
  }
}

extension String {
  /// The text on one line.
  fileprivate var oneLine: String {
    split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }
}
