/// Moves the run logs that were left in the old folder of a renamed ticket to where the ticket is.
enum GatherLogs: RepairAction {
  static let name = "gather_logs"
  static let summary = "Moves run logs that lie in a ticket's old folder into its present one."
  static let isSafe = true
  static let codes: [IssueCode] = [.logsAstray]
  static let parameters = [
    RepairParameter("files", .subject, "the run logs that are moved")
  ]

  static func parameters(for issue: Issue, in ticket: RepairSubject) -> [JSON.Member]? {
    let files = issue.details["files"]?.strings ?? []
    let taken = issue.details["taken"]?.strings ?? []
    // Two logs of one name are for a person to look at.
    guard !files.isEmpty, taken.isEmpty else { return nil }
    return [JSON.Member("files", .array(files.map(JSON.string)))]
  }

  static func change(_ ticket: RepairSubject, _ given: RepairValues) throws(RepairObjection) -> RepairChange {
    guard let id = ticket.document?.fields["id"]?.scalar.flatMap({ TicketID($0.text) }), id.text != ticket.folder else {
      return .nothing
    }
    let files = try given.names("files")
    guard files.allSatisfy({ !$0.contains("/") && $0.hasSuffix(RunLogName.suffix) }) else {
      throw RepairObjection("'files' must name run logs")
    }
    var change = RepairChange(
      edits: [], notes: ["Moved \(files.count) run log\(files.count == 1 ? "" : "s") here from the folder \(id.text)."])
    change.gathered = files
    return change
  }
}
