import Arguments
import TicketsCore

/// Who does it, for the log.
struct ActorOptions: ParameterGroup {
  @Option(help: "Whether a person or an agent does it")
  var actorType: LogEntry.ActorType?

  @Option("--actor-id", placeholder: "name", help: "Who does it, such as @alice or \"codex-cli (human:@alice)\"")
  var actorID: String?

  @Option("--run-id", placeholder: "id", help: "The run that the log entry belongs to")
  var runID: String?

  var isAgent: Bool { actorType == .agent }
}
