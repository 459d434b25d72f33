/// What `.tickets/config.yml` says.
package struct Settings: Sendable {
  package var enforcesTransitions = false
  package var agentLimits = AgentLimits()
  package init() {}
}
