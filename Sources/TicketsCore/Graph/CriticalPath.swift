/// The chain of open tickets that takes longest: what is left cannot be done sooner.
package struct CriticalPath: Equatable, Sendable {
  /// The tickets of the chain, first things first.
  package private(set) var nodes: [Int] = []
  /// What they take together; one without an estimate counts nothing.
  package private(set) var hours = 0.0
  /// How many of the chain have no estimate.
  package private(set) var unestimated = 0
  /// How many of all open tickets have none: with them the chain might be another.
  package private(set) var unestimatedInAll = 0

  /// Finds the chain of most hours, of those the one of most tickets, of those the first.
  ///
  /// Linear; the edges inside a cycle are left out, because nobody can follow them to an end. Nodes that do not count are
  /// passed through, and are no part of the chain.
  package init(of graph: Graph, counting isCounted: (Graph.Node) -> Bool = { _ in true }) {
    let counts = graph.nodes.map(isCounted)
    let isOpen = graph.nodes.map { $0.record != nil && $0.status?.isOpen ?? true }
    unestimatedInAll = graph.nodes.indices.count { isOpen[$0] && counts[$0] && graph.nodes[$0].hours == nil }
    let successors = graph.successors { isOpen[$0.from] && isOpen[$0.to] }
    let parts = Components.all(successors)
    let partOf = Components.numbers(parts)
    var best = Array(repeating: Chain(), count: graph.nodes.count)
    // What a part leads to comes before it, so every chain is known when it is asked for.
    for node in parts.joined() {
      for successor in successors[node] where partOf[successor] != partOf[node] {
        if best[node].next == nil || best[node] < best[successor] {
          best[node] = Chain(hours: best[successor].hours, count: best[successor].count, next: successor)
        }
      }
      guard counts[node] else { continue }
      best[node].hours += graph.nodes[node].hours ?? 0
      best[node].count += 1
    }
    var start: Int?
    for node in graph.nodes.indices where isOpen[node] {
      if start.map({ best[$0] < best[node] }) ?? true { start = node }
    }
    hours = start.map { best[$0].hours } ?? 0
    while let node = start {
      if counts[node] { nodes.append(node) }
      start = best[node].next
    }
    unestimated = nodes.count { graph.nodes[$0].hours == nil }
  }

  private struct Chain: Comparable {
    var hours = 0.0
    var count = 0
    var next: Int?

    static func < (left: Chain, right: Chain) -> Bool {
      (left.hours, left.count) < (right.hours, right.count)
    }
  }
}
