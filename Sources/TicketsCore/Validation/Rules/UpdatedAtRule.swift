/// There is no `updated_at`: it is derived from the run logs.
enum UpdatedAtRule: TicketRule {
  static func check(_ document: Document, _ findings: inout Findings) {
    guard let field = document.fields.first(where: { $0.key == "updated_at" }) else { return }
    findings.add(
      .updatedAtPresent, "There must be no 'updated_at'; it is derived from the newest entry of the run logs.",
      at: field.keyRange.lowerBound, .field("updated_at"))
  }
}
