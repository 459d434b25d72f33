import Arguments
import TicketsCore
import TicketsGit

/// What runs when git asks a hook.
struct Hook: TicketsCommand {
  static let configuration = Configuration(
    "hook", abstract: "Check what git is about to do, called by hooks",
    discussion: """
      pre-commit and pre-merge-commit check the tickets that the commit changes, as they are staged; \
      prepare-commit-msg does so for a revert, for which git asks no other. commit-msg checks that 'Ticket:' trailers \
      name tickets. post-commit records the commit in the log of its ticket. pre-push and pre-receive check the tip of \
      each ref and audit each new commit. post-merge audits the merge. Exit code 1 stops git.
      """,
    examples: [.init("tickets hook pre-commit", "what a commit would be told")])

  @Argument(help: "The moment")
  var event: HookEvent

  @Argument(placeholder: "argument", help: "What git hands to the hook")
  var arguments: [String]

  @Option("--root", placeholder: "path", help: "The folder that holds .tickets, from the top of the repository")
  var prefix: String?

  @Options var output: OutputOptions

  func run(in session: Session) throws(Failure) -> HookReport {
    if event == .prepareCommitMessage, try !session.isRevert(arguments.first) { return HookReport() }
    let repository = try session.repository()
    let checks = HookChecks(
      session: session, repository: repository, prefix: try session.prefix(prefix, in: repository))
    switch event {
    case .preCommit: return try checks.staged()
    case .preMergeCommit: return try checks.staged(merging: checks.headsOfMerge())
    case .prepareCommitMessage:
      return try checks.staged(
        isRevert: true,
        hint: "'tickets audit HEAD --fix' puts log lines back into the files, for 'git add' and 'git commit'")
    case .commitMessage: return try checks.message(arguments.first)
    case .postCommit: return try checks.record()
    case .postMerge: return try checks.merged()
    case .prePush:
      let lines = try session.inputLines()
      // Local ref, local id, remote ref, remote id; what is deleted is nothing to check.
      return try checks.pushed(
        lines.compactMap { $0.count == 4 ? .init(name: $0[0], old: $0[3], new: $0[1]) : nil }, isGate: false)
    case .preReceive:
      let lines = try session.inputLines()
      return try checks.pushed(
        lines.compactMap { $0.count == 3 ? .init(name: $0[2], old: $0[0], new: $0[1]) : nil }, isGate: true)
    }
  }
}

extension Session {
  /// Whether a commit message is the one that git writes for a revert.
  fileprivate func isRevert(_ path: String?) throws(Failure) -> Bool {
    guard let path else { throw Failure("USAGE", "prepare-commit-msg needs the file of the message") }
    let text = String(decoding: try read(file: path, for: "prepare-commit-msg"), as: UTF8.self)
    return text.split(separator: "\n").contains { $0.hasPrefix("This reverts commit ") }
  }

  /// The words of each line of standard input.
  fileprivate func inputLines() throws(Failure) -> [[String]] {
    String(decoding: try standardInput(), as: UTF8.self).split(separator: "\n")
      .map { $0.split(separator: " ").map(String.init) }
  }
}

/// What a hook has to say: nothing when all is well.
struct HookReport: Report {
  /// What stops git, a line each.
  var problems: [String] = []
  /// What to do about it.
  var hint: String?

  var exitCode: ExitCode { problems.isEmpty ? .done : .found }

  func write(to page: inout Page) {
    for problem in problems { page.line(Page.Piece("tickets: ", .red), Page.Piece(problem)) }
    if !problems.isEmpty, let hint { page.line("  \(hint)") }
  }

  func write(to json: inout JSONWriter) {
    json.object { $0.member("problems", problems) }
  }

  mutating func add(_ errors: [Issue]) {
    problems += errors.map(Self.line)
  }

  static func line(_ issue: Issue) -> String {
    let place = issue.place.map { ":\($0.line):\($0.column)" } ?? ""
    return "\(issue.path.drop { $0 == "/" })\(place): \(issue.code.rawValue): \(issue.message)"
  }

  mutating func add(_ audit: LogAudit) {
    for violation in audit.violations {
      let commit = violation.commit.map { " in \($0.prefix(12))" } ?? ""
      problems.append(
        "\(violation.path):\(violation.line): a log line is \(violation.kind.rawValue)\(commit): \(violation.text)")
    }
  }
}
