import TestSupport
import Testing
import TicketsCore

struct ReadinessTests {
  /// What holds a ticket up, by the definition, looked up ticket by ticket.
  private func obstacles(of id: TicketID, among tickets: RandomTickets) -> Set<TicketID> {
    guard let ticket = tickets.sample(id), ticket.status?.isOpen ?? true else { return [] }
    let undone = ticket.dependencies.filter { tickets.sample($0)?.status != .done }
    let blockers = tickets.samples.filter { other in
      other.blocks.contains(id) && other.status != .done && other.status != .canceled
    }
    return Set(undone + blockers.map(\.id))
  }

  @Test func `ready and blocked are what the definition says`() throws {
    var counts = (ready: 0, blocked: 0)
    for (seed, tickets) in try RandomTickets.many.get().enumerated() {
      let graph = Graph(tickets.records)
      let readiness = Readiness(graph)
      let holding = tickets.samples.flatMap { ticket in
        obstacles(of: ticket.id, among: tickets).map { ($0, ticket.id) }
      }
      let reach = tickets.reach(holding)
      for (record, ticket) in zip(tickets.records, tickets.samples) {
        let expected = obstacles(of: ticket.id, among: tickets)
        #expect(readiness.isReady(record) == (ticket.status == .todo && expected.isEmpty), "seed \(seed)")
        let isBlocked = ticket.status?.isOpen ?? true && (!expected.isEmpty || ticket.status == .blocked)
        #expect(readiness.isBlocked(record) == (isBlocked || ticket.status == nil), "seed \(seed)")
        counts.ready += readiness.isReady(record) ? 1 : 0
        counts.blocked += readiness.isBlocked(record) ? 1 : 0
        let found = readiness.obstacles(of: record)
        #expect(Set(found.map { graph.nodes[$0.node].id }) == Set(expected.map(Optional.some)), "seed \(seed)")
        #expect(found.count == expected.count, "seed \(seed)")
        for obstacle in found {
          let id = try #require(graph.nodes[obstacle.node].id)
          let reason: Readiness.Reason =
            if reach.contains(ticket.id, id) {
              .cycle
            } else if let other = tickets.sample(id) {
              other.status == nil ? .broken : other.status == .canceled ? .canceled : .open
            } else {
              .missing
            }
          #expect(obstacle.reason == reason, "seed \(seed)")
        }
      }
    }
    #expect(counts.ready > 500 && counts.blocked > 1000)
  }

  @Test func `every open ticket that is todo is either ready or blocked`() throws {
    for tickets in try RandomTickets.many.get() {
      let readiness = Readiness(Graph(tickets.records))
      for record in tickets.records where record.ticket.status == .todo {
        #expect(readiness.isReady(record) != readiness.isBlocked(record))
      }
    }
  }

  @Test func `of two tickets with one id the one that is not done holds up the others`() throws {
    let id = try #require(RandomTickets.id(1))
    let waiting = try #require(RandomTickets.id(2))
    let text = { (id: TicketID, status: String, more: String) in
      Array("---\nid: \(id)\ntitle: T\nstatus: \(status)\ncreated_at: 2026-01-29T18:42:10Z\n\(more)---\n".utf8)
    }
    let records = try Snapshot(
      of: MemoryTree([
        "a/ticket.md": text(id, "done", ""), "b/ticket.md": text(id, "doing", ""),
        "c/ticket.md": text(waiting, "todo", "dependencies: [\(id)]\n"),
      ])
    ).records
    #expect(try !Readiness(Graph(records)).isReady(#require(records.last)))
  }

  @Test func `a broken ticket is known by its folder`() throws {
    let id = try #require(RandomTickets.id(1))
    let waiting = try #require(RandomTickets.id(2))
    let records = try Snapshot(
      of: MemoryTree([
        "\(id)/ticket.md": Array("<<<<<<< HEAD\n".utf8),
        "x/ticket.md": Array(
          "---\nid: \(waiting)\ntitle: T\nstatus: todo\ncreated_at: 2026-01-29T18:42:10Z\ndependencies: [\(id)]\n---\n"
            .utf8),
      ])
    ).records
    let readiness = Readiness(Graph(records))
    #expect(try readiness.obstacles(of: #require(records.last)).map(\.reason) == [.broken])
  }

  @Test(arguments: [
    (AssignmentMode.mixed, true, true), (.humanOnly, true, false), (.agentOnly, false, true),
  ])
  func `a mode says who may work on a ticket`(mode: AssignmentMode, human: Bool, agent: Bool) {
    #expect(mode.allows(.human) == human)
    #expect(mode.allows(.agent) == agent)
  }
}
