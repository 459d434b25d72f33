import Arguments
import TicketsCore
import TicketsGit

/// Proves that run logs only grew.
struct Audit: TicketsCommand {
  static let configuration = Configuration(
    "audit", abstract: "Prove that run logs only grew",
    discussion: """
      Goes through the history commit by commit, and through merges for each of their parents: a line that was ever there \
      must be there at the end, unchanged and in order. Without a revision: from where HEAD left the base branch to the \
      files. With one: from there to the files. Exit code 1 means that lines are missing.

      With --commits it is the commits of HEAD, or of a range, that are held against the tickets: which open ones have \
      merged commits whose 'Ticket:' trailers name them, and which done ones have no commit.
      """,
    examples: [
      .init("tickets audit", "this branch, with what is not committed yet"),
      .init("tickets audit v1.0..main", "everything since a tag"),
      .init("tickets audit --fix", "put lost lines back into the files"),
      .init("tickets audit --commits", "work that is merged while its ticket is open, and the reverse"),
    ])

  @Argument(
    placeholder: "revision", completion: Completions.revision,
    help: "What to audit: A..B, A...B, or one or two revisions")
  var revisions: [String]

  @Flag(help: "Put lost lines back into the files of the working tree")
  var fix: Bool

  @Flag(help: "Hold commits against the states of their tickets instead")
  var commits: Bool

  @Option("--root", placeholder: "path", help: "Where .tickets lies in the repository")
  var prefix: String?

  @Options var output: OutputOptions

  func validate() throws(UsageError) {
    _ = try RevisionRange(revisions)
    if commits, fix {
      throw .custom("'--fix' puts log lines back, '--commits' looks at none", hint: "Give one of them")
    }
  }

  func run(in session: Session) throws(Failure) -> AuditOutcome {
    if commits { return .commits(try commitReport(in: session)) }
    return .logs(try logReport(in: session))
  }

  private func commitReport(in session: Session) throws(Failure) -> CommitAuditReport {
    let repository = try session.repository()
    let prefix = try session.prefix(prefix, in: repository)
    let base = try session.baseBranchSetting(in: repository, prefix: prefix)
    let range: RevisionRange
    do throws(UsageError) { range = try RevisionRange(revisions) } catch { throw Failure(error) }
    return try session.asking { () throws(GitError) in
      CommitAuditReport(
        audit: try CommitAudit(
          at: range.to ?? "HEAD", from: revisions.isEmpty ? nil : range.from, base: base, prefix: prefix, in: repository
        ))
    }
  }

  private func logReport(in session: Session) throws(Failure) -> AuditReport {
    let range: RevisionRange
    do throws(UsageError) { range = try RevisionRange(revisions) } catch { throw Failure(error) }
    let sides = try DiffSides(in: session, root: prefix)
    let from = revisions.isEmpty ? try sides.baseBranchMeeting() : try sides.from(range, isTyped: true)
    let to = if let to = range.to { try sides.at(to) } else { try sides.workTree(isRootGiven: prefix != nil) }
    var audit = try session.audit(from, to, sides)
    if fix, !audit.violations.isEmpty {
      let files = try sides.workTree(isRootGiven: prefix != nil)
      let broken = audit.violations
      try session.fix(audit, in: files.tree)
      audit = try session.audit(from, files, sides)
      let restored = broken.filter { !audit.violations.contains($0) }
      return AuditReport(from: from, to: files, audit: audit, restored: restored)
    }
    return AuditReport(from: from, to: to, audit: audit)
  }
}

extension Session {
  /// Audits the commits between two states, and what lies between the last of them and a state that is none.
  fileprivate func audit(_ from: DiffSide, _ to: DiffSide, _ sides: DiffSides) throws(Failure) -> LogAudit {
    let head = try asking { () throws(GitError) in try? sides.repository.commit(of: "HEAD") }
    let tip = to.commit ?? head
    var steps: [AuditStep] = []
    if let tip {
      steps = try asking { () throws(GitError) in
        try CommitGraph(sides.repository).auditSteps(
          from: [tip], notFrom: from.commit.map { [$0] } ?? [], prefix: sides.prefix)
      }
    }
    var ends = [LogAudit.Step(from: from.tree, to: to.tree, commit: to.commit?.hex)]
    if to.commit == nil, tip != nil {
      ends.append(LogAudit.Step(from: try sides.at("HEAD").tree, to: to.tree, commit: nil))
    }
    return try audit(steps, ends, at: to.tree, prefix: sides.prefix, in: sides.repository)
  }

  /// Audits the steps of a history, then others, and keeps what is broken at the end.
  func audit(
    _ steps: [AuditStep], _ others: [LogAudit.Step] = [], at end: any TicketTree, prefix: String,
    in repository: Repository
  ) throws(Failure) -> LogAudit {
    var audit = LogAudit()
    for step in steps {
      let step = try asking { () throws(GitError) in try LogAudit.step(step, prefix: prefix, in: repository) }
      try take(step, in: &audit)
    }
    for step in others { try take(step, in: &audit) }
    try reading(end) { () throws(TreeFailure) in try audit.settle(at: end) }
    return audit
  }

  private func take(_ step: LogAudit.Step, in audit: inout LogAudit) throws(Failure) {
    do throws(TreeDiffFailure) { try audit.take(step) } catch { throw Failure(error.failure, in: error.tree) }
  }

  fileprivate func fix(_ audit: LogAudit, in tree: any TicketTree) throws(Failure) {
    try apply(at: root()) { () throws(Failure) in
      (try reading(tree) { () throws(TreeFailure) in try audit.repair(of: tree) }, ())
    }
  }
}

extension DiffSides {
  /// Where HEAD left the base branch.
  fileprivate func baseBranchMeeting() throws(Failure) -> DiffSide {
    let configured = try session.settings(of: workTree(isRootGiven: false).tree).baseBranch
    let found = try session.asking { () throws(GitError) in try repository.baseBranch(configured) }
    guard let found else {
      throw Failure(
        "GIT", "there is no base branch to begin at",
        hint: "Give a revision, or name the branch as base_branch in .tickets/config.yml")
    }
    let meeting = try session.asking { () throws(GitError) in
      try repository.mergeBase(repository.commit(of: found.fullName), repository.commit(of: "HEAD"))
    }
    guard let meeting else { throw Failure("GIT", "HEAD and \(found.name) have no history in common") }
    return DiffSide(rev: found.name, commit: meeting, tree: try at(meeting.hex).tree)
  }
}

/// What an audit of logs or of commits found.
enum AuditOutcome: Report {
  case logs(AuditReport)
  case commits(CommitAuditReport)

  private var report: any Report {
    switch self {
    case .logs(let report): report
    case .commits(let report): report
    }
  }

  var exitCode: ExitCode { report.exitCode }
  func write(to page: inout Page) { report.write(to: &page) }
  func write(to json: inout JSONWriter) { report.write(to: &json) }
}

/// What an audit found.
struct AuditReport: Report {
  let from: DiffSide
  let to: DiffSide
  let audit: LogAudit
  /// What was broken, and was put right in the files.
  var restored: [LogAudit.Violation] = []

  var exitCode: ExitCode { audit.violations.isEmpty ? .done : .found }

  func write(to page: inout Page) {
    for violation in restored {
      page.line(
        Page.Piece("\(violation.path):\(violation.line): "), Page.Piece("restored", .green),
        Page.Piece(violation.text.isEmpty ? "" : ": \(violation.text)"))
    }
    for violation in audit.violations {
      let commit = violation.commit.map { " in \($0.prefix(12))" } ?? ""
      page.line(
        Page.Piece("\(violation.path):\(violation.line): "), Page.Piece(violation.kind.rawValue, .red),
        Page.Piece("\(commit)\(violation.text.isEmpty ? "" : ": \(violation.text)")"))
    }
    page.line(
      "\(from.rev) to \(to.rev): \(audit.files.counting("changed run log")), \(audit.lines.counting("line")), "
        + "\(audit.violations.count.counting("violation"))")
  }

  func write(to json: inout JSONWriter) {
    func side(_ side: DiffSide, _ json: inout JSONWriter) {
      json.object { json in
        json.member("rev", side.rev)
        json.member("commit", side.commit?.hex)
      }
    }
    json.object { json in
      json.member("from") { side(from, &$0) }
      json.member("to") { side(to, &$0) }
      json.member("files", audit.files)
      json.member("lines", audit.lines)
      json.member("violations", audit.violations)
      json.member("restored", restored)
    }
  }
}
