import TicketsCore
import TicketsGit

extension Session {
  /// Who acts: what was given, else what the environment and git say.
  func actor(_ options: ActorOptions) throws(Failure) -> Actor {
    try actor(type: options.actorType, id: options.actorID)
  }

  /// The agent that acts, as far as that is known without asking git: people, whom nobody stops, pay nothing for it.
  func agent(_ options: ActorOptions) throws(Failure) -> Actor? {
    guard try search(options.actorType, options.actorID).speaksOfAgent else { return nil }
    return try actor(options)
  }

  private func search(_ type: LogEntry.ActorType?, _ id: String?) throws(Failure) -> ActorSearch {
    do throws(ActorFailure) {
      return try ActorSearch(type: type, id: id, host: agentHost, Process.environment)
    } catch {
      throw Failure(error)
    }
  }

  /// Who acts, where a part of it may be given.
  func actor(type: LogEntry.ActorType?, id: String?) throws(Failure) -> Actor {
    let search = try search(type, id)
    if let actor = search.withoutGit { return actor }
    do throws(ActorFailure) {
      return try search.actor(gitIdentity)
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
