/// Which tickets can be taken up now, and what each of the others waits for.
package struct Readiness: Sendable {
  /// A ticket that must be done, or out of the way, before another can go on.
  package struct Obstacle: Equatable, Sendable {
    package let node: Int
    package let reason: Reason
  }

  /// Why a ticket stands in the way.
  package enum Reason: String, CaseIterable, Sendable {
    /// Its work is not done yet.
    case open
    /// It waits, in the end, for the very ticket that waits for it.
    case cycle
    /// Nobody will do it any more, and it was depended on.
    case canceled
    /// No ticket has that id.
    case missing
    /// Its file cannot be read, so nobody knows.
    case broken
  }

  private let graph: Graph
  private let obstacles: [[Obstacle]]

  package init(_ graph: Graph) {
    self.graph = graph
    let holding = graph.successors { edge in
      let waiting = graph.nodes[edge.to]
      guard waiting.record != nil, waiting.status?.isOpen ?? true else { return false }
      let status = graph.nodes[edge.from].status
      return edge.relation == .dependency ? status != .done : status?.isOpen ?? true
    }
    let parts = Components.numbers(Components.all(holding))
    var obstacles: [[Obstacle]] = Array(repeating: [], count: graph.nodes.count)
    for (node, waiting) in holding.enumerated() {
      for other in waiting {
        let reason = parts[node] == parts[other] ? .cycle : Self.reason(graph.nodes[node])
        obstacles[other].append(Obstacle(node: node, reason: reason))
      }
    }
    self.obstacles = obstacles
  }

  private static func reason(_ node: Graph.Node) -> Reason {
    switch node.status {
    case .canceled: .canceled
    case nil: node.record == nil ? .missing : .broken
    default: .open
    }
  }

  /// What an open ticket waits for, in the order of the tickets.
  package func obstacles(of record: TicketRecord) -> [Obstacle] {
    graph.node(of: record).map { obstacles[$0] } ?? []
  }

  /// Whether a ticket is to be done and waits for nothing.
  package func isReady(_ record: TicketRecord) -> Bool {
    record.ticket.status == .todo && obstacles(of: record).isEmpty
  }

  /// Whether a ticket cannot go on: it says so, it waits for another, or its status cannot be read.
  package func isBlocked(_ record: TicketRecord) -> Bool {
    switch record.ticket.status {
    case .done, .canceled: false
    case .blocked, nil: true
    case .todo, .doing: !obstacles(of: record).isEmpty
    }
  }
}
