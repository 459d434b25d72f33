/// A plan, or another ticket with parts, as it stands in one tree.
package struct PlanState: Sendable {
  /// A direct part: a milestone, or a ticket beside the milestones.
  package struct Part: Sendable {
    package let node: PlanNode
    package let progress: Progress
    /// What it waits for itself.
    package let waitsFor: [Graph.Node]
    /// The tickets in it that cannot go on, each with what is in its way.
    package let blocked: [(record: TicketRecord, by: [Graph.Node])]

    init(_ node: PlanNode, _ graph: Graph, _ readiness: Readiness) {
      self.node = node
      progress = Progress(node.leaves)
      waitsFor = readiness.obstacles(of: node.record).map { graph.nodes[$0.node] }
      let parts = node.isLeaf ? [] : node.leaves
      blocked = parts.filter(readiness.isBlocked).map { record in
        (record, readiness.obstacles(of: record).map { graph.nodes[$0.node] })
      }
    }
  }

  package let node: PlanNode
  package let progress: Progress
  package let parts: [Part]
  /// The ticket by itself, as a part of something else would be.
  package let own: Part

  package init(_ node: PlanNode, _ graph: Graph, _ readiness: Readiness) {
    self.node = node
    progress = Progress(node.leaves)
    parts = node.children.map { Part($0, graph, readiness) }
    own = Part(node, graph, readiness)
  }

  /// The milestones, in the order of their numbers; those without one come last.
  package var milestones: [Part] {
    parts.filter(\.node.record.ticket.isMilestone).enumerated().sorted { left, right in
      let (first, second) = (left.element.number ?? .max, right.element.number ?? .max)
      return (first, left.offset) < (second, right.offset)
    }.map(\.element)
  }

  /// The parts that are no milestones.
  package var others: [Part] { parts.filter { !$0.node.record.ticket.isMilestone } }

  /// What is done and what is not, in words that follow from the parts.
  package var derived: Status? { progress.derived ?? node.record.ticket.status }
}

extension PlanState.Part {
  fileprivate var number: Int? { node.record.ticket.handle?.number }

  /// The status that follows from what it is made of.
  package var derived: Status? { progress.derived ?? node.record.ticket.status }
}

extension Progress {
  /// How far something is when all that was done anywhere counts: of each ticket the state that is furthest.
  package init(anywhere places: [PlanNode]) {
    // What has parts in one place is no leaf in another that lacks them.
    let containers = Set(places.flatMap(\.containers).compactMap(\.ticket.id))
    var furthest: [TicketID: TicketRecord] = [:]
    var order: [TicketID] = []
    for leaf in places.flatMap(\.leaves) {
      guard let id = leaf.ticket.id, !containers.contains(id) else { continue }
      if let other = furthest[id] {
        if Self.rank(leaf) < Self.rank(other) { furthest[id] = leaf }
      } else {
        furthest[id] = leaf
        order.append(id)
      }
    }
    self.init(order.compactMap { furthest[$0] })
  }

  private static func rank(_ record: TicketRecord) -> Int {
    switch record.ticket.status {
    case .done: 0
    case .doing: 1
    case .blocked: 2
    case .todo, nil: 3
    case .canceled: 4
    }
  }
}
