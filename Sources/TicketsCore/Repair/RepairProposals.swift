/// Finds the repairs for issues.
enum RepairProposals {
  /// The repairs for issues in the order of a report, each for the issues that it repairs together.
  static func proposals(for issues: [(id: String, issue: Issue)], in reader: any TreeReader) -> [ProposedRepair] {
    var proposals: [ProposedRepair] = []
    // Where the repairs of the ticket at hand begin: its issues follow each other.
    var first = 0
    var subject: RepairSubject?
    var base = ""
    for (id, issue) in issues where issue.logPath == nil {
      guard let folder = TicketRecord.folder(ofPath: issue.ticketPath) else { continue }
      if subject?.folder != folder {
        guard let bytes = try? reader.read("\(folder)/\(TicketRecord.fileName)") else { continue }
        subject = RepairSubject(folder: folder, bytes: bytes)
        base = ProposedRepair.fingerprint(of: bytes)
        first = proposals.count
      }
      guard let subject, let (action, parameters) = action(for: issue, in: subject) else { continue }
      let same = proposals[first...].firstIndex { $0.action == action.name && $0.parameters == parameters }
      if let same {
        proposals[same].issueIDs.append(id)
      } else {
        proposals.append(
          ProposedRepair(
            isSafe: action.isSafe, issueIDs: [id], action: action.name, ticketPath: issue.ticketPath,
            parameters: parameters, base: base))
      }
    }
    for index in proposals.indices { proposals[index].id = ReportNumber.text("R", index + 1) }
    return proposals
  }

  private static func action(
    for issue: Issue, in ticket: RepairSubject
  ) -> (any RepairAction.Type, [JSON.Member])? {
    for action in issue.code.repairs {
      if let parameters = action.parameters(for: issue, in: ticket) { return (action, parameters) }
    }
    return nil
  }
}

/// The names of issues and repairs in a report.
enum ReportNumber {
  /// A letter and at least four digits, so that names sort.
  static func text(_ letter: String, _ number: Int) -> String {
    let digits = String(number)
    return letter + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
  }
}
