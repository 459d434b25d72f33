import Arguments
import TicketsCore
import TicketsFiles

/// Repairs tickets: safe mechanical faults by itself, others as decided.
struct Repair: TicketsCommand {
  static let configuration = Configuration(
    "repair", abstract: "Repair tickets",
    discussion: """
      Makes the repairs that need no decision; others are asked about with --interactive, or decided in the file of \
      'tickets validate --issues'. All repairs of a run are made or none is. Only lines that must change do, run logs are \
      only added to, or removed when they hold nothing, and each repaired ticket gets a log entry that says what was \
      done. Exit code 1 means that errors remain, or that something was refused.
      """,
    examples: [
      .init("tickets repair --all --dry-run", "what would change"),
      .init("tickets repair 4f1e2d3c --interactive", "one ticket, with questions"),
      .init("tickets repair --issues-file issues.yaml --non-interactive", "what was decided in a file"),
    ])

  @Argument("--ticket", help: "Repair this ticket")
  var ticket: TicketName?

  @Flag(help: "Repair all tickets")
  var all: Bool

  @Option(placeholder: "path", help: "Make the repairs that this file of 'validate --issues' enables (- for stdin)")
  var issuesFile: String?

  @Flag(help: "Ask about what needs a decision")
  var interactive: Bool

  @Flag(help: "Fail when something needs a decision")
  var nonInteractive: Bool

  @Flag(help: "Show what would change, and change nothing")
  var dryRun: Bool

  @Options var actor: ActorOptions
  @Options var output: OutputOptions

  func validate() throws(UsageError) {
    if interactive, nonInteractive {
      throw .custom("'--interactive' and '--non-interactive' exclude each other", hint: "Give one of them")
    }
    if all, ticket != nil { throw .custom("'--all' and a ticket exclude each other", hint: "Give one of them") }
    if !all, ticket == nil, issuesFile == nil {
      throw .custom("it is not said what to repair", hint: "Name a ticket, or add --all or --issues-file")
    }
    if interactive, issuesFile == "-" {
      throw .custom("standard input cannot be the file and the answers", hint: "Give the file by its path")
    }
  }

  func run(in session: Session) throws(Failure) -> RepairOutcome {
    let tree = WorkingTree(root: try dryRun ? session.root() : session.rootToWrite())
    if dryRun { session.noteHalfMade(at: tree.root) }
    let request = try issuesFile.map { file throws(Failure) in try session.issuesFile(file) }
    var targets = try ticket.map { name throws(Failure) in
      Set([try name.folder(in: tree, root: tree.root, session: session).name])
    }
    let only = targets
    if targets == nil, !all, let request { targets = request.folders }
    let validator = Validator(try session.settings(of: tree))
    var decided: [ProposedRepair]?
    if let request { decided = request.repairs.filter { repair in only?.contains { repair.concerns($0) } ?? true } }
    if interactive { decided = try interview(about: request, decided, validator, tree, targets, session) }
    if let issuesFile, decided?.isEmpty == true { session.console.note("no repair in \(issuesFile) is enabled") }
    return try session.apply(at: tree.root) { () throws(Failure) in
      let check = try check(validator, tree, targets, session)
      let repairs = if let decided { decided } else { try chosen(check, tree, session) }
      let plan = try session.plan(repairs, in: tree, atHand: check.faulty)
      let outcome = RepairOutcome(plan: plan, remaining: plan.forecast(of: check).report, isDryRun: dryRun)
      return (dryRun ? ChangeSet() : try changes(of: plan, session), outcome)
    }
  }

  /// Asks about the repairs of the file, or about all that there are.
  private func interview(
    about request: IssuesReport.Request?, _ enabled: [ProposedRepair]?, _ validator: Validator, _ tree: WorkingTree,
    _ targets: Set<String>?, _ session: Session
  ) throws(Failure) -> [ProposedRepair] {
    if let request, let enabled {
      var interview = try Interview(session, tree, request.messages)
      return try interview.decide(on: enabled)
    }
    let report = try report(try check(validator, tree, targets, session), tree, session)
    var interview = try Interview(session, tree, report.messages)
    return try interview.decide(on: report.repairs)
  }

  /// The repairs that need no decision; with `--non-interactive` no error may need one.
  private func chosen(
    _ check: TreeCheck, _ tree: WorkingTree, _ session: Session
  ) throws(Failure) -> [ProposedRepair] {
    let report = try report(check, tree, session)
    let undecided = Set(report.repairs.filter { !$0.isSafe }.flatMap(\.issueIDs))
    let open = report.issues.filter { $0.issue.severity == .error && undecided.contains($0.id) }.map(\.issue)
    let way = "in the file of 'tickets validate --issues', or with --interactive"
    if nonInteractive, !open.isEmpty {
      throw .refused(open.map { "\($0.shownPlace) needs a decision: \($0.message)" }, hint: "Decide \(way)")
    }
    if !open.isEmpty {
      session.console.note("\(open.count.counting("error")) \(open.count == 1 ? "needs" : "need") a decision: \(way)")
    }
    return report.repairs.filter(\.isSafe)
  }

  private func check(
    _ validator: Validator, _ tree: WorkingTree, _ targets: Set<String>?, _ session: Session
  ) throws(Failure) -> TreeCheck {
    try session.reading(tree) { () throws(TreeFailure) in
      try validator.check(tree, only: targets, keepingFaulty: true)
    }
  }

  private func report(_ check: TreeCheck, _ tree: WorkingTree, _ session: Session) throws(Failure) -> IssuesReport {
    try session.reading(tree) { () throws(TreeFailure) in try IssuesReport(of: check, in: tree, at: session.now) }
  }

  private func changes(of plan: RepairPlan, _ session: Session) throws(Failure) -> ChangeSet {
    let id = session.nextID()
    return try plan.changes { ticket throws(Failure) in
      let run = try session.runFile(of: ticket.folder, actor.runID, started: nil, newRun: id)
      return (run, session.entry(in: run, by: try session.actor(actor), summary: ticket.summary))
    }
  }
}

extension Session {
  /// Reads the repairs that an issues file asks for.
  fileprivate func issuesFile(_ file: String) throws(Failure) -> IssuesReport.Request {
    let bytes = try file == "-" ? standardInput() : read(file: file, for: "--issues-file")
    do throws(IssuesReport.ReadingFailure) {
      return try IssuesReport.read(bytes)
    } catch {
      guard error.isUnreadable else { throw .refused(error.reasons.map { "\(file): \($0)" }) }
      throw Failure(
        .input, "cannot read \(file): \(error.reasons.joined(separator: "; "))", hint: "Nothing was changed")
    }
  }

  /// Makes a plan of repairs, or says all that stands against it.
  func plan(
    _ repairs: [ProposedRepair], in tree: WorkingTree, atHand: [String: Document] = [:]
  ) throws(Failure) -> RepairPlan {
    var planner = try reading(tree) { () throws(TreeFailure) in
      try RepairPlanner(tree, atHand: atHand) { self.nextID() }
    }
    do throws(RepairPlanner.Refusal) {
      return try planner.plan(repairs)
    } catch {
      throw .refused(error.reasons)
    }
  }
}

extension Failure {
  fileprivate static func refused(_ reasons: [String], hint: String? = nil) -> Failure {
    let shown = reasons.count == 1 ? reasons[0] : "\(reasons.count) repairs cannot be made"
    let list = reasons.count == 1 ? [] : reasons
    return Failure(
      .refused, shown, hint: (list + [hint ?? "Nothing was changed"]).joined(separator: "\n"), exitCode: .found)
  }
}

extension IssuesReport.Request {
  /// The folders that the report was made of, or nothing when that is all of them.
  fileprivate var folders: Set<String>? {
    guard let targets else { return nil }
    var folders: Set<String> = []
    for target in targets {
      let parts = target.split(separator: "/")
      guard parts.count == 2, parts[0] == Layout.folderName else { return nil }
      folders.insert(String(parts[1]))
    }
    return folders.isEmpty ? nil : folders
  }
}

extension ProposedRepair {
  fileprivate func concerns(_ folder: String) -> Bool { ticketPath.hasPrefix("/\(Layout.folderName)/\(folder)/") }
}
