/// `created_at` is a UTC timestamp in the extended form.
enum CreatedAtRule: TicketRule {
  static func check(_ document: Document, _ findings: inout Findings) {
    guard let node = document.fields["created_at"], !node.isNull else {
      return findings.add(
        .createdAtMissing, "The field 'created_at' is missing; it must be a UTC timestamp such as \(example).",
        at: document.frontMatter.lowerBound, .field("created_at"))
    }
    guard let text = node.scalar?.text else {
      return findings.add(
        .createdAtInvalid,
        "The field 'created_at' must be a UTC timestamp such as \(example), but is \(node.kindName).",
        at: node.range.lowerBound, .field("created_at"))
    }
    guard !isValid(text) else { return }
    findings.add(
      .createdAtInvalid, "The field 'created_at' must be a UTC timestamp such as \(example), but is \(node.shown).",
      at: node.range.lowerBound, .field("created_at"), .value(text))
  }

  /// Whether text is a timestamp in the form for front matter; the basic form is for run logs.
  static func isValid(_ text: String) -> Bool {
    text.utf8.dropFirst(4).first == Ascii.dash && Timestamp.parse(text) != nil
  }

  private static let example = "2026-01-29T18:42:10Z"
}
