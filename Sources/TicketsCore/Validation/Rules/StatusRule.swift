/// `status` is one of the five.
enum StatusRule: TicketRule {
  static let choice = ChoiceRule(field: "status", choices: Status.allCases.map(\.rawValue), code: .statusUnknown)

  static func check(_ document: Document, _ findings: inout Findings) {
    guard let node = document.fields["status"], !node.isNull else {
      return findings.add(
        .statusMissing, "The field 'status' is missing; it must be \(choice.choices.listed).",
        at: document.frontMatter.lowerBound, .field("status"))
    }
    choice.check(node, &findings)
  }
}
