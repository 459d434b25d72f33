/// Checks one ticket folder by itself: the file, and each run log.
struct TicketCheck: Sendable {
  let folder: String
  /// Whether there is nothing to check.
  let isHollow: Bool
  private(set) var file: FileCheck
  /// The names of the run logs.
  private(set) var logs: [String] = []
  /// The run logs that are all that the folder holds, when it is named after an id.
  let strayLogs: [String]?
  private var logIssues: [Issue]

  /// Checks a ticket, and its run logs one after another: together they may be more than memory holds.
  init(_ record: TicketRecord, logsFrom reader: RecordReader, keepingFaulty: Bool) {
    folder = record.folder
    isHollow = record.isHollow
    if let document = record.document {
      file = FileCheck(record.folder, document, keepingFaulty: keepingFaulty)
    } else {
      file = FileCheck(failing: record.failure.map { Self.issue(about: $0, in: record.folder) })
    }
    var names: [String] = []
    var issues: [Issue] = []
    var claims = DoubleClaimRule(record)
    reader.eachLog(in: record.folder) { log in
      names.append(log.fileName)
      do throws(TreeFailure) {
        issues += RunLogRule.issues(log.fileName, try log.content.get(), of: record.folder)
      } catch {
        issues.append(Self.issue(aboutLog: error, in: record.folder))
      }
      claims.read(log)
    }
    logs = names
    strayLogs = record.holdsOnlyLogs && TicketID(record.folder) != nil ? names : nil
    logIssues = issues + claims.issues
  }

  /// What is wrong with the ticket, the file first.
  var issues: [Issue] { file.issues + logIssues }

  /// The ticket with another file, and without some of its run logs.
  func replacing(_ file: FileCheck, withoutLogs gone: [String]) -> TicketCheck {
    var replaced = self
    replaced.file = file
    guard !gone.isEmpty else { return replaced }
    let gone = Set(gone)
    replaced.logs.removeAll(where: gone.contains)
    replaced.logIssues.removeAll { $0.logPath.map { gone.contains($0.splitAtLastSlash.name) } ?? false }
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
