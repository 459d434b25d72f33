import Arguments
import TicketsCore
import TicketsFiles
import TicketsGit

/// Adds an entry to a run log.
struct Log: TicketsCommand {
  static let configuration = Configuration(
    "log", abstract: "Add an entry to a ticket's run log",
    discussion: """
      Adds exactly one line to one run log and prints the path of that file. Without --run-id the entry begins a run of \
      its own. Without --summary the summary is read from standard input. Free text is taken as typed, from standard \
      input with -, or from a file with @file (@@ begins text with an @).

      With --changes the ticket may be left out where the branch tells it: 'git config branch.<name>.ticket', an id in \
      the branch's name, or the 'Ticket:' trailers of its commits.
      """,
    examples: [
      .init(
        "tickets log 4f1e2d3c --summary \"Found the cause\"", "a note by a person"),
      .init(
        "tickets log 4f1e2d3c --machine --run-id run-7 --actor-type agent --actor-id codex --summary Done "
          + "--verification-results pass", "an agent's entry"),
      .init(
        "tickets log 4f1e2d3c --changes --summary Limited",
        "with the commits of this branch"),
    ],
    tool: .init(
      .writes, core: true,
      shows: "ticket summary run_id changes verification_commands verification_results decisions next_steps blockers"))

  @Options var ticket: OptionalTicketOptions

  @Option(placeholder: "text", help: "What was done, instead of from standard input")
  var summary: FreeText?

  @Options var actor: ActorOptions

  @Option(placeholder: "time", help: "When the run started, instead of now")
  var runStarted: UTCTime?

  @Flag(help: "Mark the entry as written by a tool: it is then validated strictly")
  var machine: Bool

  @Options var fields: LogFieldOptions

  @Option(
    whenAlone: "", placeholder: "range", completion: Completions.revision,
    help: "Record the commits of this branch that are not in the ticket's logs yet, or those of a range such as A..B")
  var changes: String?

  @Option(placeholder: "file", help: "A whole entry as JSON, from a file or - for standard input")
  var entry: FilePath?

  @Flag(help: "Allow text that looks like a credential")
  var allowSecret: Bool

  @Options var output: OutputOptions

  func validate() throws(UsageError) {
    if ticket.name != nil { return }
    guard let changes else { throw .missingTicket }
    // The value of an option that may stand alone is easily the ticket.
    if !changes.isEmpty, !changes.contains("..") {
      throw .custom(
        "'--changes' takes '\(changes)' as its value, and no ticket is named",
        hint: "Give the ticket first: 'tickets log \(changes) --changes'")
    }
  }

  func run(in session: Session) throws(Failure) -> TextReport {
    let root = try session.rootToWrite()
    let tree = WorkingTree(root: root)
    let captured = try changes.map { range throws(Failure) in try session.commits(range, tree) }
    let name = if let name = ticket.name { name } else { try session.ticketOfBranch(captured ?? [], tree) }
    let folder = try name.folder(in: tree, root: root, session: session)
    var content = try content(session)
    if let captured { try record(captured, in: &content.changes, tree, folder, session) }
    let newRun = session.nextID()
    let work = try claimedWork(content, folder, tree, session)
    if let text = summaryToRead(session) {
      // Who types a text must not lose it: everything that can be refused is refused before the first key.
      _ = try plan(content, folder, newRun, work, session)
      content.summary = try text.text(for: "--summary", in: session).trimmed
      try refuseMissing(in: content)
    }
    let (path, written) = try session.apply(at: root, holding: folder.name) { () throws(Failure) in
      try plan(content, folder, newRun, work, session)
    }
    warnOfUnknown(session, root)
    try warn(about: written, tree, folder, session)
    return TextReport(key: "path", text: path)
  }

  /// What claims say of the work.
  private func claimedWork(
    _ content: LogEntry, _ folder: TreeEntry, _ tree: WorkingTree, _ session: Session
  ) throws(Failure) -> ClaimedWork? {
    guard let type = content.actorType, let id = content.actorID,
      let ticket = try? session.ticketID(of: folder, in: tree)
    else { return nil }
    return try ClaimedWork(on: ticket, by: Actor(type: type, id: id), runID: actor.runID, in: session)
  }

  /// Adds commits to the entry; a range that was typed is taken as it is.
  private func record(
    _ commits: [CapturedCommit], in changes: inout LogEntry.Changes, _ tree: WorkingTree, _ folder: TreeEntry,
    _ session: Session
  ) throws(Failure) {
    let logs = try session.reading(tree) { () throws(TreeFailure) in
      RecordReader(reader: try tree.reader(), parts: .logs).record(of: folder).logs
    }
    // What names other tickets is theirs, as on a branch that is stacked on another one.
    let own = commits.filter { commit in
      guard self.changes?.isEmpty == true, !commit.tickets.isEmpty else { return true }
      let named = commit.tickets.compactMap { try? TicketLocator(tree).folder(of: $0) }
      return named.isEmpty || named.contains { $0.name == folder.name }
    }
    let recorded = self.changes?.isEmpty == true ? RecordedCommits(logs: logs) : RecordedCommits()
    let before = changes.commits.count
    CapturedCommit.record(own, besides: recorded, in: &changes)
    if changes.commits.count == before { session.console.note("there is no commit to record") }
  }

  /// What the entry says, whichever way it was given.
  private func content(_ session: Session) throws(Failure) -> LogEntry {
    var content = try entry.map { file throws(Failure) in try wholeEntry(file.word, session) } ?? LogEntry()
    let who = try session.actor(
      type: actor.actorType ?? content.actorType, id: actor.actorID ?? content.actorID.flatMap { $0.isEmpty ? nil : $0 }
    )
    (content.actorType, content.actorID) = (who.type, who.id)
    if who.isMarked { content.writtenBy = LogEntry.toolName }
    if summaryToRead(session) != nil {
      content.summary = Self.placeholder
    } else if let summary {
      content.summary = try summary.text(for: "--summary", in: session).trimmed
    }
    try refuseMissing(in: content)
    try fields.fill(&content, session)
    return content
  }

  /// Stands for a summary that is not read yet.
  private static let placeholder = "-"

  /// The summary when it comes from standard input, perhaps from somebody's keys.
  private func summaryToRead(_ session: Session) -> FreeText? {
    guard session.isAttended else { return nil }
    if let summary { return summary.word == "-" ? summary : nil }
    return entry == nil ? FreeText(word: "-") : nil
  }

  private func refuseMissing(in content: LogEntry) throws(Failure) {
    guard content.summary?.isEmpty ?? true else { return }
    throw Failure(.usage, "the entry has no summary", hint: "Give it with --summary")
  }

  private func plan(
    _ content: LogEntry, _ folder: TreeEntry, _ newRun: TicketID, _ work: ClaimedWork?, _ session: Session
  ) throws(Failure) -> (ChangeSet, (path: String, entry: LogEntry)) {
    let run = try session.runFile(
      of: folder.name, actor.runID ?? work?.run, started: runStarted?.instant, newRun: newRun)
    var entry = content
    entry.ts = session.now
    entry.runStarted = run.name.runStarted
    work?.mark(&entry)
    if machine { entry.writtenBy = LogEntry.toolName }
    try check(entry, in: run)
    return (ChangeSet([run.appending(entry, to: folder.name)]), (run.path(in: folder.name), entry))
  }

  private func wholeEntry(_ file: String, _ session: Session) throws(Failure) -> LogEntry {
    let bytes = try file == "-" ? session.standardInput() : session.read(file: file, for: "--entry")
    let value: JSON
    do throws(JSONFailure) {
      value = try JSONReader.read(bytes)
    } catch {
      let place = Place(of: error.offset, in: bytes)
      throw Failure(
        .invalidEntry, "the entry is not JSON: \(error.message) (line \(place.line), column \(place.column))")
    }
    guard let members = value.members else { throw Failure(.invalidEntry, "the entry is not a JSON object") }
    return LogEntry(members)
  }

  /// Whatever is written must be what a strict reader accepts.
  private func check(_ entry: LogEntry, in run: RunFile) throws(Failure) {
    let line = entry.line()
    guard let members = try? JSONReader.read(line).members else { return }
    if let problem = LogLineCheck(fileName: run.name).problems(of: members).first {
      throw Failure(.invalidEntry, "the entry is not valid: \(problem.message)")
    }
    if !allowSecret, let finding = SecretScan.finding(in: String(decoding: line, as: UTF8.self)) {
      throw .secret(finding)
    }
  }

  /// Says what was named on the command line and is not there; it may be elsewhere, so it is recorded all the same.
  private func warnOfUnknown(_ session: Session, _ root: String) {
    let repository = fields.commits.isEmpty ? nil : session.repositoryIfAny()
    for commit in fields.commits where repository.map({ $0.commitIfAny(commit) == nil }) ?? false {
      session.console.warn("this repository has no commit '\(commit)'; it is recorded all the same")
    }
    for file in fields.files
    where ![session.folder, root].contains(where: { (try? Platform.status(ofFile: file.resolved(from: $0))) != nil }) {
      session.console.note("there is no file '\(file)' now; it is recorded all the same")
    }
  }

  private func warn(
    about entry: LogEntry, _ tree: WorkingTree, _ folder: TreeEntry, _ session: Session
  ) throws(Failure) {
    if let origin = entry.createdFrom.flatMap({ TicketID($0) }) { try warn(of: origin, tree, folder, session) }
    guard entry.actorType == .agent else { return }
    let record = try session.reading(tree) { () throws(TreeFailure) in
      RecordReader(reader: try tree.reader(), parts: .logs).record(of: folder)
    }
    if record.ticket.mode == .humanOnly {
      session.console.warn("this ticket is human_only: agents must not work on it")
    }
    if entry.verification.results == nil {
      session.console.warn(
        "the entry does not say how the work was verified", hint: "Add --verification-results, if only to say why not")
    }
    let allowance = Allowance(record, defaults: try session.settings(of: tree).agentLimits)
    guard let most = allowance.maxIterations, let left = allowance.iterationsLeft else { return }
    let used = "\(allowance.iterationsUsed) of \(most) iterations are used"
    if left > 0 || record.ticket.status?.isOpen == false { return session.console.note("\(used), \(left) left") }
    session.console.warn(
      "\(used): stop working on this ticket",
      hint: """
        Log a recommendation to a person, one of: tighten the acceptance criteria, split the ticket into subtickets, or \
        decide what the trade-offs leave open
        """)
  }

  /// Says when nobody will find the ticket among the parts of the one that it was split from.
  private func warn(
    of origin: TicketID, _ tree: WorkingTree, _ folder: TreeEntry, _ session: Session
  ) throws(Failure) {
    let (child, parent) = try session.reading(tree) { () throws(TreeFailure) in
      let reader = RecordReader(reader: try tree.reader(), parts: .logs)
      return (reader.record(of: folder), reader.record(of: TreeEntry(name: origin.text, kind: .folder)))
    }
    guard parent.ticket.id == origin, !Family.areAcquainted(child, parent) else { return }
    let name = child.ticket.id?.short ?? child.folder
    session.console.warn(
      "\(origin.short) does not know of it, so '\(name)' is not shown among its parts",
      hint: "'tickets edit \(name) --related \(origin.short)' makes them known to each other")
  }
}
