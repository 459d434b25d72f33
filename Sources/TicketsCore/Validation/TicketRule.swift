/// A rule about the `ticket.md` of one ticket.
protocol TicketRule: SendableMetatype {
  /// Notes everything in a document that breaks the rule.
  static func check(_ document: Document, _ findings: inout Findings)
}

/// The rules for one ticket, in the order of the manual.
enum TicketRules {
  static let all: [any TicketRule.Type] = [
    ByteRule.self, IDRule.self, TitleRule.self, StatusRule.self, CreatedAtRule.self, UpdatedAtRule.self,
    AssignmentRule.self, PriorityRule.self, LabelsRule.self, RelationRule.self, EstimatesRule.self,
    AgentLimitsRule.self, VerificationRule.self, ScopeRule.self, KeyRule.self, SectionRule.self, PlaceholderRule.self,
  ]
}
