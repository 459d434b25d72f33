/// Drops a reference that leads nowhere, or lets it be.
enum ResolveReference: RepairAction {
  static let name = "resolve_reference"
  static let summary = "Drops a reference that leads to no other ticket, or keeps it."
  static let isSafe = false
  static let codes: [IssueCode] = [.relationIDInvalid, .relationSelf, .relationDangling]
  static let parameters = [
    RepairParameter("field", .subject, "the field with the reference"),
    RepairParameter("reference", .subject, "what it refers to"),
    RepairParameter("strategy", .choice(["keep", "drop"]), "keep the reference, or drop it"),
  ]

  static func parameters(for issue: Issue, in ticket: RepairSubject) -> [JSON.Member]? {
    guard let name = issue.details["field"]?.string, let reference = issue.details["value"]?.string,
      let document = ticket.document, let field = document.entry(name),
      document.dropping(indices(of: reference, field), from: name) != nil
    else { return nil }
    return [.field(name), JSON.Member("reference", .string(reference)), JSON.Member("strategy", .null)]
  }

  static func change(_ ticket: RepairSubject, _ given: RepairValues) throws(RepairObjection) -> RepairChange {
    let name = try given.choice("field", among: FieldNames.relations)
    let reference = try given.text("reference")
    let strategy = try given.choice("strategy", among: ["keep", "drop"])
    let document = try ticket.parsed()
    guard let field = document.entry(name) else { return .nothing }
    let indices = indices(of: reference, field)
    guard strategy == "drop", !indices.isEmpty else { return .nothing }
    guard let edits = document.dropping(indices, from: name) else {
      throw RepairObjection("\(reference.quotedForMessage) stands on no line of its own in '\(name)'")
    }
    return RepairChange(edits: edits, notes: ["Dropped \(reference.quotedForMessage) from '\(name)', as decided."])
  }

  private static func indices(of reference: String, _ field: YAMLField) -> Set<Int> {
    let items = field.value.sequence ?? []
    return Set(items.indices.filter { items[$0].scalar?.text == reference })
  }
}
