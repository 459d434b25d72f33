import TestSupport
import Testing
import TicketsCore

struct CriticalPathTests {
  /// The best of all paths, found by walking every one of them.
  private struct Exhaustive {
    var best = (hours: -1.0, count: 0)
    let hours: [TicketID: Double]
    let waiting: [TicketID: Set<TicketID>]

    init(_ tickets: RandomTickets) {
      let open = tickets.samples.filter { $0.status?.isOpen ?? true }
      let ids = Set(open.map(\.id))
      hours = Dictionary(uniqueKeysWithValues: open.map { ($0.id, $0.hours ?? 0) })
      let order = tickets.order.filter { ids.contains($0) && ids.contains($1) }
      let reach = tickets.reach(order)
      var waiting: [TicketID: Set<TicketID>] = [:]
      for (from, to) in order where !reach.contains(to, from) { waiting[from, default: []].insert(to) }
      self.waiting = waiting
      for id in ids { walk(id, 0, 0) }
    }

    mutating func walk(_ id: TicketID, _ sum: Double, _ count: Int) {
      let (sum, count) = (sum + (hours[id] ?? 0), count + 1)
      if (sum, count) > best { best = (sum, count) }
      for next in waiting[id] ?? [] { walk(next, sum, count) }
    }
  }

  @Test func `it is the best of all paths`() throws {
    var long = 0
    for (seed, tickets) in try RandomTickets.many.get().enumerated() {
      let graph = Graph(tickets.records)
      let path = CriticalPath(of: graph)
      let exhaustive = Exhaustive(tickets)
      #expect(path.hours == max(exhaustive.best.hours, 0), "seed \(seed)")
      #expect(path.nodes.count == exhaustive.best.count, "seed \(seed)")
      long += path.nodes.count > 2 ? 1 : 0
      let ids = path.nodes.compactMap { graph.nodes[$0].id }
      for (from, to) in zip(ids, ids.dropFirst()) { #expect(exhaustive.waiting[from]?.contains(to) == true) }
      #expect(ids.reduce(0) { $0 + (exhaustive.hours[$1] ?? 0) } == path.hours, "seed \(seed)")
      let isEstimated = { (id: TicketID) in tickets.sample(id)?.hours != nil }
      #expect(path.unestimated == ids.count { !isEstimated($0) }, "seed \(seed)")
      #expect(path.unestimatedInAll == exhaustive.hours.keys.count { !isEstimated($0) }, "seed \(seed)")
    }
    #expect(long > 400)
  }

  @Test(arguments: ["-1", "1e999", ".inf", "\"3\"", "many"])
  func `what cannot be added up is no estimate`(hours: String) throws {
    let id = try #require(RandomTickets.id(1))
    let text = "---\nid: \(id)\ntitle: T\nstatus: todo\nestimates:\n  human_hours: \(hours)\n---\n"
    let graph = Graph(try Snapshot(of: MemoryTree(["a/ticket.md": Array(text.utf8)])).records)
    let path = CriticalPath(of: graph)
    #expect(path.hours == 0 && path.unestimated == 1 && path.unestimatedInAll == 1)
  }
}
