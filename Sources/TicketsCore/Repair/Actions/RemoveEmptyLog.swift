/// Removes a run log that holds nothing, as a killed writer leaves it.
enum RemoveEmptyLog: RepairAction {
  static let name = "remove_empty_log"
  static let summary = "Removes a run log that holds nothing."
  static let isSafe = true
  static let codes: [IssueCode] = [.logEmpty]
  static let parameters = [RepairParameter("file", .subject, "the run log that is removed")]

  static func parameters(for issue: Issue, in ticket: RepairSubject) -> [JSON.Member]? {
    // Of a ticket that cannot be read nothing can be repaired.
    guard ticket.document != nil, let path = issue.logPath else { return nil }
    return [JSON.Member("file", .string(path.splitAtLastSlash.name))]
  }

  static func change(_ ticket: RepairSubject, _ given: RepairValues) throws(RepairObjection) -> RepairChange {
    let file = try given.text("file")
    guard !file.contains("/"), file.hasSuffix(RunLogName.suffix) else {
      throw RepairObjection("'file' must name a run log")
    }
    var change = RepairChange(edits: [], notes: ["Removed the run log \(file), which held nothing."])
    change.emptyLogs = [file]
    return change
  }
}
