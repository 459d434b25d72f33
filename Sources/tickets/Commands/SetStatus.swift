import Arguments
import TicketsCore
import TicketsFiles

/// Moves a ticket to another status.
struct SetStatus: TicketsCommand {
  static let configuration = Configuration(
    "status", abstract: "Change the status of a ticket",
    discussion: """
      Changes one line of the front matter and no other byte. An unusual move warns, or is refused where the config says \
      'transitions: enforce'. To reopen a done or canceled ticket, as todo, doing or blocked, is for people, \
      and always leaves a log entry. A ticket with open parts does not become done, nor one whose flow does not carry it \
      ('tickets flow'), unless a person says why with --force.

      In a git repository an agent that begins a ticket claims it by that, as with 'claim', and gives it back when it is \
      done, canceled or todo again; what somebody else has claimed is refused. A person is never asked.
      """,
    examples: [
      .init("tickets status 4f1e2d3c doing --log", "start, with a log entry"),
      .init("tickets status --ticket 4f1e2d3c --status done", "the same form with names"),
    ], tool: .init(.writes, shows: "ticket status summary run_id"))

  @Options var ticket: TicketOptions

  @Argument("--status", help: "The new status")
  var status: Status

  @Flag(help: "Add a log entry")
  var log: Bool

  @Option(placeholder: "text", help: "What the log entry says; implies --log")
  var summary: FreeText?

  @Flag(help: "Let a ticket with open parts, or one that its flow does not carry, be done; for people, with --summary")
  var force: Bool

  @Options var actor: ActorOptions

  @Flag(help: "Allow text that looks like a credential")
  var allowSecret: Bool

  @Options var output: OutputOptions

  func validate() throws(UsageError) {
    if force, summary == nil {
      throw .custom("'--force' needs a reason", hint: "Say why with --summary")
    }
  }

  func run(in session: Session) throws(Failure) -> StatusMove {
    let root = try session.rootToWrite()
    let tree = WorkingTree(root: root)
    let folder = try ticket.name.folder(in: tree, root: root, session: session)
    let settings = try session.settings(of: tree)
    session.warnOfUnheeded(settings)
    let summary = try summary?.text(for: "--summary", in: session)
    if let summary, !allowSecret, let finding = SecretScan.finding(in: summary) { throw .secret(finding) }
    let forced =
      status == .done
      ? try session.refuseUncarried(
        folder, in: tree, settings.workflow, isForced: force, isExplained: summary != nil, by: actor) : nil
    let id = session.nextID()
    let work = try claimedWork(folder, tree, settings, session)
    let move: StatusMove
    do throws(Failure) {
      move = try session.apply(at: root, holding: folder.name) { () throws(Failure) in
        let record = try session.reading(tree) { () throws(TreeFailure) in
          RecordReader(reader: try tree.reader(), parts: .document).record(of: folder)
        }
        let openParts = try OpenParts(of: record, before: status, in: tree, session)
        return try plan(record, summary, forced, newRun: id, openParts, work, settings, session)
      }
    } catch {
      work?.abandon()
      throw error
    }
    if status != .doing, status != .blocked { work?.giveBack() }
    for warning in move.warnings { session.console.warn(warning) }
    // Other branches are looked at only for agents, and when nobody waits for the ticket any more.
    if work != nil, status == .doing, move.from != .doing, let doubt = session.doneElsewhere(move.record, tree) {
      session.console.warn("this ticket \(doubt)")
    }
    return move
  }

  /// What claims say, which only agents are asked about: to begin is to claim.
  private func claimedWork(
    _ folder: TreeEntry, _ tree: WorkingTree, _ settings: Settings, _ session: Session
  ) throws(Failure) -> ClaimedWork? {
    let agent = log || summary != nil ? try session.actor(actor) : try session.agent(actor)
    guard let agent, agent.type == .agent, let ticket = try? session.ticketID(of: folder, in: tree) else { return nil }
    return try ClaimedWork(
      on: ticket, by: agent, runID: actor.runID,
      taking: status == .doing ? settings.claimLease : nil, renewing: status == .doing, in: session)
  }

  private func plan(
    _ record: TicketRecord, _ summary: String?, _ forced: LogEntry.Workflow?, newRun: TicketID,
    _ openParts: OpenParts, _ work: ClaimedWork?,
    _ settings: Settings, _ session: Session
  ) throws(Failure) -> (ChangeSet, StatusMove) {
    guard let document = record.document else {
      throw Failure(
        .broken, "\(record.path) cannot be changed: \(record.failure?.message ?? "it cannot be read")",
        hint: "'tickets validate' says where")
    }
    let (previous, next) = (record.ticket.status, status)
    var move = StatusMove(record: record, from: previous, to: next)
    let isReopening = previous?.isReopening(to: next) ?? false
    let who = log || summary != nil || isReopening ? try session.actor(actor) : nil
    try refuseOrWarn(&move, isReopening: isReopening, byAgent: who?.type == .agent, settings)
    try refuseOrWarn(&move, openParts, byAgent: who?.type == .agent)
    if record.ticket.mode == .humanOnly, work != nil || who?.type == .agent {
      move.warnings.append("this ticket is human_only: agents must not work on it")
    }
    if previous != next { move.warnings += try unfinished(record, session) }
    var changes = ChangeSet()
    if previous != next {
      guard let bytes = document.setting("status", to: .word(next.rawValue))?.applied(to: document.bytes) else {
        throw Failure(
          .broken, "\(record.path) cannot be changed: its status is more than one word",
          hint: "Write it as 'status: \(next.rawValue)'")
      }
      changes.add(.replace(record.path, from: document.bytes, to: bytes))
    }
    guard let who else { return (changes, move) }
    if previous == next, summary == nil, try isSaid(record, by: who, work, session) {
      move.isSaid = true
      return (changes, move)
    }
    let text = summary ?? move.sentence(isReopening: isReopening)
    let run = try session.runFile(of: record.folder, actor.runID ?? work?.run, started: nil, newRun: newRun)
    var entry = session.entry(in: run, by: who, summary: text)
    // Who takes up a ticket that is doing already has it from now on.
    if previous != next || next == .doing { entry.move = LogEntry.Move(from: previous?.rawValue, to: next.rawValue) }
    (entry.isReopening, entry.workflow) = (isReopening, forced)
    work?.mark(&entry)
    changes.add(run.appending(entry, to: record.folder))
    move.logPath = run.path(in: record.folder)
    return (changes, move)
  }

  /// Whether an entry would say nothing new: the ticket is not taken up by it, or this very run has done so already.
  private func isSaid(
    _ record: TicketRecord, by who: Actor, _ work: ClaimedWork?, _ session: Session
  ) throws(Failure) -> Bool {
    guard status == .doing else { return true }
    let tree = WorkingTree(root: try session.rootToWrite())
    let logs = try session.reading(tree) { () throws(TreeFailure) in
      RecordReader(reader: try tree.reader(), parts: .logs)
        .record(of: TreeEntry(name: record.folder, kind: .folder)).logs
    }
    guard let newest = RunLog.takeUp(in: logs.compactMap { try? $0.content.get() }),
      newest.actorType == who.type, newest.actorID == who.id
    else { return false }
    // Without a run nobody else can be meant; with one the entry must lie in its file.
    guard let run = actor.runID ?? work?.run else { return who.type == .human }
    return logs.contains { log in
      RunLogName(log.fileName)?.runID == run
        && (try? log.content.get()).flatMap { RunLog.takeUp(in: [$0]) }?.ts == newest.ts
    }
  }

  /// What should have come before the new status; the ticket itself and those that it names tell it, no others are read.
  private func unfinished(_ record: TicketRecord, _ session: Session) throws(Failure) -> [String] {
    guard status == .doing || status == .done else { return [] }
    var warnings: [String] = []
    let tree = WorkingTree(root: try session.rootToWrite())
    let open = record.ticket.dependencies.compactMap { id -> String? in
      guard let folder = try? TicketName(word: id.text).folder(in: tree, root: nil, session: session),
        let status = (try? tree.reader()).flatMap({
          RecordReader(reader: $0, parts: []).record(of: folder).ticket.status
        }),
        status != .done
      else { return nil }
      return "\(id.short) (\(status.rawValue))"
    }
    if !open.isEmpty { warnings.append("it depends on what is not done: \(open.joined(separator: ", "))") }
    // What a new ticket says until somebody says more is no criterion.
    let none = Section.Name.acceptanceCriteria.placeholder
    let criteria = (record.document?.body.criteria ?? []).filter { $0.text != none }
    let unmet = criteria.count { !$0.checked }
    if status == .done, unmet > 0 {
      let name = record.ticket.id?.short ?? record.folder
      warnings.append(
        "acceptance criteria not ticked: \(unmet) of \(criteria.count); 'tickets edit \(name) --check N' ticks one")
    }
    return warnings
  }

  private func refuseOrWarn(
    _ move: inout StatusMove, isReopening: Bool, byAgent: Bool, _ settings: Settings
  ) throws(Failure) {
    guard let previous = move.from, previous != move.to else { return }
    if isReopening {
      guard !byAgent else {
        throw Failure(
          .refused, "this ticket is \(previous.rawValue), and only a person may reopen it",
          hint: "Ask one, or make a new ticket", exitCode: .found)
      }
    } else if !previous.usualNext.contains(move.to) {
      let usual = previous.usualNext.map(\.rawValue).joined(separator: ", ")
      let sentence = "going from \(previous.rawValue) to \(move.to.rawValue) is unusual"
      guard !settings.enforcesTransitions else {
        throw Failure(
          .refused, "\(sentence), and the config enforces the usual transitions",
          hint: usual.isEmpty ? "A person may reopen it: 'doing'" : "From \(previous.rawValue) it goes to: \(usual)",
          exitCode: .found)
      }
      move.warnings.append(sentence)
    }
  }

  private func refuseOrWarn(
    _ move: inout StatusMove, _ parts: OpenParts, byAgent: Bool
  ) throws(Failure) {
    guard let sentence = parts.sentence else { return }
    if move.to == .done, !force || byAgent {
      throw Failure(parts, hint: force ? "Only a person may use --force" : nil)
    }
    move.warnings.append(sentence)
  }
}

/// What changed, or that nothing had to.
struct StatusMove: Report {
  let record: TicketRecord
  let from: Status?
  let to: Status
  var logPath: String?
  /// Whether the logs say so already, so that nothing was written.
  var isSaid = false
  var warnings: [String] = []

  func sentence(isReopening: Bool) -> String {
    isReopening
      ? "Reopened: status \(from?.rawValue ?? "?") -> \(to.rawValue)."
      : from == to ? "Taken over, \(to.rawValue) already." : "Status \(from?.rawValue ?? "?") -> \(to.rawValue)."
  }

  func write(to page: inout Page) {
    let id = record.ticket.id?.short ?? record.folder
    if from == to {
      page.line(Page.Piece("\(id) is \(to.rawValue) already\(isSaid ? ", and nothing was logged" : "")"))
    } else {
      page.line(
        Page.Piece("\(id) "), Page.Piece(from?.rawValue ?? "?", from?.style ?? .red), Page.Piece(" -> "),
        Page.Piece(to.rawValue, to.style))
    }
  }

  func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("id", record.idText)
      json.member("from", from?.rawValue)
      json.member("to", to.rawValue)
      json.member("log_path", logPath)
    }
  }
}
