/// Finds out who acts, from what was said on the command line down to what git knows.
///
/// A source is taken whole: the type of one never goes with the id of another. Only a type that stands alone is
/// looked up further, among the sources that do not contradict it.
package struct ActorSearch: Sendable {
  private let given: Source
  private let variables: Source
  /// The agent whose host left its mark.
  private let mark: String?

  private struct Source: Sendable {
    var type: LogEntry.ActorType?
    var id: String?
    var isMarked = false
  }

  /// Starts with what was given, and with the environment; a host may also be known in another way than by its mark.
  package init(
    type: LogEntry.ActorType?, id: String?, host: String? = nil, _ variable: (String) -> String?
  ) throws(ActorFailure) {
    given = Source(type: type, id: id)
    variables = Source(
      type: try Self.type(variable("TICKETS_ACTOR_TYPE"), from: "TICKETS_ACTOR_TYPE"), id: variable("TICKETS_ACTOR"))
    mark = AgentMark.agent(variable) ?? host
  }

  /// Who acts, where it needs no git to know.
  package var withoutGit: Actor? {
    let wanted = wantedType
    for source in [given, variables] where source.id != nil {
      if let actor = actor(from: source, wanted) { return actor }
    }
    return nil
  }

  /// Whether what was given and the environment speak of an agent; git's settings are not asked.
  package var speaksOfAgent: Bool { (withoutGit?.type ?? wantedType ?? (mark == nil ? .human : .agent)) == .agent }

  /// Who acts, with what git's settings say.
  package func actor(_ git: GitIdentity) throws(ActorFailure) -> Actor {
    if let actor = withoutGit { return actor }
    let settings = Source(type: try Self.type(git.actorType, from: "tickets.actorType"), id: git.actor)
    let marked = mark.map { Source(type: .agent, id: Self.name($0, for: git.userName), isMarked: true) }
    let user = Source(type: .human, id: git.userName)
    let wanted = wantedType ?? (settings.id == nil ? settings.type : nil)
    let sources = settings.type == .agent ? [settings, marked, user] : [marked, whole(settings), user]
    for case let source? in sources where source.id != nil {
      if let actor = actor(from: source, wanted) { return actor }
    }
    guard wanted == .agent, git.userName != nil else { throw .nobody }
    return Actor(type: .agent, id: Self.name("agent", for: git.userName))
  }

  /// A type without an id, which the sources after it have to meet.
  private var wantedType: LogEntry.ActorType? { given.type ?? (variables.id == nil ? variables.type : nil) }

  private func actor(from source: Source, _ wanted: LogEntry.ActorType?) -> Actor? {
    guard let id = source.id, wanted == nil || source.type == nil || source.type == wanted else { return nil }
    return Actor(
      type: source.type ?? wanted ?? (mark == nil ? .human : .agent), id: id, isMarked: source.isMarked)
  }

  /// A setting without a type is a person's: it holds for all who work in the repository.
  private func whole(_ source: Source) -> Source { Source(type: source.type ?? .human, id: source.id) }

  private static func name(_ agent: String, for user: String?) -> String {
    user.map { "\(agent) (human:\($0))" } ?? agent
  }

  private static func type(_ text: String?, from source: String) throws(ActorFailure) -> LogEntry.ActorType? {
    guard let text else { return nil }
    if let type = LogEntry.ActorType(rawValue: text) { return type }
    throw .unknownType(text, source: source)
  }
}
