import Testing
import TicketsCore

@Suite struct FamilyTests {
  private func children(_ plan: PlanTree, of number: Int) throws -> [String] {
    let (family, records) = try plan.family()
    let parent = try #require(records.first { $0.folder == planID(number) })
    return family.children(of: parent).map(\.text)
  }

  @Test func `related says where to look, and the log who is a child`() throws {
    let plan = PlanTree([
      1: .init(status: "todo"), 2: .init(status: "todo", parent: 1),
      3: .init(status: "todo", lines: "related: [\(planID(1))]"), 4: .init(status: "todo", parent: 1, isRelated: false),
    ])
    #expect(try children(plan, of: 1) == [planID(2)])
    #expect(try children(plan, of: 2) == [])
  }

  @Test func `what the parent says it made is a child, here or not`() throws {
    let entry = "{\"tickets_created\":[\"\(planID(3))\",\"\(planID(2))\",\"x\",\"\(planID(1))\"]}\n"
    let text = { (number: Int) in "---\nid: \(planID(number))\n---\n" }
    let tree = MemoryTree(
      [
        "\(planID(1))/ticket.md": text(1), "\(planID(2))/ticket.md": text(2),
        "\(planID(1))/logs/20260129T184210.123Z-r.jsonl": "no JSON\n" + entry,
      ].mapValues { Array($0.utf8) })
    let records = try Snapshot(of: tree).records
    let family = try Family(records, in: tree)
    #expect(family.children(of: records[0]).map(\.text) == [planID(3), planID(2)])
    #expect(family.whole(records[0]).all.map(\.folder) == [planID(1), planID(2)])
  }

  @Test func `tickets that are parts of each other are each there once`() throws {
    let plan = PlanTree([1: .init(status: "todo", parent: 2), 2: .init(status: "todo", parent: 1)])
    #expect(try plan.whole(1).all.map(\.folder) == [planID(1), planID(2)])
    #expect(try plan.whole(1).leaves.map(\.folder) == [planID(2)])
  }

  @Test func `however deep tickets are split, it ends`() throws {
    var items: [Int: PlanTree.Item] = [1: .init(status: "todo")]
    for number in 2...500 { items[number] = .init(status: "todo", parent: number - 1) }
    #expect(try PlanTree(items).whole(1).leaves.count == 1)
  }
}
