/// Gives a plan or a milestone the next free number where an older one has the same.
enum RenumberHandle: RepairAction {
  static let name = "renumber_handle"
  static let summary = "Gives the younger of two plans or milestones with one number the next free number."
  static let isSafe = true
  static let codes: [IssueCode] = [.handleDuplicate]
  static let parameters = [
    RepairParameter("handle", .subject, "the number that two have"),
    RepairParameter("value", .subject, "the number that this one gets"),
  ]

  static func parameters(for issue: Issue, in ticket: RepairSubject) -> [JSON.Member]? {
    guard let handle = issue.details["value"], let next = issue.details["next"], let text = handle.string,
      let document = ticket.document, label(text, in: document) != nil
    else { return nil }
    return [JSON.Member("handle", handle), JSON.Member("value", next)]
  }

  static func change(_ ticket: RepairSubject, _ given: RepairValues) throws(RepairObjection) -> RepairChange {
    let (old, new) = (try given.text("handle"), try given.text("value"))
    guard let handle = Handle(old), let next = Handle(new), handle.series == next.series else {
      throw RepairObjection("\(new.quotedForMessage) is no number of the same series as \(old.quotedForMessage)")
    }
    let document = try ticket.parsed()
    guard let node = label(old, in: document) else { return .nothing }
    return RepairChange(
      document.replacing(node, with: next.text), "Renumbered \(old) to \(new), because an older ticket has \(old).")
  }

  private static func label(_ text: String, in document: Document) -> YAMLNode? {
    document.fields["labels"]?.sequence?.first { $0.string == text }
  }
}
