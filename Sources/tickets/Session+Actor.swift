import TicketsCore
import TicketsGit

extension Session {
  /// Who acts: what was given, else what the environment and git say.
  func actor(_ options: ActorOptions) throws(Failure) -> Actor {
    try actor(type: options.actorType, id: options.actorID)
  }

  /// Who acts, where a part of it may be given.
  func actor(type: LogEntry.ActorType?, id: String?) throws(Failure) -> Actor {
    do throws(ActorFailure) {
      let search = try ActorSearch(type: type, id: id, host: agentHost, Process.environment)
      if let actor = search.withoutGit { return actor }
      return try search.actor(GitIdentity(at: location, Process.environment))
    } catch {
      throw Failure(error)
    }
  }
}

extension Failure {
  init(_ failure: ActorFailure) {
    switch failure {
    case .nobody:
      self.init(
        "NO_ACTOR", "nothing says who does this",
        hint: "Give --actor-type and --actor-id, or set your name: git config --global user.name \"Your Name\"")
    case .unknownType(let text, let source):
      self.init("USAGE", "\(source) is '\(text)', which is no type of actor", hint: "Set it to human or agent")
    }
  }
}
