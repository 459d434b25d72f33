import TicketsCore

/// What the hooks have to say of one root: nothing when all is well.
struct HookVerdict {
  /// Where its tickets lie, from the top of the repository, where git runs hooks.
  let root: String
  /// What stops git, a line each.
  var problems: [String] = []
  /// What to do about it.
  var hint: String?

  mutating func add(_ errors: [Issue]) {
    problems += errors.map { Self.line($0, below: root) }
  }

  static func line(_ issue: Issue, below root: String) -> String {
    let place = issue.place.map { ":\($0.line):\($0.column)" } ?? ""
    return "\(root)\(issue.path.drop { $0 == "/" })\(place): \(issue.code.rawValue): \(issue.message)"
  }

  mutating func add(_ audit: LogAudit) {
    for violation in audit.violations {
      let commit = violation.commit.map { " in \($0.prefix(12))" } ?? ""
      let what = violation.difference.map { "\($0.old) → \($0.new)" } ?? violation.text
      problems.append(
        "\(root)\(violation.path):\(violation.line): a log line is \(violation.kind.rawValue)\(commit): \(what)"
      )
    }
  }
}

/// What a hook has to say of all roots that it judges.
struct HookReport: Report {
  var verdicts: [HookVerdict] = []
  /// The roots that would be judged, when that is all that was asked.
  var shownRoots: [String]?

  var exitCode: ExitCode { verdicts.allSatisfy(\.problems.isEmpty) ? .done : .found }
  var isRefusal: Bool { exitCode != .done }

  func write(to page: inout Page) {
    for root in shownRoots ?? [] { page.line(Self.name(ofRoot: root)) }
    for verdict in verdicts where !verdict.problems.isEmpty {
      for problem in verdict.problems { page.line(Page.Piece("tickets: ", .red), Page.Piece(problem)) }
      // The commands that it names look for tickets where they are run.
      if let hint = verdict.hint { page.line("  \(verdict.root.isEmpty ? "" : "in \(verdict.root): ")\(hint)") }
    }
  }

  func write(to json: inout JSONWriter) {
    json.object { json in
      if let shownRoots { return json.member("roots", shownRoots.map(Self.name)) }
      json.member("problems", verdicts.flatMap(\.problems))
    }
  }

  /// A root as options and hooks name it.
  static func name(ofRoot prefix: String) -> String { prefix.isEmpty ? "." : String(prefix.dropLast()) }
}
