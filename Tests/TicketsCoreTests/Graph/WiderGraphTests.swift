import TestSupport
import Testing
import TicketsCore

@Suite struct WiderGraphTests {
  private func graph(_ waits: [(id: Int, waitsFor: [Int], status: String)]) throws -> Graph {
    Graph(try records(waits))
  }

  private func records(_ waits: [(id: Int, waitsFor: [Int], status: String)]) throws -> [TicketRecord] {
    let files = waits.map { number, others, status in
      let dependencies = others.map { "\"\(id($0))\"" }.joined(separator: ", ")
      let text = "---\nid: \(id(number))\ntitle: T\(number)\nstatus: \(status)\ndependencies: [\(dependencies)]\n---\n"
      return ("\(id(number))/ticket.md", Array(text.utf8))
    }
    return try Snapshot(of: MemoryTree(Dictionary(uniqueKeysWithValues: files))).records
  }

  private func id(_ number: Int) -> String { "01980000-0000-7000-8000-00000000000\(number)" }

  @Test func `without other places it is the graph itself`() throws {
    let own = try graph([(1, [], "todo"), (2, [1], "todo")])
    let wider = WiderGraph(own)
    #expect(wider.steps.isEmpty && wider.strangers.isEmpty)
    #expect(wider.graph.edges == own.edges && wider.graph.nodes.count == own.nodes.count)
  }

  @Test func `a ticket stays as it is here, and numbers stay`() throws {
    let own = try graph([(1, [], "done"), (2, [1], "todo")])
    var wider = own
    wider.widen(by: try records([(1, [], "todo"), (2, [1, 3], "doing"), (3, [], "todo")]))
    #expect(wider.nodes.prefix(2).map(\.status) == [.done, .todo])
    #expect(wider.nodes.count == 3 && wider.nodes[2].status == .todo)
    #expect(wider.edges.prefix(own.edges.count) == own.edges[...] && wider.edges.count == 2)
  }
}
