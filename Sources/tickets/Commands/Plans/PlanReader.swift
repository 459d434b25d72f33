import TicketsCore

/// The plans of one tree, and what they are made of.
struct PlanReader {
  let tree: any TicketTree
  let records: [TicketRecord]
  private let family: Family
  private let graph: Graph
  private let readiness: Readiness

  init(_ tree: any TicketTree) throws(TreeFailure) {
    var shared = SharedRecords()
    try self.init(tree, sharing: &shared)
  }

  /// Reads only what no tree before it had.
  init(_ tree: any TicketTree, sharing shared: inout SharedRecords) throws(TreeFailure) {
    self.tree = tree
    records = try shared.records(of: tree)
    family = try Family(records, in: tree)
    graph = Graph(records, withRelated: false)
    readiness = Readiness(graph)
  }

  /// How a ticket and its parts stand.
  func state(of record: TicketRecord) -> PlanState { PlanState(family.whole(record), graph, readiness) }

  /// How the ticket of an id stands here; nothing when it is not here.
  func state(of id: TicketID) -> PlanState? { family.record(id).map(state) }

  /// Whether something is still to be done in the parts of a ticket.
  func hasOpenParts(_ record: TicketRecord) -> Bool { family.hasOpenParts(record) }

  /// The tickets of a plan with more of each, by their folders.
  func details(of states: [PlanState], _ parts: Snapshot.Parts) throws(TreeFailure) -> [String: TicketRecord] {
    let folders = states.flatMap(\.node.all).map(\.folder).withoutRepeats
    let records = try Snapshot.records(ofFolders: folders, in: RejoinedTree.of(tree), reading: parts)
    return Dictionary(records.map { ($0.folder, $0) }) { first, _ in first }
  }
}

extension PlanState {
  /// When something last happened to any of its tickets.
  func lastUpdated(_ details: [String: TicketRecord]) -> Instant? {
    node.all.compactMap { details[$0.folder]?.lastUpdated }.max()
  }
}
