/// Takes out the byte order mark, which says nothing in UTF-8.
enum RemoveByteOrderMark: RepairAction {
  static let name = "remove_byte_order_mark"
  static let summary = "Takes out the byte order mark at the beginning of the file."
  static let isSafe = true
  static let codes: [IssueCode] = [.byteOrderMark]
  static let parameters: [RepairParameter] = []

  static func parameters(for issue: Issue, in ticket: RepairSubject) -> [JSON.Member]? { [] }

  static func change(_ ticket: RepairSubject, _ given: RepairValues) throws(RepairObjection) -> RepairChange {
    guard ticket.bytes.starts(with: Ascii.byteOrderMark) else { return .nothing }
    return RepairChange(
      Edit(0..<Ascii.byteOrderMark.count, ""), "Took out the byte order mark at the beginning of the file.")
  }
}
