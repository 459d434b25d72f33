/// `estimates.human_hours` is a number of hours.
enum EstimatesRule: TicketRule {
  static func check(_ document: Document, _ findings: inout Findings) {
    guard let node = document.fields["estimates"], !node.isNull else { return }
    guard let fields = node.mapping else {
      return findings.add(
        .estimatesInvalid, "The field 'estimates' must be a mapping with 'human_hours', but is \(node.shown).",
        at: node.range.lowerBound, .field("estimates"))
    }
    guard let hours = fields["human_hours"] else { return }
    if let number = hours.number, number.isFinite, number >= 0 { return }
    findings.add(
      .estimatesInvalid, "The field 'estimates.human_hours' must be a number of hours, but is \(hours.shown).",
      at: hours.range.lowerBound, .field("estimates.human_hours"))
  }
}
