import Arguments
import TicketsCore

/// Lists tickets.
struct List: TicketsCommand {
  static let isLong = true
  static let configuration = Configuration(
    "list", abstract: "List tickets",
    discussion: """
      Filters combine; within one filter any of its values matches. A broken ticket is always listed, as a row that \
      says so.

      A ticket is ready when it is todo, all its dependencies are done, no open ticket blocks it and no part of it is \
      open: the parts are what is to be done. It is blocked when its status says so, when it is open and waits for \
      another ticket, or when its status cannot be read.
      """,
    examples: [
      .init("tickets list --ready --for agent --sort priority", "what an agent can start now"),
      .init("tickets list --blocked --why", "what stands still, and what it waits for"),
      .init("tickets list --at main --json", "what the branch main holds, for a script"),
    ],
    aliases: ["ls"], shorthands: [.init("ready", "--ready"), .init("search", "--text")],
    tool: .init(.reads, core: true, shows: "status label text ready blocked limit"))

  @Options var tree: TreeOptions

  @Option("-s", "--status", help: "Only tickets with this status")
  var status: [Status]

  @Option("-p", "--priority", help: "Only tickets of this priority")
  var priority: [Priority]

  @Option(help: "Only tickets with this assignment mode (not set counts as mixed)")
  var mode: [AssignmentMode]

  @Option(placeholder: "name", completion: Completions.owner, help: "Only tickets of this owner")
  var owner: [String]

  @Option("-l", "--label", placeholder: "label", completion: Completions.label, help: "Only tickets with this label")
  var label: [String]

  @Option(placeholder: "text", help: "Only tickets whose title or description contains this text")
  var text: [String]

  @Flag(help: "Only tickets that can be started now")
  var ready: Bool

  @Flag(help: "Only tickets that cannot go on")
  var blocked: Bool

  @Flag(help: "Show what each ticket waits for")
  var why: Bool

  @Option("--for", help: "Only tickets that an agent, or a human, may work on")
  var actor: LogEntry.ActorType?

  @Option(help: "Sort order")
  var sort: SortKey = .id

  @Option(placeholder: "n", help: "Show at most n tickets")
  var limit: PositiveInt?

  @Options var output: OutputOptions

  func validate() throws(UsageError) {
    if ready, blocked {
      throw .custom("no ticket is both ready and blocked", hint: "Give one of '--ready' and '--blocked'")
    }
  }

  func run(in session: Session) throws(Failure) -> Listing {
    let query = query
    var parts: Snapshot.Parts = []
    if query.needsBody { parts.insert(.document) }
    if output.isJSON || sort.needsLogs { parts.insert(.logTimes) }
    let tree = try tree.tree(in: session)
    let snapshot = try session.reading(tree) { () throws(TreeFailure) in try Snapshot(of: tree, reading: parts) }
    let isIncomplete = snapshot.records.contains(where: \.isOutOfReach)
    var records = query.isEmpty ? snapshot.records : snapshot.records.filter(query.matches)
    // Silence would leave open whether the tickets are somewhere else.
    if snapshot.records.isEmpty, !self.tree.isGiven, !output.isJSON {
      session.console.note("no tickets here; 'tickets new \"What is to be done\"' makes one")
    }
    let claims = output.isJSON ? session.liveClaims() : [:]
    guard ready || blocked || why else {
      return Listing(records: selection(of: records), isIncomplete: isIncomplete, claims: claims)
    }
    let graph = Graph(snapshot.records, withRelated: false)
    let readiness = Readiness(graph)
    if ready {
      let broken = records.count { $0.ticket.status == nil }
      if broken > 0 {
        session.console.note("left out: \(broken) broken, of which nobody can tell; 'tickets list --blocked' has them")
      }
      records = records.filter(readiness.isReady)
      if !records.isEmpty {
        let family = try session.reading(tree) { () throws(TreeFailure) in try Family(snapshot.records, in: tree) }
        records = records.filter { !family.hasOpenParts($0) }
      }
    }
    if blocked { records = records.filter(readiness.isBlocked) }
    return Listing(
      records: selection(of: records), isIncomplete: isIncomplete,
      reasons: why ? Listing.Reasons(graph, readiness) : nil, claims: claims)
  }

  private var query: Query {
    var query = Query()
    query.statuses = status
    query.priorities = priority
    query.modes = mode
    query.owners = owner
    query.labels = label
    query.texts = text
    query.actor = actor
    return query
  }

  private func selection(of records: [TicketRecord]) -> [TicketRecord] {
    let sorted = sort.sorted(records)
    return limit.map { Array(sorted.prefix($0.value)) } ?? sorted
  }
}

extension SortKey: ParameterValue {}
