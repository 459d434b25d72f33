/// `title` is text.
enum TitleRule: TicketRule {
  static func check(_ document: Document, _ findings: inout Findings) {
    guard let node = document.fields["title"], !node.isNull else {
      return findings.add(
        .titleMissing, "The field 'title' is missing; it must be text.", at: document.frontMatter.lowerBound,
        .field("title"))
    }
    guard let title = node.string else {
      return findings.addNotText(.titleNotText, "title", node)
    }
    if Body.trimmed(Array(title.utf8)[...]).isEmpty {
      findings.add(
        .titleEmpty, "The title is empty; it should say what the ticket is about.", at: node.range.lowerBound,
        .field("title"))
    }
  }
}

extension Findings {
  /// Notes a field that must be text and is not; one that only lacks quotes has a value.
  mutating func addNotText(_ code: IssueCode, _ field: String, _ node: YAMLNode) {
    guard let scalar = node.scalar else {
      return add(
        code, "The field '\(field)' must be text, but is \(node.kindName).", at: node.range.lowerBound,
        .field(field))
    }
    add(
      code, "The field '\(field)' must be text, but \(node.shown) without quotes is \(node.kindName).",
      at: node.range.lowerBound, .field(field), .value(scalar.text))
  }
}
