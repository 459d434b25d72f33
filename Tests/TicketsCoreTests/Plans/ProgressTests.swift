import Testing
import TicketsCore

@Suite struct ProgressTests {
  private func progress(_ statuses: [String], lines: [String] = []) throws -> Progress {
    var items: [Int: PlanTree.Item] = [1: .init(status: "todo", lines: "labels: [plan]")]
    for (index, status) in statuses.enumerated() {
      let lines = lines.indices.contains(index) ? lines[index] : ""
      items[index + 2] = .init(status: status, parent: 1, lines: lines)
    }
    return Progress(try PlanTree(items).whole(1).leaves)
  }

  @Test func `canceled tickets do not count`() throws {
    let five = try progress(["done", "done", "canceled", "doing", "todo"])
    #expect(five.done == 2 && five.total == 4 && five.share == 0.5 && five.derived == .doing)
    let none = try progress([])
    #expect(none.done == 0 && none.total == 0 && none.share == nil && none.derived == nil)
    #expect(try progress(["canceled"]).derived == .canceled)
  }

  @Test(arguments: [
    (["done", "done"], Status.done), (["done", "canceled"], .done), (["done", "todo"], .todo),
    (["blocked", "todo"], .blocked), (["blocked", "doing"], .doing), (["nonsense"], .todo),
  ])
  func `the status follows from the parts`(statuses: [String], derived: Status) throws {
    #expect(try progress(statuses).derived == derived)
  }

  @Test func `hours weigh where every part has some`() throws {
    let hours = { (number: Int) in "estimates: {human_hours: \(number)}" }
    #expect(try progress(["done", "todo"], lines: [hours(3), hours(1)]).share == 0.75)
    #expect(try progress(["done", "todo"], lines: [hours(3)]).share == 0.5)
    #expect(try progress(["done", "todo"], lines: [hours(3), hours(1)]).done == 1)
    #expect(try progress(["done", "todo"], lines: [hours(0), hours(0)]).share == 0.5)
  }

  @Test func `parts of parts count, and what has parts does not`() throws {
    let plan = PlanTree([
      1: .init(status: "todo"), 2: .init(status: "done", parent: 1), 3: .init(status: "todo", parent: 2),
      4: .init(status: "done", parent: 2), 5: .init(status: "todo", parent: 1),
    ])
    let progress = Progress(try plan.whole(1).leaves)
    #expect(progress.done == 1 && progress.total == 3)
  }

  @Test func `together counts what is done anywhere`() throws {
    let place = { (statuses: [String]) in
      var items: [Int: PlanTree.Item] = [1: .init(status: "todo")]
      for (index, status) in statuses.enumerated() { items[index + 2] = .init(status: status, parent: 1) }
      return try PlanTree(items).whole(1)
    }
    let union = Progress(anywhere: [
      try place(["done", "todo", "canceled"]), try place(["todo", "done", "todo", "todo"]),
    ])
    #expect(union.done == 2 && union.total == 4)
    #expect(Progress(anywhere: [try place(["canceled"]), try place(["canceled"])]).total == 0)
    // One who has not split it yet does not make the container a leaf.
    let split = PlanTree([
      1: .init(status: "todo"), 2: .init(status: "done", parent: 1), 3: .init(status: "done", parent: 2),
    ])
    let unsplit = PlanTree([1: .init(status: "todo"), 2: .init(status: "todo", parent: 1)])
    let both = Progress(anywhere: [try split.whole(1), try unsplit.whole(1)])
    #expect(both.done == 1 && both.total == 1)
  }
}
