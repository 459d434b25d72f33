/// The chain of open tickets of a plan that takes longest.
package struct PlanPath: Equatable, Sendable {
  /// The tickets of the chain that have no part themselves, first things first.
  package let ids: [TicketID]
  package let hours: Double

  /// Finds the chain among the leaves of a plan; what a container waits for, each of its leaves waits for.
  package init(of plan: PlanNode) {
    var waits = Waits(plan)
    waits.add(plan, above: [])
    let leaves = Set(plan.leaves.compactMap(\.ticket.id))
    let path = CriticalPath(of: waits.graph, counting: { $0.id.map(leaves.contains) ?? false })
    ids = path.nodes.compactMap { waits.graph.nodes[$0].id }
    hours = path.hours
  }

  /// The tickets of a plan, with containers that wait for their parts, and with leaves that wait for what those above
  /// them wait for: of two containers not each leaf waits for each.
  private struct Waits {
    private var records: [TicketRecord] = []
    /// By ticket, those that say they block it.
    private var blockers: [TicketID: [TicketID]] = [:]

    init(_ plan: PlanNode) {
      for record in plan.all {
        guard let id = record.ticket.id else { continue }
        for blocked in record.ticket.blocks { blockers[blocked, default: []].append(id) }
      }
    }

    mutating func add(_ node: PlanNode, above inherited: [TicketID]) {
      let own = node.record.ticket.id.flatMap { blockers[$0] } ?? []
      let waits = (inherited + node.record.ticket.dependencies + own).withoutRepeats
      let status = Progress(node.leaves).derived
      records.append(
        node.record.with { ticket in
          ticket.blocks = []
          ticket.dependencies = node.isLeaf ? waits : node.children.compactMap(\.record.ticket.id)
          guard !node.isLeaf else { return }
          ticket.status = status
          ticket.estimateHours = nil
        })
      for child in node.children { add(child, above: waits) }
    }

    var graph: Graph { Graph(records, withRelated: false) }
  }
}
