import Arguments
import TicketsCore

/// Checks tickets by every rule of the format.
struct Validate: TicketsCommand {
  static let isLong = true
  static let configuration = Configuration(
    "validate", abstract: "Check tickets, run logs and settings",
    discussion: """
      Reports everything that is wrong, one line for each issue, and never stops at the first. Exit code 1 means that there are \
      errors, 2 that something could not be read at all.
      """,
    examples: [
      .init("tickets validate", "all tickets"),
      .init("tickets validate 4f1e2d3c --strict", "one ticket, warnings counting as errors"),
      .init("tickets validate --at main", "as the branch main has them"),
      .init("tickets validate --changed main...HEAD", "what this branch changed"),
      .init("tickets validate --format sarif > tickets.sarif", "for code scanning"),
      .init("tickets validate --issues --output issues.yaml", "a report to fill in and give to 'tickets repair'"),
    ], tool: .init(.reads, shows: "ticket changed strict"))

  @Argument("--ticket", help: "Only these tickets")
  var targets: [TicketName]

  @Option(
    placeholder: "range",
    help: "Only the tickets changed since a revision, or in the range A..B")
  var changed: RevisionRange?

  @Options var tree: TreeOptions

  @Flag(help: "Treat warnings as errors")
  var strict: Bool

  @Flag(help: "List the codes of all issues")
  var listCodes: Bool

  @Flag(help: "Write every issue, and the repairs for them, as a document for 'tickets repair'")
  var issues: Bool

  @Option("--output", placeholder: "path", help: "Write the document of --issues to this file")
  var file: FilePath?

  @Options var output: FormatOptions<ValidationFormat>

  func validate() throws(UsageError) {
    if issues, let format = output.format, format != .yaml, format != .json {
      throw .custom(
        "the document of --issues is YAML or JSON, not \(format.rawValue)", hint: "Leave out '--issues' or '--format'")
    }
    if !issues, file != nil || output.format == .yaml {
      throw .custom("'--output' and '--format yaml' are for the document of --issues", hint: "Add --issues")
    }
    if changed?.to != nil, tree.isGiven {
      throw .custom(
        "'--changed A..B' says already which state is read", hint: "Give one revision, like '--changed main'")
    }
  }

  func run(in session: Session) throws(Failure) -> ValidationOutcome {
    if listCodes { return .codes(IssueCodes()) }
    let (tree, changed) = try treeAndChanges(in: session)
    let settings = try session.settings(of: tree)
    var folders = changed
    if !targets.isEmpty {
      var named: Set<String> = []
      for target in targets {
        named.insert(try target.folder(in: tree, root: try? session.root(), session: session).name)
      }
      folders = folders?.intersection(named) ?? named
    }
    var check = try session.reading(tree) { () throws(TreeFailure) in
      try Validator(settings).check(tree, only: folders, keepingFaulty: issues)
    }
    if !self.tree.isGiven, self.changed?.to == nil {
      check.ignored = session.ignoredLogs(of: check.folders, at: try session.root())
    }
    let page = ValidationPage(
      report: check.report, isStrict: strict, review: output.format?.review, prefix: try prefix(in: session))
    guard issues else { return .report(page) }
    let document = try session.reading(tree) { () throws(TreeFailure) in
      IssuesDocument(
        report: try IssuesReport(of: check, in: tree, at: session.now),
        isJSON: output.isJSON, exitCode: page.exitCode)
    }
    guard let file else { return .issues(document) }
    try session.write(document.bytes, to: file.word)
    return .written(WrittenIssues(document: document, path: file.word))
  }

  /// Where the tickets lie in the repository; only formats that name files from its top ask.
  private func prefix(in session: Session) throws(Failure) -> String {
    guard output.format?.review != nil, session.isInGit else { return "" }
    return try session.prefix(tree.prefix, in: try session.repository())
  }

  /// The tree that is validated, and which of its folders are not as they were.
  private func treeAndChanges(in session: Session) throws(Failure) -> (any TicketTree, Set<String>?) {
    guard let changed else { return (try tree.tree(in: session), nil) }
    let sides = try DiffSides(in: session, root: tree.prefix)
    let from = try sides.from(changed, isTyped: true)
    let new: any TicketTree = if let to = changed.to { try sides.at(to).tree } else { try tree.tree(in: session) }
    return (new, Set(try session.diff(from.tree, new).tickets.compactMap { $0.new?.folder }))
  }
}

/// What issues can be written as.
enum ValidationFormat: String, OutputFormat {
  case text, yaml, json, sarif, github, gitlab, junit

  static let help = """
    Output format (default: text, with --issues yaml); sarif, github, gitlab and junit are for services that check pull \
    requests
    """

  /// The format of a tool for reviews, where it is one.
  var review: ReviewFormat? {
    switch self {
    case .text, .yaml, .json: nil
    case .sarif: .sarif
    case .github: .github
    case .gitlab: .gitlab
    case .junit: .junit
    }
  }
}

/// What `validate` has to say.
enum ValidationOutcome: Report {
  case report(ValidationPage)
  case codes(IssueCodes)
  case issues(IssuesDocument)
  case written(WrittenIssues)

  private var content: any Report {
    switch self {
    case .report(let page): page
    case .codes(let codes): codes
    case .issues(let document): document
    case .written(let written): written
    }
  }

  func write(to page: inout Page) { content.write(to: &page) }
  func write(to json: inout JSONWriter) { content.write(to: &json) }
  var exitCode: ExitCode { content.exitCode }
}

/// The issues that were found, one line each, and their count.
struct ValidationPage: Report {
  let report: ValidationReport
  let isStrict: Bool
  let review: ReviewFormat?
  let prefix: String

  func write(to page: inout Page) {
    if let review { return findings.write(as: review, to: &page) }
    page.lines(report.issues)
    page.line(
      "\(report.ticketCount.counting("ticket")), \(report.errorCount.counting("error")), "
        + report.warningCount.counting("warning"))
  }

  func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("targets", report.targets)
      json.member("tickets", report.ticketCount)
      json.member("errors", report.errorCount)
      json.member("warnings", report.warningCount)
      json.member("issues") { json in
        json.array { json in
          for issue in report.issues { json.value(issue) }
        }
      }
    }
  }

  /// The issues for tools; where warnings count as errors, they are errors there too.
  private var findings: ReviewFindings {
    ReviewFindings(
      command: "validate", rules: IssueCode.allCases.map(ReviewFindings.Rule.init),
      findings: report.issues.map { issue in
        var issue = issue
        if isStrict { issue.severity = .error }
        return ReviewFindings.Finding(issue, prefix: prefix)
      }, tickets: report.folders)
  }

  var exitCode: ExitCode {
    if report.isIncomplete { return .failed }
    return report.errorCount > 0 || isStrict && report.warningCount > 0 ? .found : .done
  }
}

/// The catalogue of issue codes.
struct IssueCodes: Report {
  func write(to page: inout Page) {
    var table = Table(["CODE", "SEVERITY", "REPAIR", "MEANING"])
    for code in IssueCode.allCases {
      table.add([
        Page.Piece(code.rawValue), Page.Piece("\(code.severity.rawValue)\(code.standing.mark)"),
        Page.Piece(code.repairs.map { $0.isSafe ? "safe" : "decide" }.unique.joined(separator: ", ")),
        Page.Piece(code.summary),
      ])
    }
    table.write(to: &page)
  }

  func write(to json: inout JSONWriter) {
    json.array { json in
      for code in IssueCode.allCases {
        json.object { json in
          json.member("code", code.rawValue)
          json.member("severity", code.severity.rawValue)
          json.member("must", code.standing.mark != "")
          json.member("summary", code.summary)
          json.member("repairs") { json in
            json.array { json in
              for repair in code.repairs {
                json.object { json in
                  json.member("action", repair.name)
                  json.member("safe", repair.isSafe)
                  json.member("summary", repair.summary)
                }
              }
            }
          }
        }
      }
    }
  }
}

extension IssueCode.Standing {
  /// `*` where the format leaves no choice, for log entries at least where a tool wrote them.
  fileprivate var mark: String { self == .must || self == .mustForTools ? "*" : "" }
}

extension [String] {
  /// The texts, each once.
  fileprivate var unique: [String] {
    enumerated().filter { !self[..<$0.offset].contains($0.element) }.map(\.element)
  }
}

extension Int {
  /// `1 ticket`, `2 tickets`.
  func counting(_ noun: String) -> String { "\(self) \(noun)\(self == 1 ? "" : "s")" }
}
