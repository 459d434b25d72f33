import Arguments
import TicketsCore

/// Checks tickets by every rule of the format.
struct Validate: TicketsCommand {
  static let configuration = Configuration(
    "validate", abstract: "Check tickets, run logs and settings",
    discussion: """
      Reports everything that is wrong, one line an issue, and never stops at the first. Exit code 1 means that there are \
      errors, 2 that something could not be read at all.
      """,
    examples: [
      .init("tickets validate", "all tickets"),
      .init("tickets validate 4f1e2d3c --strict", "one ticket, warnings counting as errors"),
      .init("tickets validate --at main", "as the branch main has them"),
    ])

  @Argument(placeholder: "ticket", help: "Only these tickets")
  var targets: [TicketName]

  @Options var tree: TreeOptions

  @Flag(help: "Let warnings count as errors")
  var strict: Bool

  @Flag(help: "List the codes of all issues")
  var listCodes: Bool

  @Options var output: OutputOptions

  func run(in session: Session) throws(Failure) -> ValidationOutcome {
    if listCodes { return .codes(IssueCodes()) }
    let tree = try tree.tree(in: session)
    let settings = try session.settings(of: tree)
    var folders: Set<String> = []
    for target in targets {
      folders.insert(try target.folder(in: tree, root: try? session.root(), session: session).name)
    }
    let report = try session.reading(tree) { () throws(TreeFailure) in
      try Validator(settings).validate(tree, only: targets.isEmpty ? nil : folders)
    }
    return .report(ValidationPage(report: report, isStrict: strict))
  }
}

/// What `validate` has to say.
enum ValidationOutcome: Report {
  case report(ValidationPage)
  case codes(IssueCodes)

  private var content: any Report {
    switch self {
    case .report(let page): page
    case .codes(let codes): codes
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

  func write(to page: inout Page) {
    for issue in report.issues {
      let isError = issue.severity == .error
      let path = issue.path.hasPrefix("/") ? String(issue.path.dropFirst()) : issue.path
      let place = issue.place.map { ":\($0.line):\($0.column)" } ?? ""
      page.line(
        Page.Piece("\(path)\(place): "), Page.Piece(issue.severity.rawValue, isError ? .red : .yellow),
        Page.Piece(" \(issue.code.rawValue): \(issue.message)"))
    }
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

  var exitCode: ExitCode {
    if report.isIncomplete { return .failed }
    return report.errorCount > 0 || isStrict && report.warningCount > 0 ? .found : .done
  }
}

/// The catalogue of issue codes.
struct IssueCodes: Report {
  func write(to page: inout Page) {
    var table = Table(["CODE", "SEVERITY", "MEANING"])
    for code in IssueCode.allCases {
      table.add([Page.Piece(code.rawValue), Page.Piece(code.severity.rawValue), Page.Piece(code.summary)])
    }
    table.write(to: &page)
  }

  func write(to json: inout JSONWriter) {
    json.array { json in
      for code in IssueCode.allCases {
        json.object { json in
          json.member("code", code.rawValue)
          json.member("severity", code.severity.rawValue)
          json.member("summary", code.summary)
        }
      }
    }
  }
}

extension Int {
  /// `1 ticket`, `2 tickets`.
  func counting(_ noun: String) -> String { "\(self) \(noun)\(self == 1 ? "" : "s")" }
}
