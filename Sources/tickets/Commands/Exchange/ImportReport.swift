import TicketsCore

/// What becomes of each file of a source.
struct ImportReport: Report {
  let format: String
  let source: String
  let outcomes: [ImportOutcome]
  let isDryRun: Bool

  func count(of result: ImportOutcome.Result) -> Int { outcomes.count { $0.result == result } }

  /// Everything that is to be written.
  var changes: ChangeSet {
    var changes = ChangeSet()
    for outcome in outcomes {
      if let made = outcome.made {
        changes.add(NewTicket.creation(of: made.draft, logging: made.entries, in: made.run))
      }
      for change in outcome.update?.changes ?? [] { changes.add(change) }
    }
    return changes
  }

  /// Refuses everything when there is anything to remark.
  func checkStrictly() throws(Failure) {
    let remarked = outcomes.filter { !$0.remarks.isEmpty }
    guard let first = remarked.first, let remark = first.remarks.first else { return }
    let others = remarked.count > 1 ? ", and \(remarked.count - 1) more with remarks" : ""
    throw Failure(
      .remarks, "\(first.path): \(remark)\(others); with --strict nothing is imported then",
      hint: "'--dry-run' lists them all; without --strict they are imported as far as they can be read",
      exitCode: .found)
  }

  /// Refuses everything when something was changed on both sides.
  func checkConflicts() throws(Failure) {
    let conflicts = outcomes.filter { !($0.update?.conflicts.isEmpty ?? true) }
    guard !conflicts.isEmpty else { return }
    let lines = conflicts.prefix(10).map { outcome in
      "\(outcome.id?.short ?? "")  \(outcome.sourceID ?? "")  \(outcome.update?.conflicts.joined(separator: ", ") ?? "")"
    }
    throw Failure(
      .changedOnBothSides,
      "\(conflicts.count == 1 ? "one ticket was" : "\(conflicts.count) tickets were") changed here and in the source",
      hint: (["Make these fields the same on one side:"] + lines).joined(separator: "\n  "), exitCode: .found)
  }

  /// A source in which nothing is a ticket is not what was meant.
  var exitCode: ExitCode {
    let isNothing = !outcomes.isEmpty && outcomes.allSatisfy { if case .notATicket = $0.result { true } else { false } }
    return isNothing ? .found : .done
  }

  func write(to page: inout Page) {
    for outcome in outcomes { write(outcome, to: &page) }
    page.line(summary)
  }

  private func write(_ outcome: ImportOutcome, to page: inout Page) {
    let id = Page.Piece(outcome.id?.short ?? "", .faint)
    let name = outcome.sourceID.map { "\($0)  " } ?? ""
    switch outcome.result {
    case .imported:
      page.line(
        Page.Piece(isDryRun ? "would make " : "created ", .green), id, Page.Piece("  \(name)\(outcome.title ?? "")"))
    case .updated:
      page.line(
        Page.Piece(isDryRun ? "would change " : "changed ", .green), id,
        Page.Piece("  \(name)\(outcome.update?.fields.joined(separator: ", ") ?? "")"))
    case .alreadyThere:
      if isDryRun {
        page.line(Page.Piece("already there ", .faint), id, Page.Piece("  \(name)\(outcome.path)", .faint))
      }
    case .notATicket(let reason):
      page.line(Page.Piece("no ticket ", .yellow), Page.Piece("\(outcome.path): \(reason)"))
      return
    }
    for remark in outcome.remarks { page.line(Page.Piece("  \(remark)", .yellow)) }
  }

  private var summary: String {
    let remarked = outcomes.count { $0.result == .imported && !$0.remarks.isEmpty }
    let none = outcomes.count { if case .notATicket = $0.result { true } else { false } }
    let made = count(of: .imported)
    let parts = [
      "\(made) \(isDryRun ? "to be imported" : "imported")\(remarked > 0 ? " (\(remarked) with remarks)" : "")",
      count(of: .updated) > 0 ? "\(count(of: .updated)) changed" : "", "\(count(of: .alreadyThere)) already there",
      "\(none) no ticket\(none == 1 ? "" : "s")",
    ]
    return parts.filter { !$0.isEmpty }.joined(separator: ", ")
  }

  func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("format", format)
      json.member("source", source)
      json.member("dry_run", isDryRun)
      json.member("files") { json in
        json.array { json in
          for outcome in outcomes { write(outcome, to: &json) }
        }
      }
      json.member("imported", count(of: .imported))
      json.member("updated", count(of: .updated))
      json.member("already_there", count(of: .alreadyThere))
      json.member("remarks", outcomes.reduce(0) { $0 + $1.remarks.count })
    }
  }

  private func write(_ outcome: ImportOutcome, to json: inout JSONWriter) {
    json.object { json in
      json.member("path", outcome.path)
      json.member("source_id", outcome.sourceID)
      json.member("result", outcome.resultName)
      json.member("id", outcome.id?.text)
      json.member("title", outcome.title)
      json.member("remarks", outcome.remarks)
      if case .notATicket(let reason) = outcome.result { json.member("reason", reason) }
      if let update = outcome.update { json.member("fields", update.fields) }
    }
  }
}

extension ImportOutcome {
  fileprivate var resultName: String {
    switch result {
    case .imported: remarks.isEmpty ? "imported" : "imported_with_remarks"
    case .updated: "updated"
    case .alreadyThere: "already_there"
    case .notATicket: "not_a_ticket"
    }
  }
}
