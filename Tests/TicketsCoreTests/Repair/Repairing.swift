import TicketsCore

/// An instant for reports.
let sampleInstant = Instant(milliseconds: 1_769_712_130_000)

/// New ids for repairs that want some: always the same.
func newIDs() -> () -> TicketID {
  var next = 0
  return {
    next += 1
    return TicketID("0191ffff-0000-7000-8000-00000000000\(next)") ?? sampleTicketID
  }
}

private let sampleTicketID = TicketID(sampleID) ?? newIDs()()

/// The report about a tree.
func report(_ tree: MemoryTree) throws -> IssuesReport {
  try IssuesReport(of: try check(tree), in: tree, at: sampleInstant)
}

extension IssuesReport {
  /// The document for people, whole.
  var yaml: String {
    var text = ""
    writeYAML { text += $0 + "\n" }
    return text
  }
}

/// Makes the safe repairs of a tree, and those that decisions are given for: values by action.
func plan(_ tree: MemoryTree, _ decisions: [String: [String: JSON]] = [:]) throws -> RepairPlan {
  let repairs = try report(tree).repairs.compactMap { repair -> ProposedRepair? in
    guard let values = decisions[repair.action] else { return repair.isSafe ? repair : nil }
    var repair = repair
    repair.parameters = repair.parameters.map { JSON.Member($0.name, values[$0.name] ?? $0.value) }
    return repair
  }
  var planner = try RepairPlanner(tree, nextID: newIDs())
  return try planner.plan(repairs)
}

/// The codes that the safe repairs of a ticket claim to repair.
func claims(_ text: String) throws -> Set<IssueCode> {
  let names = Set(try report(tree(text)).repairs.filter(\.isSafe).map(\.action))
  return Set(RepairActions.all.filter { names.contains($0.name) }.flatMap { $0.codes })
}

/// The text of a ticket after its repairs.
func repaired(_ text: String, _ decisions: [String: [String: JSON]] = [:]) throws -> String {
  try plan(tree(text), decisions).tickets.first.map { String(decoding: $0.after, as: UTF8.self) } ?? text
}
