/// Writes a time that can be read without guessing as a UTC timestamp.
enum NormalizeTimestamp: RepairAction {
  static let name = "normalize_timestamp"
  static let summary = "Writes a time that is clear as a UTC timestamp."
  static let isSafe = true
  static let codes: [IssueCode] = [.createdAtInvalid]
  static let parameters = [RepairParameter("field", .subject, "the field with the time")]

  static func parameters(for issue: Issue, in ticket: RepairSubject) -> [JSON.Member]? {
    guard let document = ticket.document, normal(in: document) != nil else { return nil }
    return [.field("created_at")]
  }

  static func change(_ ticket: RepairSubject, _ given: RepairValues) throws(RepairObjection) -> RepairChange {
    _ = try given.choice("field", among: ["created_at"])
    let document = try ticket.parsed()
    guard let node = document.field("created_at"), let text = node.scalar?.text else {
      throw RepairObjection("there is no single 'created_at'")
    }
    if CreatedAtRule.isValid(text) { return .nothing }
    guard let normal = normal(in: document) else {
      throw RepairObjection("'created_at' is \(node.shown), which is no clear time")
    }
    return RepairChange(
      document.replacing(node, with: normal), "Wrote 'created_at' as \(normal), which was \(node.shown).")
  }

  private static func normal(in document: Document) -> String? {
    guard let text = document.field("created_at")?.scalar?.text, let instant = Timestamp.guess(text) else { return nil }
    // Offsets are whole minutes, so the digits of a fraction stay as they are, all of them.
    let fraction = text.drop { $0 != "." && $0 != "," }.dropFirst().prefix { $0.isASCII && $0.isNumber }
    let seconds = Timestamp.extended(instant).dropLast()
    return fraction.isEmpty ? "\(seconds)Z" : "\(seconds).\(fraction)Z"
  }
}
