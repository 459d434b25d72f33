/// All `agent_limits` are positive whole numbers.
enum AgentLimitsRule: TicketRule {
  static func check(_ document: Document, _ findings: inout Findings) {
    guard let node = document.fields["agent_limits"], !node.isNull else { return }
    findings.checkLimits(.agentLimitsInvalid, node)
  }
}
