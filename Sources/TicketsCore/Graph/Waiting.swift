/// How much waits for each ticket.
package struct Waiting: Sendable {
  private let graph: Graph
  private let depths: [Int]

  /// Measures the longest chain of open tickets behind each ticket, in time linear in tickets and relations.
  package init(_ graph: Graph) {
    self.graph = graph
    let successors = graph.successors { edge in graph.nodes[edge.to].status?.isOpen ?? false }
    let parts = Components.all(successors)
    let numbers = Components.numbers(parts)
    var depths = Array(repeating: 0, count: parts.count)
    // What a part leads to comes before it.
    for (number, part) in parts.enumerated() {
      let behind = part.flatMap { successors[$0] }.map { numbers[$0] }.filter { $0 != number }
      depths[number] = (behind.map { depths[$0] + parts[$0].count }.max() ?? 0)
    }
    self.depths = numbers.map { depths[$0] }
  }

  /// How many open tickets the longest chain has that waits for this one.
  package func depth(of record: TicketRecord) -> Int { graph.node(of: record).map { depths[$0] } ?? 0 }
}
