import TicketsCore

/// What a check found, as tools for reviews want it: by rule, file and line.
struct ReviewFindings {
  struct Rule {
    let code: String
    let summary: String
    let severity: Severity
  }

  struct Finding {
    let code: String
    let severity: Severity
    let message: String
    /// The path from the top of the repository.
    let path: String
    let place: Place?
    /// The id of the ticket, or what must do for one.
    let ticket: String
  }

  /// The command that found it: `validate`.
  let command: String
  /// Every rule that there is, in a fixed order.
  let rules: [Rule]
  let findings: [Finding]
  /// The tickets that were looked at, those without a finding too.
  let tickets: [String]

  /// A name for each finding that stays when lines above it come and go: of the rule, the ticket and what it says.
  var fingerprints: [String] {
    var seen: [String: Int] = [:]
    return findings.map { finding in
      let said = [finding.code, finding.ticket, finding.message].joined(separator: "\u{0}")
      // Twice the same is two findings all the same.
      let count = seen[said, default: 0]
      seen[said] = count + 1
      return SHA256.hex(of: Array("\(said)\u{0}\(count)".utf8))
    }
  }

  func write(as format: ReviewFormat, to page: inout Page) {
    switch format {
    case .sarif: page.verbatim(JSONWriter.bytes { SARIF(self).write(to: &$0) })
    case .gitlab: page.verbatim(JSONWriter.bytes { GitLabReport(self).write(to: &$0) })
    case .github: GitHubAnnotations(self).write(to: &page)
    case .junit: page.verbatim(Array(JUnitReport(self).text.utf8))
    }
  }
}

/// The formats of tools for reviews.
enum ReviewFormat {
  case sarif, github, gitlab, junit
}

extension JSONWriter {
  /// A document with a line end, as it stands in a file.
  fileprivate static func bytes(_ write: (inout JSONWriter) -> Void) -> [UInt8] {
    var json = JSONWriter(.pretty)
    write(&json)
    return json.bytes + [Ascii.newline]
  }
}

extension ReviewFindings.Rule {
  /// The rule of an issue code.
  init(_ code: IssueCode) {
    self.init(code: code.rawValue, summary: code.summary, severity: code.severity)
  }
}

extension ReviewFindings.Finding {
  /// An issue, in a repository that has the tickets below a prefix.
  init(_ issue: Issue, prefix: String) {
    let parts = issue.ticketPath.split(separator: "/")
    let isConfig = parts.last.map { $0 == Settings.fileName } ?? false
    self.init(
      code: issue.code.rawValue, severity: issue.severity, message: issue.message,
      path: prefix + issue.path.drop { $0 == "/" }, place: issue.place,
      ticket: isConfig || parts.count < 2 ? Settings.fileName : String(parts[1]))
  }
}
