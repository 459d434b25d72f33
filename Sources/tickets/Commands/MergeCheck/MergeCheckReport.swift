import TicketsCore
import TicketsGit

/// What a merge would do.
struct MergeCheckReport: Report {
  let ours: String
  let theirs: String
  let sides: MergeSides
  let assumption: TreeMerge.Assumption
  let review: MergeReview
  let issues: MergeIssues
  let format: ReportFormat

  var result: MergeReview.Verdict { review.result(assuming: assumption) }

  var exitCode: ExitCode {
    result == .conflict || !review.hazards.isEmpty || !issues.new.isEmpty ? .found : .done
  }

  func write(to page: inout Page) {
    switch format {
    case .markdown: MergeCheckMarkdown(self).write(to: &page)
    case .text, .json: writeText(to: &page)
    }
  }

  /// How the merge goes, in one sentence.
  var summary: String {
    switch sides.relation {
    case .alreadyMerged: "\(ours) already has all of \(theirs)."
    case .fastForward: "\(ours) moves forward to \(theirs), there is nothing to merge."
    case .diverged, .unrelated: merging
    }
  }

  private var merging: String {
    let by = assumption == .drivers ? "git with the drivers" : "git alone"
    switch result {
    case .clean: return "Merging \(theirs) into \(ours) is clean: \(by) merges all tickets."
    case .driver:
      return "Merging \(theirs) into \(ours) is clean: git with the drivers merges all tickets, git alone not."
    case .conflict:
      let count = review.tickets.count { (assumption == .drivers ? $0.verdict : $0.host) == .conflict }
      return "Merging \(theirs) into \(ours) stops: \(by) leaves \(count.counting("conflict"))."
    }
  }

  private func writeText(to page: inout Page) {
    page.line(Page.Piece(summary, result == .conflict ? .red : .green))
    let tickets = review.tickets
    if !tickets.isEmpty {
      page.line()
      var table = Table(["ID", "DRIVERS", "HOST", "CONFLICTS", "TITLE"])
      for ticket in tickets {
        table.add([
          Page.Piece(ticket.shortID, .faint), Page.Piece(ticket.verdict.rawValue, ticket.verdict.style),
          Page.Piece(ticket.host.rawValue, ticket.host.style),
          Page.Piece(ticket.conflictNames.isEmpty ? "-" : ticket.conflictNames),
          Page.Piece(ticket.title ?? ticket.path),
        ])
      }
      table.write(to: &page)
    }
    if !review.hazards.isEmpty { page.line() }
    for hazard in review.hazards {
      page.line(
        Page.Piece("\(hazard.code.rawValue) ", .yellow), Page.Piece(hazard.shortIDs, .faint),
        Page.Piece(" \(hazard.message)"))
    }
    if !issues.new.isEmpty { page.line() }
    for issue in issues.new {
      page.line(
        Page.Piece("error ", .red), Page.Piece("\(issue.code.rawValue) \(issue.path.dropFirst()): \(issue.message)"))
    }
  }

  func write(to json: inout JSONWriter) {
    func side(_ rev: String, _ commit: ObjectID, _ json: inout JSONWriter) {
      json.object { json in
        json.member("rev", rev)
        json.member("commit", commit.hex)
      }
    }
    json.object { json in
      json.member("ours") { side(ours, sides.oursCommit, &$0) }
      json.member("theirs") { side(theirs, sides.theirsCommit, &$0) }
      json.member("base", sides.bases.first?.hex)
      json.member("assumed", assumption.rawValue)
      json.member("result", result.rawValue)
      json.member("tickets", review.tickets)
      json.member("hazards", review.hazards)
      json.member("issues", issues.all)
    }
  }
}

extension MergeReview.Ticket {
  var shortID: String { id.map { String($0.suffix(8)) } ?? "-" }

  /// The fields, sections and files in conflict, each once.
  var conflictNames: String {
    var names: [String] = []
    for conflict in conflicts where !names.contains(conflict.name) { names.append(conflict.name) }
    return names.joined(separator: ", ")
  }
}

extension MergeHazard {
  var shortIDs: String { ids.map { String($0.suffix(8)) }.joined(separator: ", ") }
}

extension MergeReview.Verdict {
  var style: Page.Style {
    switch self {
    case .clean: .green
    case .driver: .yellow
    case .conflict: .red
    }
  }
}
