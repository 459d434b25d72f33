import Arguments
import TicketsCore
import TicketsFiles
import TicketsGit

/// Records that the work on a ticket has reached a state.
struct Advance: TicketsCommand {
  static let configuration = Configuration(
    "advance", abstract: "Record that the work on a ticket has reached the next state of its flow",
    discussion: """
      Adds one log entry with what shows it, bound to what the ticket asks for and to the change as it is now. A state \
      that another one stands before is refused; one that holds may be recorded again. A result that is not a pass is \
      recorded too, and leaves the state where it is: exit code 1.

      --run runs verification.commands of the ticket, or else of config.yml, one after another, and records how they \
      ended. The tool runs them nowhere else.
      """,
    examples: [
      .init("tickets advance 4f1e2d3c --evidence \"Limit in the login form, not in the proxy\"", "the next state"),
      .init("tickets advance 4f1e2d3c tested --run", "with the commands of the ticket"),
      .init("tickets advance 4f1e2d3c reviewed --result fail --evidence \"No test for the sixth attempt\"", "a review"),
    ], tool: .init(.writes, shows: "ticket state evidence result"))

  @Options var ticket: TicketOptions

  @Argument("--state", help: "The state; the next one when it is left out")
  var state: String?

  @Option(placeholder: "text", help: "What shows that it is reached")
  var evidence: FreeText?

  @Option("--file", placeholder: "path", help: "Files that show it; their contents are recorded by name")
  var files: [FilePath]

  @Option(help: "How the check of the work ended")
  var result: Ending?

  @Flag(help: "Run the verification commands, and record how they ended")
  var run: Bool

  @Options var actor: ActorOptions

  @Flag(help: "Allow text that looks like a credential")
  var allowSecret: Bool

  @Options var output: OutputOptions

  enum Ending: String, CaseIterable, ParameterValue {
    case pass, fail
  }

  func validate() throws(UsageError) {
    if run, result != nil {
      throw .custom("'--run' and '--result' both say how it ended", hint: "Give one of them")
    }
  }

  func run(in session: Session) throws(Failure) -> AdvanceReport {
    let root = try session.rootToWrite()
    let ground = try session.workGround()
    session.warnOfUnheeded(ground.settings)
    let folder = try ticket.name.folder(in: ground.tree, root: root, session: session)
    var gate = try session.gate(folder, on: ground)
    let target = try target(in: gate)
    // What is noted now as changed before is no part of the work from now on.
    let foreign = target.checks.contains(.baseline) ? try foreign(to: gate, session) : []
    gate.change.removeAll { file in foreign.contains { $0.path == file.path } }
    let work = try claimedWork(on: gate, target, session)
    let run = try session.runFile(of: folder.name, actor.runID ?? work?.run, started: nil, newRun: session.nextID())
    var entry = try session.gateEntry(in: run, actor, summary: "-")
    work?.mark(&entry)
    var evidence = LogEntry.Evidence()
    evidence.text = try self.evidence?.text(for: "--evidence", in: session).trimmed
    if evidence.text?.isEmpty == true { evidence.text = nil }
    evidence.files = try recorded(files, ground, session)
    let checks = GateChecks(
      session: session, gate: gate, actorType: entry.actorType, actorID: entry.actorID, evidence: evidence,
      result: self.run ? .pass : result.map { $0 == .pass ? .pass : .fail })
    // What is missing anyway is said before anything runs.
    let missing = try checks.missing(for: target)
    guard missing.isEmpty else { throw .closed(target.name, missing: missing) }
    var verdict = checks.result
    if self.run {
      evidence.commands = try ran(gate, root, session)
      verdict = evidence.commands.allSatisfy { $0.exit == 0 } ? .pass : .fail
    }
    if target.checks.contains(.baseline) {
      try session.asking { () throws(GitError) in
        try Baseline.note(foreign, of: gate.record.idText, on: ground.branch, in: ground.repository)
      }
    }
    var workflow = gate.workflow(gate.flow ?? Flow("", []), state: target.name)
    (workflow.evidence, workflow.result) = (evidence, verdict)
    if target.checks.contains(.baseline) {
      workflow.others.append(JSON.Member("branch", ground.branch.name.map(JSON.string) ?? .null))
      workflow.others.append(JSON.Member("upstream", ground.branch.upstream.map { .string($0.name) } ?? .null))
    }
    entry.workflow = workflow
    entry.summary = summary(target.name, workflow)
    entry.verification.commands = evidence.commands.map(\.command)
    if target.checks.contains(.result) { entry.verification.results = verdict?.rawValue }
    try session.refuseSecret(in: entry, allowSecret: allowSecret)
    try session.apply(at: root, holding: folder.name) { () throws(Failure) in
      entry.ts = session.now
      return (ChangeSet([run.appending(entry, to: folder.name)]), ())
    }
    let after = try session.gate(folder, on: try session.workGround())
    return AdvanceReport(
      gate: after, target: target, result: verdict, logPath: run.path(in: folder.name),
      needs: try after.needs(session))
  }

  /// What claims say of an agent's work; who reviews does not take it over, and need not wait until it is given back.
  private func claimedWork(
    on gate: Gate, _ target: Flow.State, _ session: Session
  ) throws(Failure) -> ClaimedWork? {
    do throws(Failure) {
      return try session.claimedWork(on: gate, by: actor)
    } catch {
      guard error.code == .claimed, target.checks.contains(.otherActor) else { throw error }
      return nil
    }
  }

  /// The state that is to be recorded.
  private func target(in gate: Gate) throws(Failure) -> Flow.State {
    guard let flow = gate.flow, let standing = gate.standing else { throw .noFlow(gate) }
    let names = flow.states.map(\.name)
    if let state, flow.state(state) == nil {
      throw Failure(
        .usage, "the flow \(flow.name) has no state '\(state)'",
        hint: Nearness.nearest(to: state, among: names).map { "Did you mean '\($0)'?" }
          ?? "It has: \(names.joined(separator: ", "))")
    }
    if standing.failedReviews > gate.settings.maxRepairs {
      throw Failure(
        .refused, "\(standing.failedReviews) reviews failed, more than \(gate.settings.maxRepairs)",
        hint:
          "Only 'tickets status \(gate.record.ticket.id?.short ?? gate.folder.name) blocked' is left; a person decides",
        exitCode: .found)
    }
    guard let target = state.flatMap({ flow.state($0) }) ?? standing.next else {
      throw Failure(.refused, "every state of \(flow.name) holds already", exitCode: .found)
    }
    guard target.proof == nil else {
      throw Failure(
        .refused, "\(target.name) is what git shows, and nobody can record it",
        hint: "'tickets deliver' brings it about",
        exitCode: .found)
    }
    let before = standing.rows.prefix { $0.state.name != target.name }
    let open = before.dropFirst(standing.reached)
    guard open.isEmpty else {
      throw Failure(
        .refused, "\(target.name) comes after \(open.first?.state.name ?? ""), which does not hold",
        hint: open.map { row in "\(row.state.name): \(row.why ?? "not recorded yet")" }.joined(separator: "\n"),
        exitCode: .found)
    }
    return target
  }

  /// The files that were named, with what they hold.
  private func recorded(
    _ files: [FilePath], _ ground: WorkGround, _ session: Session
  ) throws(Failure) -> [LogEntry.Evidence.File] {
    var found: [LogEntry.Evidence.File] = []
    for file in files {
      let path = try session.path(of: file.word, in: ground)
      guard let blob = try session.asking({ () throws(GitError) in try ground.changes.blob(ofFile: path) }) else {
        throw Failure(.notFound, "there is no file '\(file.word)'", hint: "Evidence is a file of this work tree")
      }
      found.append(LogEntry.Evidence.File(path: path, blob: blob))
    }
    return found
  }

  /// What is changed and has nothing to do with the ticket.
  private func foreign(to gate: Gate, _ session: Session) throws(Failure) -> [ChangedFile] {
    let ground = gate.ground
    let dirty = try session.asking { () throws(GitError) in try ground.changes.files(since: ground.branch.head) }
    return dirty.filter { !gate.paths.isRecord($0.path) && !gate.paths.isNamed($0.path) }
  }

  /// Runs the commands that the ticket names, or else the settings, and shows them.
  private func ran(_ gate: Gate, _ root: String, _ session: Session) throws(Failure) -> [LogEntry.Evidence.Command] {
    let own = gate.record.ticket.verificationCommands
    let commands = own.isEmpty ? gate.ground.settings.verificationCommands : own
    guard !commands.isEmpty else {
      throw Failure(
        .refused, "there is nothing to run: no verification.commands in the ticket, nor in config.yml",
        hint: "'tickets edit --verification-command' adds one; --result pass is your own word", exitCode: .found)
    }
    var ended: [LogEntry.Evidence.Command] = []
    for command in commands {
      session.console.note("running: \(command)")
      let start = Process.now
      let status: Int32
      do throws(Errno) {
        // Results go to standard output, and what commands say is none.
        status = try Shell.runOnTerminal("cd \(Shell.quoted(root)) && sh -c \(Shell.quoted(command)) 1>&2")
      } catch {
        throw Failure(.notRun, "cannot run '\(command)': \(error.message)")
      }
      let seconds = Int((Process.now.milliseconds - start.milliseconds) / 1000)
      ended.append(LogEntry.Evidence.Command(command: command, exit: Int(status), seconds: seconds))
    }
    return ended
  }

  private func summary(_ state: String, _ workflow: LogEntry.Workflow) -> String {
    let beginning = workflow.result == .fail ? "\(state) failed" : state
    let ran = workflow.evidence.commands.map { "'\($0.command)' ended with \($0.exit)" }.joined(separator: ", ")
    let files = workflow.evidence.files.map(\.path).joined(separator: ", ")
    let what = [workflow.evidence.text ?? "", ran, files].first { !$0.isEmpty }
    return what.map { "\(beginning): \($0)" } ?? "\(beginning)."
  }
}

extension Session {
  /// A path that somebody typed, from the top of the repository.
  func path(of word: String, in ground: WorkGround) throws(Failure) -> String {
    let top = try asking { () throws(GitError) in try ground.repository.workFolder() } ?? folder
    let (path, real) = (word.resolved(from: folder), (try? Platform.realPath(top)) ?? top)
    for top in [top, real] where path.hasPrefix(top + "/") { return String(path.dropFirst(top.count + 1)) }
    if let inside = try? Platform.realPath(path.splitAtLastSlash.parent), inside == real || inside.hasPrefix(real + "/")
    {
      return String("\(inside)/\(path.splitAtLastSlash.name)".dropFirst(real.count + 1))
    }
    throw Failure(.usage, "'\(word)' lies outside of the work tree \(top)")
  }
}

/// What was recorded, and what comes next.
struct AdvanceReport: Report {
  let gate: Gate
  let target: Flow.State
  let result: LogEntry.Workflow.Result?
  let logPath: String
  let needs: [String]

  /// Whether the state holds now.
  private var row: FlowStanding.Row? { gate.standing?.rows.first { $0.state.name == target.name } }

  var exitCode: ExitCode { row?.counts == true && result != .fail ? .done : .found }

  func write(to page: inout Page) {
    let id = gate.record.ticket.id?.short ?? gate.folder.name
    if exitCode == .done {
      page.line(Page.Piece("\(id) is "), Page.Piece(target.name, .green))
    } else {
      page.line(
        Page.Piece("\(id) is not "), Page.Piece(target.name, .red),
        Page.Piece(": \(result == .fail ? "it failed" : row?.why ?? "it does not hold")"))
    }
    guard let next = gate.standing?.next else { return }
    page.line("next: \(next.name)")
    for need in needs { page.line("  needs \(need)") }
  }

  func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("id", gate.record.idText)
      json.member("flow", gate.flow?.name)
      json.member("recorded", target.name)
      json.member("result", result?.rawValue)
      json.member("counts", exitCode == .done)
      json.member("why", exitCode == .done ? nil : result == .fail ? "it failed" : row?.why)
      json.member("state", gate.standing?.current?.name)
      json.member("next", gate.standing?.next?.name)
      json.member("log_path", logPath)
    }
  }
}
