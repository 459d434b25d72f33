/// `priority`, when there is one, is one of the four.
enum PriorityRule: TicketRule {
  static let choice = ChoiceRule(field: "priority", choices: Priority.allCases.map(\.rawValue), code: .priorityUnknown)

  static func check(_ document: Document, _ findings: inout Findings) {
    guard let node = document.fields["priority"], !node.isNull else { return }
    choice.check(node, &findings)
  }
}
