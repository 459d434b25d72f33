/// Puts quotes around text that YAML takes for a number, a date or a truth value.
enum QuoteText: RepairAction {
  static let name = "quote_text"
  static let summary = "Puts quotes around text that YAML takes for something else."
  static let isSafe = true
  static let codes: [IssueCode] = [.titleNotText, .assignmentOwnerNotText]
  static let parameters = [RepairParameter("field", .subject, "the field with the text")]

  private static let fields = ["title", "assignment.owner"]

  static func parameters(for issue: Issue, in ticket: RepairSubject) -> [JSON.Member]? {
    let field = issue.code == .titleNotText ? "title" : "assignment.owner"
    return ticket.document?.field(field)?.scalar == nil ? nil : [.field(field)]
  }

  static func change(_ ticket: RepairSubject, _ given: RepairValues) throws(RepairObjection) -> RepairChange {
    let field = try given.choice("field", among: fields)
    let document = try ticket.parsed()
    guard let node = document.field(field), let scalar = node.scalar, !node.isNull else {
      throw RepairObjection("there is no single '\(field)'")
    }
    if node.string != nil { return .nothing }
    return RepairChange(
      Edit(node.range, YAMLText.quoted(scalar.text)),
      "Put quotes around '\(field)', because \(node.shown) without them is \(node.kindName).")
  }
}
