import Arguments
import TicketsCore
import TicketsFiles
import TicketsGit

/// Says whether work is quick.
struct Classify: TicketsCommand {
  static let configuration = Configuration(
    "classify", abstract: "Say whether the work on a ticket is quick, or needs the full flow",
    discussion: """
      Judges the ticket and what has changed since the branch left its upstream, or else the base branch: commits, \
      staged files, files of the work tree. Before anything has changed, scope.allow says what is planned. Nothing that \
      anybody claims goes into the verdict, and the same change gives the same verdict.
      """,
    examples: [
      .init("tickets classify 4f1e2d3c", "the verdict, and every trigger with what set it off"),
      .init("tickets classify 4f1e2d3c --require quick", "exit code 1 when it is full"),
      .init("tickets classify --list", "the paths and words that triggers know"),
    ])

  @Options var ticket: OptionalTicketOptions

  @Option(placeholder: "rev", completion: Completions.revision, help: "Compare with this revision")
  var base: String?

  @Option(placeholder: "rev", completion: Completions.revision, help: "Judge this revision instead of the files")
  var head: String?

  @Option(help: "Fail unless the verdict is this")
  var require: Classification.Verdict?

  @Flag(help: "Record the verdict in the run log")
  var log: Bool

  @Flag(help: "List the paths and words that triggers know")
  var list: Bool

  @Options var actor: ActorOptions

  @Options var output: OutputOptions

  func validate() throws(UsageError) {
    if ticket.name == nil, !list { throw .missingTicket }
  }

  func run(in session: Session) throws(Failure) -> ClassifyReport {
    guard let name = ticket.name else { return ClassifyReport(settings: try listedSettings(session)) }
    let root = try log ? session.rootToWrite() : session.root()
    let ground = try ground(session)
    let folder = try name.folder(in: ground.tree, root: root, session: session)
    let gate = try session.gate(folder, on: ground)
    let classification = gate.classification
    if log { try record(classification, of: gate, at: root, session) }
    return ClassifyReport(gate: gate, classification: classification, required: require)
  }

  /// What is judged: the base may be another one than that of the branch.
  private func ground(_ session: Session) throws(Failure) -> WorkGround {
    let ground = try session.workGround(judging: head)
    guard let base else { return ground }
    return try session.asking { () throws(GitError) in
      var other = ground
      let start = try ground.repository.commit(of: base)
      let meeting = try ground.branch.head.flatMap { head throws(GitError) in
        try ground.repository.mergeBase(start, head)
      }
      other.branch.base = meeting ?? start
      other.files =
        if let revision = ground.judged {
          try ground.changes.files(from: other.branch.base, to: revision)
        } else { try ground.changes.files(since: other.branch.base) }
      return other
    }
  }

  private func listedSettings(_ session: Session) throws(Failure) -> WorkflowSettings {
    guard let root = Root.holdingTickets(from: session.folder) else { return WorkflowSettings() }
    return try session.settings(of: WorkingTree(root: root)).workflow
  }

  private func record(
    _ classification: Classification, of gate: Gate, at root: String, _ session: Session
  ) throws(Failure) {
    let id = session.nextID()
    let count = classification.files.count
    let sentence =
      "Classified as \(classification.verdict.rawValue): \(count) file\(count == 1 ? "" : "s")"
      + classification.reasons.map { ", \($0)" }.joined() + "."
    try session.apply(at: root, holding: gate.folder.name) { () throws(Failure) in
      let run = try session.runFile(of: gate.folder.name, actor.runID, started: nil, newRun: id)
      let entry = try session.gateEntry(in: run, actor, summary: sentence)
      return (ChangeSet([run.appending(entry, to: gate.folder.name)]), ())
    }
  }
}

extension Classification.Verdict: CaseIterable, ParameterValue {
  static var allCases: [Classification.Verdict] { [.quick, .full] }
}

/// A verdict, or the table that leads to one.
struct ClassifyReport: Report {
  private let judged: (gate: Gate, classification: Classification)?
  private let required: Classification.Verdict?
  private let settings: WorkflowSettings

  init(gate: Gate, classification: Classification, required: Classification.Verdict?) {
    judged = (gate, classification)
    self.required = required
    settings = gate.settings
  }

  init(settings: WorkflowSettings) {
    (judged, required) = (nil, nil)
    self.settings = settings
  }

  var exitCode: ExitCode {
    guard let required, let judged else { return .done }
    return required == judged.classification.verdict ? .done : .found
  }

  func write(to page: inout Page) {
    guard let (_, found) = judged else { return writeTable(to: &page) }
    let isQuick = found.verdict == .quick
    page.line(
      Page.Piece(found.verdict.rawValue, isQuick ? .green : .yellow),
      Page.Piece("  \(found.files.count) file\(found.files.count == 1 ? "" : "s")"))
    if let label = found.forcedBy { page.line("  the label \(label) asks for it") }
    for (trigger, evidence) in found.triggers {
      page.line(Page.Piece("  "), Page.Piece(trigger.rawValue, .bold))
      for line in evidence { page.line("    \(line)") }
    }
    if !found.reviewers.isEmpty { page.line("  reviewers: \(found.reviewers.joined(separator: ", "))") }
  }

  private func writeTable(to page: inout Page) {
    for kind in WorkflowSettings.RiskPaths.allCases {
      let table = RiskTable.table(kind)
      page.line(Page.Piece(kind.rawValue, .bold))
      if !table.words.isEmpty { page.wrap(Page.Piece("  words  "), table.words.joined(separator: " ")) }
      page.wrap(Page.Piece("  globs  "), (table.globs + (settings.paths[kind] ?? [])).joined(separator: " "))
    }
  }

  func write(to json: inout JSONWriter) {
    guard let (gate, found) = judged else { return writeTable(to: &json) }
    json.object { json in
      json.member("result", found.verdict.rawValue)
      json.member("base", gate.ground.branch.base?.hex)
      json.member("head", (gate.ground.judged ?? gate.ground.branch.head)?.hex)
      json.member("files", found.files)
      json.member("triggers") { json in
        json.array { json in
          for (trigger, evidence) in found.triggers {
            json.object { json in
              json.member("id", trigger.rawValue)
              json.member("evidence", evidence)
            }
          }
        }
      }
      json.member("review", found.reviewers)
      json.member("forced_by", found.forcedBy)
    }
  }

  private func writeTable(to json: inout JSONWriter) {
    json.array { json in
      for kind in WorkflowSettings.RiskPaths.allCases {
        let table = RiskTable.table(kind)
        json.object { json in
          json.member("paths", kind.rawValue)
          json.member("words", table.words)
          json.member("globs", table.globs + (settings.paths[kind] ?? []))
        }
      }
    }
  }
}
