/// Makes the one command of a verification that is given as text.
enum WrapVerification: RepairAction {
  static let name = "wrap_verification"
  static let summary = "Makes a verification that is given as text its one command."
  static let isSafe = true
  static let codes: [IssueCode] = [.verificationInvalid]
  static let parameters: [RepairParameter] = []

  static func parameters(for issue: Issue, in ticket: RepairSubject) -> [JSON.Member]? {
    guard let node = ticket.document?.field("verification"), node.scalar != nil, !node.isNull else { return nil }
    return []
  }

  static func change(_ ticket: RepairSubject, _ given: RepairValues) throws(RepairObjection) -> RepairChange {
    let document = try ticket.parsed()
    guard let node = document.field("verification"), !node.isNull else { return .nothing }
    if node.mapping != nil { return .nothing }
    guard let scalar = node.scalar else { throw RepairObjection("'verification' is \(node.kindName)") }
    return RepairChange(
      Edit(document.written(node), "{commands: \(YAMLText.list([scalar.text]))}"),
      "Made \(node.shown) the command of 'verification'.")
  }
}
