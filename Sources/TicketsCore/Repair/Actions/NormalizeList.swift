/// Makes a list of what is clearly meant as one: a single entry, entries without quotes, empty entries.
enum NormalizeList: RepairAction {
  static let name = "normalize_list"
  static let summary = "Makes a list of a single entry, quotes its texts, and drops empty entries."
  static let isSafe = true
  static let codes: [IssueCode] = [
    .labelsInvalid, .relationNotAList, .relationEntryEmpty, .relationIDInvalid, .verificationInvalid,
  ]
  static let parameters = [RepairParameter("field", .subject, "the field with the list")]

  private static let textFields = ["labels", "verification.commands"]

  static func parameters(for issue: Issue, in ticket: RepairSubject) -> [JSON.Member]? {
    guard let name = issue.details["field"]?.string, (textFields + FieldNames.relations).contains(name),
      let document = ticket.document, let field = document.entry(name)
    else { return nil }
    if issue.code == .relationIDInvalid {
      // Only an id that differs in nothing but letter case is clear.
      guard let text = issue.details["value"]?.string, TicketID.objection(to: text) == .upperCase else { return nil }
    }
    if issue.code == .labelsInvalid || issue.code == .verificationInvalid, let items = field.value.sequence {
      guard items.contains(where: { $0.scalar != nil && $0.string == nil }) else { return nil }
    }
    guard let change = try? change(document, field, name), !change.edits.isEmpty else { return nil }
    return [.field(name)]
  }

  static func change(_ ticket: RepairSubject, _ given: RepairValues) throws(RepairObjection) -> RepairChange {
    let name = try given.choice("field", among: textFields + FieldNames.relations)
    let document = try ticket.parsed()
    guard let field = document.entry(name) else { throw RepairObjection("there is no '\(name)'") }
    return try change(document, field, name)
  }

  private static func change(
    _ document: Document, _ field: YAMLField, _ name: String
  ) throws(RepairObjection) -> RepairChange {
    let isRelation = FieldNames.relations.contains(name)
    switch field.value.value {
    case .mapping: throw RepairObjection("'\(name)' is a mapping, and it is not clear which list is meant")
    case .scalar(let scalar):
      if field.value.isNull { return .nothing }
      return RepairChange(
        Edit(document.written(field.value), list(of: scalar, isRelation)),
        "Made a list of '\(name)', which was \(field.value.shown).")
    case .sequence(let items):
      let empty = Set(items.indices.filter { isRelation ? RelationRule.isEmpty(items[$0]) : items[$0].isNull })
      guard var edits = document.dropping(empty, from: name) else {
        throw RepairObjection("the empty entries of '\(name)' stand on no lines of their own")
      }
      var notes = empty.isEmpty ? [] : ["Dropped \(empty.count) empty of the entries of '\(name)'."]
      for (index, item) in items.enumerated() where !empty.contains(index) {
        guard let (edit, note) = correction(of: item, document, name, isRelation) else { continue }
        edits.append(edit)
        notes.append(note)
      }
      return RepairChange(edits: edits, notes: notes)
    }
  }

  private static func correction(
    of item: YAMLNode, _ document: Document, _ name: String, _ isRelation: Bool
  ) -> (Edit, String)? {
    guard let scalar = item.scalar else { return nil }
    if isRelation {
      guard TicketID.objection(to: scalar.text) == .upperCase else { return nil }
      let id = scalar.text.lowercased()
      return (document.replacing(item, with: id), "Wrote \(item.shown) in '\(name)' in lowercase.")
    }
    guard item.string == nil else { return nil }
    return (Edit(item.range, YAMLText.quoted(scalar.text)), "Put quotes around \(item.shown) in '\(name)'.")
  }

  private static func list(of scalar: YAMLScalar, _ isRelation: Bool) -> String {
    guard isRelation else { return YAMLText.list([scalar.text]) }
    if scalar.text.utf8.allSatisfy({ $0 <= Ascii.space }) { return "[]" }
    let isUpperCase = TicketID.objection(to: scalar.text) == .upperCase
    return YAMLText.list([isUpperCase ? scalar.text.lowercased() : scalar.text])
  }
}
