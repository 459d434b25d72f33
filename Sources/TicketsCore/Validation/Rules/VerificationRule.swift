/// `verification.commands` is a list of texts.
enum VerificationRule: TicketRule {
  static func check(_ document: Document, _ findings: inout Findings) {
    guard let node = document.fields["verification"], !node.isNull else { return }
    findings.checkVerification(.verificationInvalid, node)
  }
}
