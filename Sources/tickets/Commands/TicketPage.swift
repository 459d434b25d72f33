import TicketsCore
import TicketsGit

/// All tickets of a tree as they lie to each other, worked out once for however many pages.
struct Neighbourhood {
  let graph: Graph
  let readiness: Readiness
  /// For each node of the graph the ones that wait for it.
  let waiting: [[Int]]
  let relatives: [[Int]]
  private let byName: [String: Int]

  init(_ records: [TicketRecord]) {
    graph = Graph(records)
    readiness = Readiness(graph)
    (waiting, relatives) = (graph.successors, graph.relatives)
    byName = Dictionary(graph.nodes.enumerated().map { ($1.name, $0) }) { first, _ in first }
  }

  /// The node of an id, or of the folder that must do for one.
  func node(_ name: String) -> Int? { byName[name] }
}

/// One ticket in full: facts, neighbours, body, newest log entries.
struct TicketPage {
  /// An entry and the run it belongs to.
  struct Entry {
    let run: String
    let entry: LogEntry
  }

  let record: TicketRecord
  private let neighbourhood: Neighbourhood
  let allowance: Allowance
  let children: [TicketID]
  /// The newest entries first; all of them, unless only the shown ones are kept.
  let entries: [Entry]
  /// How many entries there are.
  let entryCount: Int
  /// Of how many runs they are.
  let runCount: Int
  private let origin: TicketID?
  let shownEntries: Int
  /// What became of the commits that the logs name, where git could say.
  var fates: [String: CommitFate]

  /// The claim that holds.
  var claim: ClaimStore.Held?

  init(
    record: TicketRecord, in neighbourhood: Neighbourhood, children: [TicketID], fates: [String: CommitFate],
    defaults: AgentLimits, shownEntries: Int, keepsOnlyShown: Bool = false
  ) {
    self.record = record
    self.children = children
    self.fates = fates
    self.shownEntries = shownEntries
    self.neighbourhood = neighbourhood
    allowance = Allowance(record, defaults: defaults)
    var newest = NewestEntries(most: keepsOnlyShown ? shownEntries : .max)
    for log in record.logs { newest.add(log) }
    (entries, entryCount, runCount, origin) = (newest.entries, newest.count, newest.runs.count, newest.origin)
  }

  /// The entries of some logs, the newest first.
  static func newestFirst(_ logs: [LogFile]) -> [Entry] {
    var newest = NewestEntries(most: .max)
    for log in logs { newest.add(log) }
    return newest.entries
  }

  /// The ticket that this one was made from.
  var parent: Graph.Node? {
    origin.flatMap { graph.node(of: $0) }.map { graph.nodes[$0] }
  }

  var exitCode: ExitCode { record.isOutOfReach ? .failed : .done }

  var graph: Graph { neighbourhood.graph }
  var readiness: Readiness { neighbourhood.readiness }
  private var node: Int? { graph.node(of: record) }

  /// The tickets that wait for this one, whoever says so.
  var neededBy: [Int] { node.map { neighbourhood.waiting[$0] } ?? [] }

  /// The tickets that are related, whoever says so.
  var relatives: [Int] { node.map { neighbourhood.relatives[$0] } ?? [] }

  /// The recorded commits that no branch has any more, and what they became.
  var lostCommits: [(commit: String, became: String?)] {
    fates.compactMap { name, fate -> (commit: String, became: String?)? in
      switch fate {
      case .rewritten(let new): (name, new)
      case .gone: (name, nil)
      case .here, .elsewhere: nil
      }
    }.sorted { $0.commit < $1.commit }
  }

  var obstacles: [Readiness.Obstacle] { readiness.obstacles(of: record) }
}
