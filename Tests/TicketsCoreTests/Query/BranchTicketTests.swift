import Testing

@testable import TicketsCore

@Suite struct BranchTicketTests {
  private let id = "0191c2d3-4e5f-7a8b-9c0d-1e2f3a4b5c6d"

  private func ticket(_ setting: String?, _ branch: String?, _ trailers: String..., known: [String] = [])
    -> BranchTicket
  {
    BranchTicket(setting: setting, branch: branch, trailers: trailers) { known.contains($0) }
  }

  @Test func `settings count before names, and names before commits`() {
    #expect(ticket("a", "fix-\(id)", "b", known: [id]) == .named("a"))
    #expect(ticket(nil, "fix-\(id)", "b", known: [id]) == .named(id))
    #expect(ticket(nil, "fix-\(id)", "b") == .named("b"))
    #expect(ticket(nil, nil, "b", "b") == .named("b"))
    #expect(ticket(nil, "main", "b", "c", "b") == .ambiguous(["b", "c"]))
    #expect(ticket(nil, "main") == .none)
  }
}
