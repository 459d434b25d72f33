/// `labels` is a list of texts.
enum LabelsRule: TicketRule {
  static func check(_ document: Document, _ findings: inout Findings) {
    guard let node = document.fields["labels"], !node.isNull else { return }
    findings.checkTexts(.labelsInvalid, "labels", node)
  }
}
