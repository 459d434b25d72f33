/// All `agent_limits` are positive whole numbers.
enum AgentLimitsRule: TicketRule {
  static func check(_ document: Document, _ findings: inout Findings) {
    guard let node = document.fields["agent_limits"], !node.isNull else { return }
    check(node, &findings, .agentLimitsInvalid)
  }

  /// Checks limits that may also stand in settings.
  static func check(_ node: YAMLNode, _ findings: inout Findings, _ code: IssueCode) {
    guard let fields = node.mapping else {
      return findings.add(
        code, "The field 'agent_limits' must be a mapping of limits to numbers, but is \(node.shown).",
        at: node.range.lowerBound, .field("agent_limits"))
    }
    for name in FieldNames.limits {
      guard let value = fields[name], value.positiveInteger == nil else { continue }
      findings.add(
        code, "The field 'agent_limits.\(name)' must be a positive whole number, but is \(value.shown).",
        at: value.range.lowerBound, .field("agent_limits.\(name)"))
    }
  }
}
