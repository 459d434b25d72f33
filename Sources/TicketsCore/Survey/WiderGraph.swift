/// What waits for what in one tree, and what other places say besides.
package struct WiderGraph: Sendable {
  /// Which ticket waits for which, by their numbers in the graph.
  package struct Step: Hashable, Sendable {
    package let from: Int
    package let to: Int

    package init(from: Int, to: Int) {
      (self.from, self.to) = (from, to)
    }
  }

  /// The tickets of the tree under the numbers that they have in its own graph, then those that only others have.
  package private(set) var graph: Graph
  /// The steps that the tree lacks, each with the places that have it, by their numbers.
  package private(set) var steps: [(step: Step, places: [Int])] = []
  /// The tickets that the tree lacks, each with the places that have it.
  package private(set) var strangers: [Int: [Int]] = [:]

  /// Widens the graph of a tree by what the places of a survey say that are not just behind.
  package init(_ own: Graph, by tickets: [SurveyTicket] = []) {
    graph = own
    var versions: [(record: TicketRecord, places: [Int])] = []
    for ticket in tickets {
      let byVersion = Dictionary(grouping: ticket.opinions) { $0.version }
      for states in byVersion.values.sorted(by: { $0[0].place < $1[0].place }) {
        guard let record = ticket.record(states[0]) else { continue }
        versions.append((record, states.map(\.place)))
      }
    }
    // Of those that nobody waits for there is nothing to tell.
    graph.widen(by: versions.map(\.record).filter { !$0.ticket.dependencies.isEmpty || !$0.ticket.blocks.isEmpty })
    graph.widen(by: versions.map(\.record).filter { graph.node(of: $0) != nil })
    let known = Set(own.edges.filter { $0.relation != .related }.map { Step(from: $0.from, to: $0.to) })
    var numbers: [Step: Int] = [:]
    for (record, places) in versions {
      guard let node = graph.node(of: record) else { continue }
      if node >= own.nodes.count || own.nodes[node].record == nil { strangers[node, default: []] += places }
      let before = record.ticket.dependencies.compactMap { graph.node(of: $0) }.map { Step(from: $0, to: node) }
      let after = record.ticket.blocks.compactMap { graph.node(of: $0) }.map { Step(from: node, to: $0) }
      for step in (before + after).withoutRepeats where !known.contains(step) {
        let number = numbers[step] ?? steps.count
        if number == steps.count {
          numbers[step] = number
          steps.append((step, []))
        }
        steps[number].places = (steps[number].places + places).withoutRepeats
      }
    }
  }
}
