import TicketsCore

extension Invariant {
  /// An edited file says what was asked, and nothing else of it changes.
  static let edit = Invariant("edit") { bytes throws(Violation) in
    guard let document = try? Document(bytes) else { return }
    for key in ["status", "priority", "new_field"] {
      guard let edits = document.setting(key, to: .word("doing")) else { continue }
      let after = try read(edits, of: document)
      try require(after.field(key)?.string == "doing", "\(key) is not what was asked: \(shown(after.bytes))")
      try sameOthers(after, document, but: key)
    }
    // A key with a dot in it has no path.
    for field in document.fields where !field.key.contains(".") {
      guard let items = field.value.sequence, !items.isEmpty else { continue }
      for dropped in [[0], [items.count - 1], Set(items.indices)] {
        guard let edits = document.dropping(dropped, from: field.key) else { continue }
        let after = try read(edits, of: document)
        let left = after.fields.first { $0.key == field.key }?.value.sequence ?? []
        let kept = items.indices.filter { !dropped.contains($0) }.map { YAMLMeaning(items[$0]) }
        try require(
          left.map { YAMLMeaning($0) } == kept, "\(field.key) without \(dropped) is \(shown(after.bytes))")
        try sameOthers(after, document, but: field.key)
      }
    }
  }

  private static func read(_ edits: [Edit], of document: Document) throws(Violation) -> Document {
    let bytes = try unwrap(edits.applied(to: document.bytes), "the edits overlap: \(edits)")
    do throws(DocumentFailure) {
      return try Document(bytes)
    } catch {
      throw Violation(description: "an edit made it unreadable, \(error.message): \(shown(bytes))")
    }
  }

  private static func sameOthers(_ after: Document, _ before: Document, but key: String) throws(Violation) {
    try require(
      after.bytes[after.bodyStart...] == before.bytes[before.bodyStart...], "the body changed: \(shown(after.bytes))")
    func others(_ document: Document) -> [YAMLField] { document.fields.filter { $0.key != key } }
    try require(
      others(after).map(\.key) == others(before).map(\.key)
        && others(after).map { YAMLMeaning($0.value) } == others(before).map { YAMLMeaning($0.value) },
      "other fields changed with \(key): \(shown(after.bytes))")
  }

  /// Safe repairs add no error, and leave no safe repair to be made; those that cannot be made are refused with a reason.
  static let repair = Invariant("repair") { bytes throws(Violation) in
    let before = MemoryTree(["a/\(Layout.ticketFileName)": bytes])
    let report = try Self.report(on: before)
    let repairs = report.repairs.filter(\.isSafe)
    var planner = try planner(before)
    switch attempt({ () throws(RepairPlanner.Refusal) in try planner.plan(repairs) }) {
    case .success(let plan):
      guard let ticket = plan.tickets.first else { return }
      let left = try Self.report(on: MemoryTree(["a/\(Layout.ticketFileName)": ticket.after]))
      try require(
        !left.repairs.contains(where: \.isSafe), "a safe repair is left for \(shown(ticket.after)): \(left.repairs)")
      let errors = { (report: IssuesReport) in report.issues.count { $0.issue.severity == .error } }
      try require(errors(left) <= errors(report), "there are more errors in \(shown(ticket.after)): \(left.issues)")
    case .failure(let error):
      try require(error.reasons.allSatisfy { $0.contains("/a/") }, "the refusal names no file: \(error.reasons)")
    }
  }

  static func report(on tree: MemoryTree) throws(Violation) -> IssuesReport {
    do throws(TreeFailure) {
      return try IssuesReport(of: Validator(Settings()).check(tree), in: tree, at: Instant(milliseconds: 0))
    } catch {
      throw Violation(description: "a tree in memory cannot be read: \(error.message)")
    }
  }

  static func planner(_ tree: MemoryTree) throws(Violation) -> RepairPlanner {
    let id = try unwrap(TicketID("0191ffff-0000-7000-8000-000000000001"), "this is an id")
    do throws(TreeFailure) {
      return try RepairPlanner(tree) { id }
    } catch {
      throw Violation(description: "a tree in memory cannot be read: \(error.message)")
    }
  }
}
