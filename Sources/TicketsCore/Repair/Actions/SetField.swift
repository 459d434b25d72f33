/// Gives a field the value that someone decided on: an id, a title, a status, a time.
enum SetField: RepairAction {
  static let name = "set_front_matter_field"
  static let summary = "Gives a field the value that you decide on; an id can be generated."
  static let isSafe = false
  static let codes: [IssueCode] =
    [
      .idMissing, .idInvalid, .idDuplicate, .titleMissing, .titleNotText, .statusMissing, .createdAtMissing,
      .createdAtInvalid,
    ] + ChoiceRule.all.map(\.code)
  static let parameters = [
    RepairParameter("field", .subject, "the field to set"),
    RepairParameter("value", .text, "the new value"),
    RepairParameter("generate_uuidv7", .flag, "true for a new id instead of a value"),
    RepairParameter("update_references", .flag, "whether tickets that refer to the old id follow"),
  ]

  static func parameters(for issue: Issue, in ticket: RepairSubject) -> [JSON.Member]? {
    guard let field = issue.details["field"]?.string, ticket.document != nil else { return nil }
    let value = [JSON.Member.field(field), JSON.Member("value", .null)]
    guard field == "id" else { return value }
    return value + [JSON.Member("generate_uuidv7", .bool(false)), JSON.Member("update_references", .null)]
  }

  static func change(_ ticket: RepairSubject, _ given: RepairValues) throws(RepairObjection) -> RepairChange {
    let field = try given.choice("field", among: ["id", "title", "created_at"] + ChoiceRule.all.map(\.field))
    if field != "id",
      given.members["generate_uuidv7"] ?? .null != .null || given.members["update_references"] ?? .null != .null
    {
      throw RepairObjection("only an id can be generated or followed")
    }
    let document = try ticket.parsed()
    let value = try given.text("value")
    if let objection = objection(to: value, as: field) { throw RepairObjection(objection) }
    let node = document.field(field)
    guard node?.scalar?.text != value else { return .nothing }
    let old = node.map { $0.isNull ? "it was empty" : "it was \($0.shown)" } ?? "it was missing"
    guard let edits = document.setting(field, to: field == "title" ? .text(value) : .word(value)) else {
      throw RepairObjection("'\(field)' is written in a way that leaves no place for another value")
    }
    var change = RepairChange(edits: edits, notes: ["Set '\(field)' to \(value), as decided; \(old)."])
    if field == "id" { change.renumbering = try renumbering(of: node?.scalar?.text, to: value, given) }
    return change
  }

  /// Why a value cannot be that of a field, or nothing when it can.
  private static func objection(to value: String, as field: String) -> String? {
    let isRight =
      switch field {
      case "id": TicketID(value) != nil
      case "title":
        !Body.trimmed(Array(value.utf8)[...]).isEmpty && !value.contains(where: \.isHiddenOrControl)
      case "created_at": CreatedAtRule.isValid(value)
      default: ChoiceRule.all.contains { $0.field == field && $0.choices.contains(value) }
      }
    return isRight ? nil : "'\(field)' must be \(expectation(of: field) ?? ""), but is \(value.quotedForMessage)"
  }

  /// What the value of a field must be.
  static func expectation(of field: String) -> String? {
    switch field {
    case "id": "a lowercase UUIDv7"
    case "title": "a line of text"
    case "created_at": "a UTC timestamp such as 2026-01-29T18:42:10Z"
    default: ChoiceRule.all.first { $0.field == field }?.choices.listed
    }
  }

  private static func renumbering(
    of old: String?, to new: String, _ given: RepairValues
  ) throws(RepairObjection) -> Renumbering? {
    guard let old, !old.isEmpty, try given.flag("update_references") else { return nil }
    return Renumbering(from: old, to: new)
  }
}
