/// What a template left to be filled in is filled in while somebody works on the ticket.
enum PlaceholderRule: TicketRule {
  static func check(_ document: Document, _ findings: inout Findings) {
    guard document.fields["status"]?.string.flatMap(Status.init)?.isOpen ?? true else { return }
    for placeholder in Placeholder.all(in: document.bytes, from: document.bodyStart) {
      findings.add(
        .placeholderUnfilled, "The placeholder \(placeholder.text.quotedForMessage) is not filled in.",
        at: placeholder.offset, .value(placeholder.text))
    }
  }
}
