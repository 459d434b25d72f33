/// `dependencies`, `blocks` and `related` are lists of ids of other tickets.
enum RelationRule: TicketRule {
  static func check(_ document: Document, _ findings: inout Findings) {
    let own = document.fields["id"]?.scalar?.text
    for field in FieldNames.relations {
      guard let node = document.fields[field], !node.isNull else { continue }
      guard let items = node.sequence else {
        findings.add(
          .relationNotAList, "The field '\(field)' must be a list of ticket ids, but is \(node.shown).",
          at: node.range.lowerBound, .field(field))
        continue
      }
      for item in items { check(item, field, own: own, &findings) }
    }
  }

  private static func check(_ item: YAMLNode, _ field: String, own: String?, _ findings: inout Findings) {
    if isEmpty(item) {
      return findings.add(
        .relationEntryEmpty, "The field '\(field)' must hold ticket ids, but has an empty entry.",
        at: item.range.lowerBound, .field(field))
    }
    guard let text = item.scalar?.text else {
      return findings.add(
        .relationIDInvalid, "The field '\(field)' must hold ticket ids, but holds \(item.kindName).",
        at: item.range.lowerBound, .field(field))
    }
    if let objection = TicketID.objection(to: text) {
      findings.add(
        .relationIDInvalid, "The field '\(field)' must hold ticket ids, but \(item.shown) \(objection.reason).",
        at: item.range.lowerBound, .field(field), .value(text))
    } else if text == own {
      findings.add(
        .relationSelf, "The field '\(field)' must name other tickets, but names this one.", at: item.range.lowerBound,
        .field(field), .value(text))
    }
  }

  /// Whether an entry says nothing.
  static func isEmpty(_ item: YAMLNode) -> Bool {
    item.scalar.map { $0.kind == .null || Body.trimmed(Array($0.text.utf8)[...]).isEmpty } ?? false
  }
}
