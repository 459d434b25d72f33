/// Checks one ticket folder by itself: the file, and each run log.
struct TicketCheck: Sendable {
  let folder: String
  /// Whether there is nothing to check.
  let isHollow: Bool
  private(set) var file: FileCheck
  /// The names of the run logs.
  let logs: [String]
  /// The run logs that are all that the folder holds, when it is named after an id.
  let strayLogs: [String]?
  private let logIssues: [Issue]

  init(_ record: TicketRecord, keepingFaulty: Bool) {
    folder = record.folder
    isHollow = record.isHollow
    if let document = record.document {
      file = FileCheck(record.folder, document, keepingFaulty: keepingFaulty)
    } else {
      file = FileCheck(failing: record.failure.map { Self.issue(about: $0, in: record.folder) })
    }
    logs = record.logs.map(\.fileName)
    strayLogs = record.holdsOnlyLogs && TicketID(record.folder) != nil ? logs : nil
    let ofLogs = record.logs.flatMap { log in
      do throws(TreeFailure) {
        return RunLogRule.issues(log.fileName, try log.content.get(), of: record.folder)
      } catch {
        return [Self.issue(aboutLog: error, in: record.folder)]
      }
    }
    logIssues = ofLogs + DoubleClaimRule.issues(of: record)
  }

  /// What is wrong with the ticket, the file first.
  var issues: [Issue] { file.issues + logIssues }

  /// The ticket with another file.
  func replacing(_ file: FileCheck) -> TicketCheck {
    var replaced = self
    replaced.file = file
    return replaced
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
      logPath: "/\(Layout.folderName)/\(failure.path)")
  }
}

/// A `ticket.md` checked by itself.
struct FileCheck: Sendable {
  let issues: [Issue]
  /// The file taken apart, when something is wrong with it and repairs are to start from it.
  let faulty: Document?
  /// What rules about several tickets need, unless the file cannot be read.
  let facts: TicketFacts?

  init(_ folder: String, _ document: Document, keepingFaulty: Bool = false) {
    var findings = Findings()
    for rule in TicketRules.all { rule.check(document, &findings) }
    issues = findings.issues(in: document.bytes, of: TicketRecord.path(of: folder))
    faulty = keepingFaulty && !issues.isEmpty ? document : nil
    facts = TicketFacts(folder, document)
  }

  /// A file that cannot be taken apart.
  init(failing issue: Issue?) {
    issues = issue.map { [$0] } ?? []
    faulty = nil
    facts = nil
  }

  var errorCount: Int { issues.count { $0.severity == .error } }
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
