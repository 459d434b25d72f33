import Testing
import TicketsCore

@Suite struct PlanPathTests {
  private func path(_ items: [Int: PlanTree.Item]) throws -> PlanPath { PlanPath(of: try PlanTree(items).whole(1)) }

  private func waits(_ numbers: Int..., hours: Int = 1) -> String {
    "dependencies: [\(numbers.map(planID).joined(separator: ", "))]\nestimates: {human_hours: \(hours)}"
  }

  @Test func `what a container waits for, each of its leaves waits for`() throws {
    let path = try path([
      1: .init(status: "todo"), 2: .init(status: "todo", parent: 1, lines: waits(hours: 50)),
      3: .init(status: "todo", parent: 1, lines: waits(2)), 4: .init(status: "todo", parent: 2, lines: waits(hours: 2)),
      5: .init(status: "todo", parent: 2, lines: waits(hours: 3)), 6: .init(status: "todo", parent: 3, lines: waits()),
      7: .init(status: "todo", parent: 3, lines: waits(6, hours: 2)),
    ])
    #expect(path.ids.map(\.text) == [5, 6, 7].map(planID) && path.hours == 6)
  }

  @Test func `what is done is behind, and a stored status of a container says nothing`() throws {
    let path = try path([
      1: .init(status: "done"), 2: .init(status: "done", parent: 1),
      3: .init(status: "todo", parent: 1, lines: waits(2)),
      4: .init(status: "done", parent: 2, lines: waits(hours: 9)),
      5: .init(status: "doing", parent: 2, lines: waits(4)),
      6: .init(status: "todo", parent: 3, lines: waits()),
    ])
    #expect(path.ids.map(\.text) == [5, 6].map(planID) && path.hours == 2)
  }

  @Test func `blocks is an order too, and a circle ends`() throws {
    let path = try path([
      1: .init(status: "todo"), 2: .init(status: "todo", parent: 1, lines: "blocks: [\(planID(3))]"),
      3: .init(status: "todo", parent: 1), 4: .init(status: "todo", parent: 3),
      5: .init(status: "todo", parent: 3, lines: waits(1)),
    ])
    #expect(path.ids.map(\.text) == [2, 4].map(planID) || path.ids.map(\.text) == [2, 5].map(planID))
  }
}
