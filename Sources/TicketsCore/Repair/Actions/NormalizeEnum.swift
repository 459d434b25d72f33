/// Writes a word of a fixed set the way the format spells it.
enum NormalizeEnum: RepairAction {
  static let name = "normalize_enum"
  static let summary = "Writes a status, priority or mode in the spelling of the format."
  static let isSafe = true
  static let codes = ChoiceRule.all.map(\.code)
  static let parameters = [RepairParameter("field", .subject, "the field with the word")]

  static func parameters(for issue: Issue, in ticket: RepairSubject) -> [JSON.Member]? {
    guard let rule = ChoiceRule.all.first(where: { $0.code == issue.code }),
      let text = ticket.document?.field(rule.field)?.scalar?.text, rule.meant(by: text) != nil
    else { return nil }
    return [.field(rule.field)]
  }

  static func change(_ ticket: RepairSubject, _ given: RepairValues) throws(RepairObjection) -> RepairChange {
    let field = try given.choice("field", among: ChoiceRule.all.map(\.field))
    let document = try ticket.parsed()
    guard let rule = ChoiceRule.all.first(where: { $0.field == field }), let node = document.field(field),
      let text = node.scalar?.text
    else { throw RepairObjection("there is no single '\(field)'") }
    if rule.choices.contains(text) { return .nothing }
    guard let meant = rule.meant(by: text) else {
      throw RepairObjection("'\(field)' is \(node.shown), and it is not clear what is meant")
    }
    return RepairChange(document.replacing(node, with: meant), "Wrote '\(field)' as \(meant), which was \(node.shown).")
  }
}
