/// `verification.commands` is a list of texts.
enum VerificationRule: TicketRule {
  static func check(_ document: Document, _ findings: inout Findings) {
    guard let node = document.fields["verification"], !node.isNull else { return }
    check(node, &findings, .verificationInvalid)
  }

  /// Checks a verification that may also stand in settings.
  static func check(_ node: YAMLNode, _ findings: inout Findings, _ code: IssueCode) {
    guard let fields = node.mapping else {
      return findings.add(
        code, "The field 'verification' must be a mapping with a list of 'commands', but is \(node.shown).",
        at: node.range.lowerBound, .field("verification"))
    }
    guard let commands = fields["commands"], !commands.isNull else { return }
    findings.checkTexts(code, "verification.commands", commands)
  }
}
