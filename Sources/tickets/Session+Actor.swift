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
