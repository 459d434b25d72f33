import TicketsCore
import TicketsGit

/// The forecast for tools: hazards, conflicts and what only the merge has wrong.
extension MergeCheckReport {
  private static let conflict = ReviewFindings.Rule(
    code: "MERGE_CONFLICT", summary: "Git cannot merge the two sides of a file.", severity: .error)
  private static let renames = ReviewFindings.Rule(
    code: "MERGE_RENAMES", summary: "How git merges depends on which files it takes for renamed ones.", severity: .error
  )

  var findings: ReviewFindings {
    let hazards = MergeHazard.Code.allCases.map {
      ReviewFindings.Rule(code: $0.rawValue, summary: $0.summary, severity: .error)
    }
    let own = [Self.conflict, Self.renames] + hazards
    // A hazard may also be found in a single tree, under the same code.
    let others = IssueCode.allCases.map { ReviewFindings.Rule($0) }.filter { rule in
      !own.contains { $0.code == rule.code }
    }
    return ReviewFindings(
      command: "merge-check", rules: own + others,
      findings: conflicts + review.hazards.map(finding) + issues.new.map { .init($0, prefix: prefix) },
      tickets: review.merge.folders.filter(\.isTicket).compactMap(\.name))
  }

  private var conflicts: [ReviewFindings.Finding] {
    let tickets = review.tickets.filter { review.verdict(of: $0) >= .renames }.map { ticket in
      finding(
        review.verdict(of: ticket), at: ticket.path, ticket: ticket.id ?? ticket.path,
        about: ticket.conflictValues.isEmpty ? ticket.title ?? "" : ticket.conflictValues.joined(separator: "; "))
    }
    let files = review.files.filter { $0.verdict >= .renames }.map { file in
      finding(file.verdict, at: file.path, ticket: file.path, about: "")
    }
    return tickets + files
  }

  private func finding(
    _ verdict: MergeReview.Verdict, at path: String, ticket: String, about: String
  ) -> ReviewFindings.Finding {
    let rule = verdict == .conflict ? Self.conflict : Self.renames
    let sentence = "Merging \(theirs) into \(ours): \(rule.summary)"
    return ReviewFindings.Finding(
      code: rule.code, severity: .error, message: about.isEmpty ? sentence : "\(sentence) \(about)",
      path: prefix + path, place: nil, ticket: ticket)
  }

  private func finding(_ hazard: MergeHazard) -> ReviewFindings.Finding {
    let id = hazard.ids.first ?? ""
    let path = review.tickets.first { $0.id == id }?.path ?? "\(Layout.folderName)/\(id)/\(Layout.ticketFileName)"
    return ReviewFindings.Finding(
      code: hazard.code.rawValue, severity: .error, message: "Merging \(theirs) into \(ours): \(hazard.message)",
      path: prefix + path, place: nil, ticket: id)
  }

  /// The forecast as a page of its own.
  var html: String {
    let part = WebPage.forecastPart(
      heading: summary, base: ours, [self], rest: "")
    return WebPage.frame(
      title: "Merging \(theirs) into \(ours)",
      about: "\(theirs) at \(sides.theirsCommit.hex.prefix(10)) into \(ours) at \(sides.oursCommit.hex.prefix(10)).",
      command: "merge-check", content: part)
  }
}
