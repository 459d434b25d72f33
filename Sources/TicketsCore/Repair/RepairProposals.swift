/// Finds the repairs for issues.
enum RepairProposals {
  /// The repairs for issues in the order of a report, where those of a ticket follow each other.
  static func proposals(
    for issues: [(id: String, issue: Issue)], of subjects: RepairSubjects
  ) throws(TreeFailure) -> [ProposedRepair] {
    var tickets: [Range<Int>] = []
    for index in issues.indices {
      if let last = tickets.last, issues[last.lowerBound].issue.ticketPath == issues[index].issue.ticketPath {
        tickets[tickets.count - 1] = last.lowerBound..<index + 1
      } else {
        tickets.append(index..<index + 1)
      }
    }
    let places = tickets
    var proposals = try subjects.map(count: places.count) { reader, index in
      ticketProposals(for: issues[places[index]], of: subjects, reader)
    }.flatMap(\.self)
    for index in proposals.indices { proposals[index].id = ReportNumber.text("R", index + 1) }
    return proposals
  }

  /// The repairs of one ticket, each for the issues that it repairs together.
  private static func ticketProposals(
    for issues: ArraySlice<(id: String, issue: Issue)>, of subjects: RepairSubjects, _ reader: any TreeReader
  ) -> [ProposedRepair] {
    guard let path = issues.first?.issue.ticketPath, let folder = TicketRecord.folder(ofPath: path),
      issues.contains(where: { $0.issue.mayBeRepaired }),
      let subject = try? subjects.subject(in: folder, reader)
    else { return [] }
    let base = ProposedRepair.fingerprint(of: subject.bytes)
    var proposals: [ProposedRepair] = []
    for (id, issue) in issues where issue.mayBeRepaired {
      guard let (action, parameters) = action(for: issue, in: subject) else { continue }
      if let same = proposals.firstIndex(where: { $0.action == action.name && $0.parameters == parameters }) {
        proposals[same].issueIDs.append(id)
      } else {
        proposals.append(
          ProposedRepair(
            isSafe: action.isSafe, issueIDs: [id], action: action.name, ticketPath: path, parameters: parameters,
            base: base))
      }
    }
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

extension Issue {
  /// What stands in a run log stays; what is no log at all may go.
  fileprivate var mayBeRepaired: Bool { logPath == nil || code == .logEmpty }
}

/// The names of issues and repairs in a report.
enum ReportNumber {
  /// A letter and at least four digits, so that names sort.
  static func text(_ letter: String, _ number: Int) -> String {
    let digits = String(number)
    return letter + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
  }
}
