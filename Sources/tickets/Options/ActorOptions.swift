import Arguments
import TicketsCore

/// Who does it, for the log; what is not given is found out.
struct ActorOptions: ParameterGroup {
  @Option(help: "Whether a person or an agent does it")
  var actorType: LogEntry.ActorType?

  @Option("--actor-id", placeholder: "name", help: "Who does it, such as @alice or \"codex-cli (human:@alice)\"")
  var actorID: String?

  @Option("--run-id", placeholder: "id", help: "The run that the log entry belongs to")
  var givenRunID: String?

  /// The run that was given, or that the environment names.
  var runID: String? { givenRunID ?? Process.environment("TICKETS_RUN_ID") }
}
