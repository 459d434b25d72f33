import TestSupport
import Testing
import TicketsCore

struct GraphTests {
  private func ids(_ nodes: some Sequence<Int>, _ graph: Graph) -> Set<TicketID> {
    Set(nodes.compactMap { graph.nodes[$0].id })
  }

  @Test func `edges point from what comes first to what waits, each once`() throws {
    for (seed, tickets) in try RandomTickets.many.get().enumerated() {
      let graph = Graph(tickets.records)
      #expect(graph.nodes.compactMap(\.id).sorted() == tickets.ids, "seed \(seed)")
      var expected: Set<String> = []
      var related: Set<Set<TicketID>> = []
      for ticket in tickets.samples {
        for id in ticket.dependencies { expected.insert("dependency \(id) \(ticket.id)") }
        for id in ticket.blocks { expected.insert("blocks \(ticket.id) \(id)") }
        for id in ticket.related where id != ticket.id { related.insert([id, ticket.id]) }
      }
      let edges = graph.edges.filter { $0.relation != .related }.map { edge in
        "\(edge.relation.rawValue) \(graph.nodes[edge.from].name) \(graph.nodes[edge.to].name)"
      }
      #expect(Set(edges) == expected && edges.count == expected.count, "seed \(seed)")
      let dashed = graph.edges.filter { $0.relation == .related }.map { ids([$0.from, $0.to], graph) }
      #expect(Set(dashed) == related && dashed.count == related.count, "seed \(seed)")
      #expect(Graph(tickets.records, withRelated: false).edges == graph.edges.filter { $0.relation != .related })
    }
  }

  @Test func `a cycle is what can reach itself, in the order of a walk`() throws {
    for (seed, tickets) in try RandomTickets.many.get().enumerated() {
      let graph = Graph(tickets.records)
      let reach = tickets.reach(tickets.order)
      let inCycles = tickets.ids.filter { reach.contains($0, $0) }
      #expect(ids(graph.cycles.joined(), graph) == Set(inCycles), "seed \(seed)")
      for cycle in graph.cycles {
        let members = ids(cycle, graph)
        let first = try #require(cycle.first.flatMap { graph.nodes[$0].id })
        #expect(members == Set(inCycles.filter { reach.contains(first, $0) && reach.contains($0, first) }))
      }
    }
    let ring = try RandomTickets.records(
      of: [0, 1, 2, 3].map { number in
        try RandomTickets.Sample(
          id: #require(RandomTickets.id(number)), status: .todo, blocks: [#require(RandomTickets.id((number + 3) % 4))])
      })
    #expect(Graph(ring).cycles == [[0, 3, 2, 1]])
  }

  @Test func `the part around a ticket is what it waits for, what waits for it, and what is related`() throws {
    for (seed, tickets) in try RandomTickets.many.get().enumerated() {
      let graph = Graph(tickets.records)
      let reach = tickets.reach(tickets.order)
      for ticket in tickets.samples {
        let part = graph.part(around: try #require(graph.node(of: ticket.id)))
        let expected = tickets.ids.filter { other in
          other == ticket.id || reach.contains(ticket.id, other) || reach.contains(other, ticket.id)
            || ticket.related.contains(other) || tickets.sample(other)?.related.contains(ticket.id) ?? false
        }
        #expect(part.nodes.compactMap(\.id).sorted() == expected, "seed \(seed)")
        let names = { (graph: Graph, edge: Graph.Edge) in [graph.nodes[edge.from].name, graph.nodes[edge.to].name] }
        let kept = graph.edges.filter { ids([$0.from, $0.to], graph).isSubset(of: expected) }
        #expect(part.edges.map { names(part, $0) } == kept.map { names(graph, $0) }, "seed \(seed)")
        #expect(part.node(of: ticket.id).map { part.nodes[$0].id } == ticket.id)
      }
    }
  }

  @Test func `a tree shows each ticket once in full and each relation once`() throws {
    for (seed, tickets) in try RandomTickets.many.get().enumerated() {
      let graph = Graph(tickets.records)
      let lines = GraphTree(of: graph).lines
      #expect(lines.filter { $0.reference == nil }.map(\.node).sorted() == Array(graph.nodes.indices), "seed \(seed)")
      // The ticket that each line hangs from, told by the margins.
      var path: [Int] = []
      var hanging: [[Int]] = []
      var related: [Set<Int>] = []
      for line in lines {
        let depth = line.margin.count / 3
        path = Array(path.prefix(depth)) + [line.node]
        if depth == 0 { continue }
        if line.reference == .related { related.append([path[depth - 1], line.node]) }
        if line.reference != .related { hanging.append([path[depth - 1], line.node]) }
      }
      let order = graph.edges.filter { $0.relation != .related }.map { [$0.from, $0.to] }
      #expect(Set(hanging) == Set(order) && hanging.count == Set(order).count, "seed \(seed)")
      let dashed = graph.edges.filter { $0.relation == .related }.map { Set([$0.from, $0.to]) }
      #expect(Set(related) == Set(dashed) && related.count == dashed.count, "seed \(seed)")
      let reach = tickets.reach(tickets.order)
      for line in lines where line.reference == .cycle {
        let id = try #require(graph.nodes[line.node].id)
        #expect(reach.contains(id, id), "seed \(seed)")
      }
    }
  }

  @Test func `a deep chain goes on at the margin`() throws {
    let lines = GraphTree(of: Graph(try RandomTickets.chain(of: 1000))).lines
    #expect(lines.map(\.margin.count).max() == 3 * GraphTree.depthLimit)
    #expect(lines.count < 1000 + 1000 / GraphTree.depthLimit + 1)
    #expect(lines.filter { $0.reference == nil }.map(\.node) == Array(0..<1000))
  }

  @Test func `neither depth nor the number of paths matters`() throws {
    let chain = Graph(try RandomTickets.chain(of: 5000))
    #expect(chain.cycles.isEmpty)
    #expect(CriticalPath(of: chain).nodes == Array(0..<5000))
    #expect(chain.part(around: 2500).nodes.count == 5000)
    let ladder = Graph(try RandomTickets.ladder(of: 30))
    #expect(CriticalPath(of: ladder).hours == 30)
    #expect(GraphTree(of: ladder).lines.count { !$0.margin.isEmpty } == 29 * 4)
    #expect(ladder.part(around: 31).nodes.count == 59)
    let ring = (0..<200_000).map { [($0 + 1) % 200_000] }
    #expect(Components.all(ring) == [Array(0..<200_000)])
  }
}
