/// The keys of the front matter: no stored relationship that tools derive, and no slip of the hand.
enum KeyRule: TicketRule {
  static func check(_ document: Document, _ findings: inout Findings) {
    for field in document.fields {
      if let known = FieldNames.known.first(where: { $0.name == field.key }) {
        guard !known.inner.isEmpty, let fields = field.value.mapping else { continue }
        for inner in fields where !known.inner.contains(inner.key) {
          checkSpelling(inner, among: known.inner, in: "\(field.key).", &findings)
        }
      } else if !FieldNames.accepted.contains(field.key) {
        check(field, &findings)
      }
    }
  }

  private static func check(_ field: YAMLField, _ findings: inout Findings) {
    guard let instead = FieldNames.derivedRelations[plain(field.key)] else {
      return checkSpelling(field, among: FieldNames.known.map(\.name), in: "", &findings)
    }
    let remedy = instead.map { "; use '\($0)' of the ticket that it concerns" } ?? ""
    findings.add(
      .relationKeyForbidden,
      "The relationship '\(field.key)' must not be stored, because tools derive it from the others\(remedy).",
      at: field.keyRange.lowerBound, .field(field.key))
  }

  private static func checkSpelling(
    _ field: YAMLField, among known: [String], in prefix: String, _ findings: inout Findings
  ) {
    guard let meant = Nearness.nearest(to: plain(field.key), among: known, within: 2) else { return }
    findings.add(
      .keyMisspelled,
      "The key \("\(prefix)\(field.key)".quotedForMessage) is unknown; did you mean '\(prefix)\(meant)'?",
      at: field.keyRange.lowerBound, .field(prefix + field.key), JSON.Member("meant", .string(prefix + meant)))
  }

  private static func plain(_ key: String) -> String {
    String(decoding: key.utf8.map { $0 == Ascii.dash ? UInt8(ascii: "_") : $0 }, as: UTF8.self).lowercased()
  }
}
