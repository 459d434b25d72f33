import Arguments
import TicketsCore

/// The limits for agents.
struct LimitOptions: ParameterGroup {
  @Option(placeholder: "n", help: "Minutes an agent may spend on one iteration")
  var iterationTimeboxMinutes: PositiveInt?

  @Option(placeholder: "n", help: "Iterations an agent may make in all")
  var maxIterations: PositiveInt?

  @Option(placeholder: "n", help: "Tool calls an agent may make in one iteration")
  var maxToolCalls: PositiveInt?

  @Option(placeholder: "n", help: "Minutes between an agent's checkpoints")
  var checkpointEveryMinutes: PositiveInt?

  var limits: AgentLimits {
    var limits = AgentLimits()
    limits.iterationTimeboxMinutes = iterationTimeboxMinutes?.value
    limits.maxIterations = maxIterations?.value
    limits.maxToolCalls = maxToolCalls?.value
    limits.checkpointEveryMinutes = checkpointEveryMinutes?.value
    return limits
  }
}
