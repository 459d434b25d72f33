/// `assignment` says who may work on the ticket and who does.
enum AssignmentRule: TicketRule {
  static let mode = ChoiceRule(
    field: "assignment.mode", choices: AssignmentMode.allCases.map(\.rawValue), code: .assignmentModeUnknown)

  static func check(_ document: Document, _ findings: inout Findings) {
    guard let node = document.fields["assignment"], !node.isNull else { return }
    guard let fields = node.mapping else {
      return findings.add(
        .assignmentInvalid, "The field 'assignment' must be a mapping with 'mode' and 'owner', but is \(node.shown).",
        at: node.range.lowerBound, .field("assignment"))
    }
    if let node = fields["mode"], !node.isNull { mode.check(node, &findings) }
    if let node = fields["owner"], !node.isNull, node.string == nil {
      findings.addNotText(.assignmentOwnerNotText, "assignment.owner", node)
    }
  }
}
