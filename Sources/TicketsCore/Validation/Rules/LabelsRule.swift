/// `labels` is a list of texts.
enum LabelsRule: TicketRule {
  static func check(_ document: Document, _ findings: inout Findings) {
    guard let node = document.fields["labels"], !node.isNull else { return }
    findings.checkTexts(.labelsInvalid, "labels", node)
  }
}

extension Findings {
  /// Notes what keeps a field from being a list of texts.
  mutating func checkTexts(_ code: IssueCode, _ field: String, _ node: YAMLNode) {
    guard let items = node.sequence else {
      return add(
        code, "The field '\(field)' must be a list of texts, but is \(node.shown).", at: node.range.lowerBound,
        .field(field))
    }
    for item in items where item.string == nil {
      let found = item.scalar == nil || item.isNull ? item.kindName : "\(item.kindName): \(item.shown)"
      add(
        code, "The field '\(field)' must be a list of texts, but has an entry that is \(found).",
        at: item.range.lowerBound, .field(field))
    }
  }
}
