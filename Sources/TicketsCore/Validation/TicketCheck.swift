/// Checks one ticket folder by itself: the file, and each run log.
struct TicketCheck: Sendable {
  let folder: String
  /// Whether there is nothing to check.
  let isHollow: Bool
  let issues: [Issue]
  /// What rules about several tickets need, unless the file cannot be read.
  let facts: TicketFacts?

  init(_ record: TicketRecord) {
    folder = record.folder
    isHollow = record.isHollow
    var issues: [Issue] = []
    if let document = record.document {
      var findings = Findings()
      for rule in TicketRules.all { rule.check(document, &findings) }
      issues = findings.issues(in: document.bytes, of: TicketRecord.path(of: record.folder))
      facts = TicketFacts(record.folder, document)
    } else {
      if let failure = record.failure { issues.append(Self.issue(about: failure, in: record.folder)) }
      facts = nil
    }
    for log in record.logs {
      do throws(TreeFailure) {
        issues += RunLogRule.issues(log.fileName, try log.content.get(), of: record.folder)
      } catch {
        issues.append(Self.issue(aboutLog: error, in: record.folder))
      }
    }
    self.issues = issues
  }

  private static func issue(about failure: RecordFailure, in folder: String) -> Issue {
    let path = TicketRecord.path(of: folder)
    switch failure {
    case .tree(let failure):
      let code: IssueCode =
        switch failure.reason {
        case .missing: .ticketMissing
        case .wrongKind: .ticketNotAFile
        case .notFetched, .unreadable: .ticketUnreadable
        }
      return Issue(code, "The ticket's file cannot be read: \(failure.message).", ticketPath: path)
    case .document(let failure, let place):
      return Issue(failure.code, failure.sentence, ticketPath: path, place: place)
    }
  }

  private static func issue(aboutLog failure: TreeFailure, in folder: String) -> Issue {
    let code: IssueCode = if case .wrongKind = failure.reason { .logNotAFile } else { .logUnreadable }
    return Issue(
      code, "The run log cannot be read: \(failure.message).", ticketPath: TicketRecord.path(of: folder),
      logPath: "/\(WorkingTree.folderName)/\(failure.path)")
  }
}

extension DocumentFailure {
  /// The code of the failure in reports.
  fileprivate var code: IssueCode {
    switch kind {
    case .notUTF8: .encodingInvalid
    case .missingFrontMatter: .frontMatterMissing
    case .unclosedFrontMatter: .frontMatterUnclosed
    case .conflictMarkers: .conflictMarkers
    case .invalidYAML: .frontMatterInvalid
    }
  }

  /// The failure as a full sentence.
  fileprivate var sentence: String { message.prefix(1).uppercased() + message.dropFirst() + "." }
}
