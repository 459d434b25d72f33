/// Takes out `updated_at`, which the run logs tell; the log entry of the repair keeps what it said.
enum RemoveUpdatedAt: RepairAction {
  static let name = "remove_updated_at"
  static let summary = "Takes out 'updated_at', and keeps what it said in the log entry."
  static let isSafe = true
  static let codes: [IssueCode] = [.updatedAtPresent]
  static let parameters: [RepairParameter] = []

  static func parameters(for issue: Issue, in ticket: RepairSubject) -> [JSON.Member]? {
    guard let document = ticket.document, let field = document.entry("updated_at"), document.lines(of: field) != nil
    else { return nil }
    return []
  }

  static func change(_ ticket: RepairSubject, _ given: RepairValues) throws(RepairObjection) -> RepairChange {
    let document = try ticket.parsed()
    guard let field = document.entry("updated_at") else { return .nothing }
    guard let lines = document.lines(of: field) else {
      throw RepairObjection("'updated_at' does not stand on lines of its own")
    }
    return RepairChange(Edit(lines, ""), "Took out what the run logs tell: \(document.text(of: lines))")
  }
}

extension Document {
  /// The text of some lines without the space around it.
  func text(of range: Range<Int>) -> String { String(decoding: Body.trimmed(bytes[range]), as: UTF8.self) }
}
