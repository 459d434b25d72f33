import Testing
import TicketsCore

/// Who acts: options, then variables, then marks and git's settings; each source whole.
struct ActorSearchTests {
  private struct World {
    var type: LogEntry.ActorType?
    var id: String?
    var host: String?
    var variables: [String: String] = [:]
    var git = GitIdentity(userName: "Ada")

    var actor: Actor {
      get throws { try ActorSearch(type: type, id: id, host: host) { variables[$0] }.actor(git) }
    }
  }

  @Test func `without anything else it is the person whom git knows`() throws {
    #expect(try World().actor == Actor(type: .human, id: "Ada"))
  }

  @Test func `where nothing says who, that is an error and not a guess`() {
    #expect(throws: ActorFailure.nobody) { try World(git: GitIdentity()).actor }
    #expect(throws: ActorFailure.nobody) { try World(git: GitIdentity(userName: " .<>\n")).actor }
    #expect(throws: ActorFailure.nobody) { try World(type: .agent, git: GitIdentity()).actor }
  }

  @Test(arguments: AgentMark.table.map(\.variable))
  func `a mark names the agent and whose it is`(_ variable: String) throws {
    let agent = try #require(AgentMark.table.first { $0.variable == variable }).agent
    let marked = World(variables: [variable: "1"])
    #expect(try marked.actor == Actor(type: .agent, id: "\(agent) (human:Ada)", isMarked: true))
    let switchedOff = World(variables: [variable: "0"])
    #expect(try switchedOff.actor == Actor(type: .human, id: "Ada"))
  }

  @Test func `a mark without a name in git is the agent alone`() throws {
    #expect(
      try World(variables: ["CLAUDECODE": "1"], git: GitIdentity()).actor
        == Actor(type: .agent, id: "claude", isMarked: true))
  }

  @Test func `options beat variables, and variables beat marks`() throws {
    let variables = ["TICKETS_ACTOR": "bot", "TICKETS_ACTOR_TYPE": "agent", "CODEX_SANDBOX": "seatbelt"]
    #expect(try World(variables: variables).actor == Actor(type: .agent, id: "bot"))
    #expect(try World(type: .human, id: "@eve", variables: variables).actor == Actor(type: .human, id: "@eve"))
  }

  @Test func `an id without a type is a person's, but beside a mark an agent's`() throws {
    #expect(try World(id: "x").actor == Actor(type: .human, id: "x"))
    #expect(try World(variables: ["TICKETS_ACTOR": "x"]).actor == Actor(type: .human, id: "x"))
    #expect(try World(id: "x", variables: ["GEMINI_CLI": "1"]).actor == Actor(type: .agent, id: "x"))
    #expect(
      try World(variables: ["TICKETS_ACTOR": "x", "GEMINI_CLI": "1"]).actor == Actor(type: .agent, id: "x"))
  }

  @Test func `a source is taken whole`() throws {
    let variables = ["TICKETS_ACTOR": "bot", "TICKETS_ACTOR_TYPE": "agent"]
    // Not `agent @eve`: the type belongs to the other name.
    #expect(try World(id: "@eve", variables: variables).actor == Actor(type: .human, id: "@eve"))
    // Not `human bot` either.
    #expect(try World(type: .human, variables: variables).actor == Actor(type: .human, id: "Ada"))
    let settings = GitIdentity(actor: "ci", actorType: "agent", userName: "Ada")
    #expect(try World(variables: ["TICKETS_ACTOR": "x"], git: settings).actor == Actor(type: .human, id: "x"))
  }

  @Test func `a mark beats settings, unless they speak of an agent`() throws {
    let mark = ["CURSOR_AGENT": "1"]
    #expect(
      try World(variables: mark, git: GitIdentity(actor: "ada", userName: "Ada")).actor
        == Actor(type: .agent, id: "cursor (human:Ada)", isMarked: true))
    #expect(
      try World(variables: mark, git: GitIdentity(actor: "ada", actorType: "human", userName: "Ada")).actor.id
        == "cursor (human:Ada)")
    #expect(
      try World(variables: mark, git: GitIdentity(actor: "ci", actorType: "agent", userName: "Ada")).actor
        == Actor(type: .agent, id: "ci"))
    #expect(
      try World(git: GitIdentity(actor: "@ada", userName: "Ada")).actor == Actor(type: .human, id: "@ada"))
  }

  @Test func `a type alone is looked up among the sources that fit it`() throws {
    #expect(
      try World(type: .human, variables: ["CLAUDECODE": "1"]).actor == Actor(type: .human, id: "Ada"))
    #expect(
      try World(type: .agent, variables: ["CLAUDECODE": "1"]).actor
        == Actor(type: .agent, id: "claude (human:Ada)", isMarked: true))
    #expect(try World(type: .agent).actor == Actor(type: .agent, id: "agent (human:Ada)"))
    #expect(
      try World(variables: ["TICKETS_ACTOR_TYPE": "agent"]).actor == Actor(type: .agent, id: "agent (human:Ada)"))
    #expect(
      try World(git: GitIdentity(actorType: "agent", userName: "Ada")).actor
        == Actor(type: .agent, id: "agent (human:Ada)"))
  }

  @Test func `a type that there is not is named with where it stands`() {
    #expect(throws: ActorFailure.unknownType("robot", source: "TICKETS_ACTOR_TYPE")) {
      try World(variables: ["TICKETS_ACTOR_TYPE": "robot"]).actor
    }
    #expect(throws: ActorFailure.unknownType("robot", source: "tickets.actorType")) {
      try World(git: GitIdentity(actorType: "robot", userName: "Ada")).actor
    }
  }

  @Test func `a host that is known otherwise counts like a mark, but after one`() throws {
    #expect(
      try World(host: "zed").actor == Actor(type: .agent, id: "zed (human:Ada)", isMarked: true))
    #expect(try World(host: "zed", variables: ["CLAUDECODE": "1"]).actor.id == "claude (human:Ada)")
  }

  @Test func `a name is written as git writes it`() {
    #expect(GitIdentity(userName: "  Ada <Lovelace>, ").userName == "Ada Lovelace")
  }
}
