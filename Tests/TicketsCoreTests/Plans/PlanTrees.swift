import TicketsCore

/// Ids that order like their numbers.
func planID(_ number: Int) -> String {
  let digits = String(number)
  return "0191c2d3-4e5f-7a8b-9c0d-" + String(repeating: "0", count: 12 - digits.count) + digits
}

/// A tree in which tickets are parts of each other.
struct PlanTree {
  struct Item {
    let status: String
    var parent: Int?
    var lines = ""
    /// Whether the front matter names the parent.
    var isRelated = true
  }

  let tree: MemoryTree

  init(_ items: [Int: Item]) {
    var files: [String: String] = [:]
    for (number, item) in items {
      let related = item.parent.flatMap { item.isRelated ? "related: [\(planID($0))]\n" : nil } ?? ""
      files["\(planID(number))/ticket.md"] =
        "---\nid: \(planID(number))\ntitle: T\(number)\nstatus: \(item.status)\n\(related)\(item.lines)\n---\n"
      guard let parent = item.parent else { continue }
      files["\(planID(number))/logs/20260129T184210.123Z-r.jsonl"] = "{\"created_from\":\"\(planID(parent))\"}\n"
    }
    tree = MemoryTree(files.mapValues { Array($0.utf8) })
  }

  func family() throws -> (family: Family, records: [TicketRecord]) {
    let records = try Snapshot(of: tree).records
    return (try Family(records, in: tree), records)
  }

  func whole(_ number: Int) throws -> PlanNode {
    let (family, records) = try family()
    return family.whole(records.first { $0.folder == planID(number) } ?? records[0])
  }
}
