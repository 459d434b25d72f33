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
  /// Where the tickets lie in the repository.
  let prefix: String
  let format: ForecastFormat
  /// Whom theirs meets in files besides tickets.
  var meeting: String?

  var result: MergeReview.Verdict { review.result(assuming: assumption) }

  var exitCode: ExitCode {
    result >= .renames || !review.hazards.isEmpty || !issues.new.isEmpty ? .found : .done
  }

  func write(to page: inout Page) {
    switch format {
    case .markdown: MergeCheckMarkdown(self).write(to: &page)
    case .html: page.verbatim(Array(html.utf8))
    case .text, .json: writeText(to: &page)
    case .sarif, .github, .gitlab, .junit:
      if let review = format.review { findings.write(as: review, to: &page) }
    }
  }

  /// How the merge goes, in one sentence.
  var summary: String {
    switch sides.relation {
    case .alreadyMerged: "\(ours) already has all of \(theirs)."
    case .fastForward: "\(ours) moves forward to \(theirs), there is nothing to merge\(brought)."
    case .diverged, .unrelated: merging
    }
  }

  /// What a move forward brings.
  private var brought: String {
    let folders = review.merge.folders.filter(\.isTicket)
    var parts: [String] = []
    func add(_ count: Int, _ one: String, _ many: String) {
      if count > 0 { parts.append("\(count.counting("ticket")) \(count == 1 ? one : many)") }
    }
    add(folders.count { $0.oursName == nil }, "comes in", "come in")
    add(folders.count { $0.oursName != nil && $0.theirsName != nil }, "changes", "change")
    add(folders.count { $0.theirsName == nil }, "goes", "go")
    return parts.isEmpty ? "" : ": " + parts.joined(separator: ", ")
  }

  private var merging: String {
    let start = "Merging \(theirs) into \(ours)"
    let hazards = review.hazards.count
    if hazards > 0, result < .renames {
      let needs = hazards == 1 ? "needs" : "need"
      return "\(start) makes no conflict, but \(hazards.counting("hazard")) \(needs) a look first."
    }
    if result < .renames, !issues.new.isEmpty {
      let comes = issues.new.count == 1 ? "comes" : "come"
      return "\(start) makes no conflict, but \(issues.new.count.counting("new error")) \(comes) of it."
    }
    let by = assumption == .drivers ? "git with the drivers" : "git alone"
    switch result {
    case .clean: return "Merging \(theirs) into \(ours) is clean: \(by) merges all tickets."
    case .driver:
      return "Merging \(theirs) into \(ours) is clean: git with the drivers merges all tickets, git alone not."
    case .renames:
      return "\(start) depends on git's rename detection: it may take deleted files for renamed ones."
    case .conflict:
      let count =
        review.tickets.count { review.verdict(of: $0) == .conflict } + review.files.count { $0.verdict == .conflict }
      return "Merging \(theirs) into \(ours) stops: \(by) leaves \(count.counting("conflict"))."
    }
  }

  private func writeText(to page: inout Page) {
    page.line(Page.Piece(summary, result == .conflict ? .red : exitCode == .found ? .yellow : .green))
    if let meeting { page.line(Page.Piece("Other work is in the same files: \(meeting)", .faint)) }
    let tickets = review.tickets
    if !tickets.isEmpty || !review.files.isEmpty {
      page.line()
      var table = Table(["ID", "DRIVERS", "HOST", "CONFLICTS", "TITLE"])
      for ticket in tickets {
        table.add([
          Page.Piece(ticket.shortID, .faint), Page.Piece(ticket.drivers.rawValue, ticket.drivers.style),
          Page.Piece(ticket.host.rawValue, ticket.host.style),
          Page.Piece(ticket.conflictValues.isEmpty ? "-" : ticket.conflictValues.joined(separator: "; ")),
          Page.Piece(ticket.title ?? ticket.path),
        ])
      }
      for file in review.files {
        table.add([
          Page.Piece("-", .faint), Page.Piece(file.verdict.rawValue, file.verdict.style),
          Page.Piece(file.verdict.rawValue, file.verdict.style), Page.Piece("-"), Page.Piece(file.path),
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
    let told = issues.new.map { ($0, "") } + issues.incoming.map { ($0, " (comes in with \(theirs))") }
    if !told.isEmpty { page.line() }
    for (issue, origin) in told {
      page.line(
        Page.Piece("error ", .red),
        Page.Piece("\(issue.code.rawValue) \(issue.path.dropFirst()): \(issue.message)\(origin)"))
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
      json.member("tickets") { json in
        json.array { json in
          for ticket in review.tickets { ticket.write(to: &json, assuming: assumption) }
        }
      }
      json.member("files", review.files)
      json.member("hazards", review.hazards)
      json.member("issues", issues.all)
    }
  }
}

extension MergeReview.Ticket {
  var shortID: String { id.map { String($0.suffix(8)) } ?? "-" }

  /// The fields, sections and files in conflict, each once; a field with what each side has.
  var conflictValues: [String] {
    var names: [String] = []
    for conflict in conflicts where !names.contains(conflict.text) { names.append(conflict.text) }
    return names
  }
}

extension MergeHazard {
  var shortIDs: String { ids.map { String($0.suffix(8)) }.joined(separator: ", ") }
}

extension MergeReview.Verdict {
  var style: Page.Style {
    switch self {
    case .clean: .green
    case .driver, .renames: .yellow
    case .conflict: .red
    }
  }
}

extension MergeConflict {
  /// What is in conflict, and for a field what each side has: `status: doing | blocked, was todo`.
  var text: String {
    guard kind == .field, let ours = Self.value(ours), let theirs = Self.value(theirs) else { return name }
    return "\(name): \(ours) | \(theirs)" + (Self.value(base).map { ", was \($0)" } ?? "")
  }

  private static func value(_ json: JSON?) -> String? {
    switch json {
    case .string(let text): text.contains("\n") ? nil : text
    case .integer(let number): "\(number)"
    case .bool(let isTrue): isTrue ? "true" : "false"
    case .null, nil: "nothing"
    default: nil
    }
  }
}
