/// `scope` says in globs what the work may touch and what it must not.
enum ScopeRule: TicketRule {
  static func check(_ document: Document, _ findings: inout Findings) {
    guard let node = document.fields["scope"], !node.isNull else { return }
    guard let fields = node.mapping else {
      return findings.add(
        .scopeInvalid, "The field 'scope' must be a mapping with lists 'allow' and 'deny', but is \(node.shown).",
        at: node.range.lowerBound, .field("scope"))
    }
    for name in ["allow", "deny"] {
      guard let globs = fields[name], !globs.isNull else { continue }
      findings.checkTexts(.scopeInvalid, "scope.\(name)", globs)
    }
  }
}
