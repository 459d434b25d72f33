/// A ticket that is to be made: its front matter and body as text.
package struct TicketDraft: Sendable {
  package var id: TicketID
  package var createdAt: Instant
  package var title: String
  package var status = Status.todo
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
  package var body = BodyDraft()

  package init(id: TicketID, createdAt: Instant, title: String) {
    self.id = id
    self.createdAt = createdAt
    self.title = title
  }

  /// The bytes of `ticket.md`.
  package var bytes: [UInt8] {
    Array(("---\n" + frontMatter.map { $0 + "\n" }.joined() + "---\n" + body.text).utf8)
  }

  /// A number of hours as the file has it.
  package static func written(hours: Double) -> String {
    let text = hours.description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  private var frontMatter: [String] {
    var lines = [
      "id: \(id.text)", "title: \(YAMLText.quoted(title))", "status: \(status.rawValue)",
      "created_at: \(createdAt.text)",
    ]
    if let priority { lines.append("priority: \(priority.rawValue)") }
    if !labels.isEmpty { lines.append("labels: \(YAMLText.list(labels))") }
    if mode != nil || owner != nil {
      lines.append("assignment:")
      if let mode { lines.append("  mode: \(mode.rawValue)") }
      if let owner { lines.append("  owner: \(YAMLText.quoted(owner))") }
    }
    for (name, ids) in [("dependencies", dependencies), ("blocks", blocks), ("related", related)] where !ids.isEmpty {
      lines.append("\(name): \(YAMLText.list(ids.map(\.text)))")
    }
    if let estimateHours {
      lines += ["estimates:", "  human_hours: \(Self.written(hours: estimateHours))"]
    }
    let limits = limits.values.compactMap { limit in limit.value.map { "  \(limit.name): \($0)" } }
    if !limits.isEmpty { lines += ["agent_limits:"] + limits }
    if !verificationCommands.isEmpty {
      lines += ["verification:", "  commands:"] + verificationCommands.map { "    - \(YAMLText.quoted($0))" }
    }
    if !scope.isEmpty {
      lines.append("scope:")
      for (name, globs) in [("allow", scope.allow), ("deny", scope.deny)] where !globs.isEmpty {
        lines.append("  \(name): \(YAMLText.list(globs))")
      }
    }
    return lines
  }
}
