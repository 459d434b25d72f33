import Arguments
import TicketsCore
import TicketsFiles
import TicketsGit

/// Commits and pushes finished work together with the word that it is done.
struct Deliver: TicketsCommand {
  static let configuration = Configuration(
    "deliver", abstract: "Commit and push the work on a ticket, and prove that it arrived",
    discussion: """
      Sets the ticket to done, commits exactly its work and its records, pushes to the upstream of this branch, and asks \
      the remote whether it has them. A ticket with a flow must have passed every state before the delivery, for this \
      very change. Where it was stopped it goes on when it is run again: it looks at git and keeps nothing in mind.

      Hooks, filters, signing and credentials are those of your own git. Nothing is ever forced, reset, stashed or \
      checked out, and no branch is made.
      """,
    examples: [
      .init("tickets deliver 4f1e2d3c --dry-run", "what would be committed, what is left alone, what is in the way"),
      .init("tickets deliver 4f1e2d3c", "commit, push, and ask the remote"),
      .init("tickets deliver 4f1e2d3c docs/limits.md", "with a file outside of the ticket's scope"),
    ])

  @Options var ticket: TicketOptions

  @Argument(placeholder: "path", help: "Files that belong to it besides those in its scope")
  var paths: [FilePath]

  @Flag(help: "Only show what would be done")
  var dryRun: Bool

  @Option("-m", "--message", placeholder: "text", help: "The message of the commit (default: the ticket's title)")
  var message: FreeText?

  @Flag(help: "Commit, and leave the push for later")
  var noPush: Bool

  @Options var actor: ActorOptions

  @Options var output: OutputOptions

  func run(in session: Session) throws(Failure) -> DeliveryReport {
    let root = try dryRun ? session.root() : session.rootToWrite()
    var delivery = try Delivery(self, at: root, session)
    if !dryRun { try delivery.takeUp() }
    if try delivery.isOver() {
      delivery.giveBack()
      return try delivery.report()
    }
    try delivery.refuseUnreviewed()
    let sorting = try delivery.sort()
    if dryRun { return delivery.plan(sorting) }
    try delivery.close(sorting)
    try delivery.commit()
    delivery.giveBack()
    try delivery.compare()
    if noPush { return try delivery.report() }
    try delivery.push()
    return try delivery.report()
  }
}

/// A delivery on its way; where it stands is asked of git each time.
private struct Delivery {
  let command: Deliver
  let session: Session
  let root: String
  let folder: TreeEntry
  let upstream: WorkBranch.Upstream
  let remote: RemoteBranch
  let given: Set<String>
  /// Where the remote stood when this began.
  let tip: ObjectID?
  var gate: Gate
  /// What an agent works under.
  private var work: ClaimedWork?

  init(_ command: Deliver, at root: String, _ session: Session) throws(Failure) {
    (self.command, self.session, self.root) = (command, session, root)
    let ground = try session.workGround()
    folder = try command.ticket.name.folder(in: ground.tree, root: root, session: session)
    guard ground.branch.head != nil, let upstream = ground.branch.upstream else {
      throw Failure(.noUpstream, Failure.noUpstream, hint: Failure.upstreamHint, exitCode: .found)
    }
    self.upstream = upstream
    let remote = try session.asking { () throws(GitError) in try RemoteBranch(upstream, in: ground.repository) }
    self.remote = remote
    tip = try session.asking { () throws(GitError) in try remote.tip() }
    var given: Set<String> = []
    for path in command.paths {
      let known = try session.path(of: path.word, in: ground)
      let kind = (try? Platform.status(ofFile: path.word.resolved(from: session.folder)))?.kind
      guard kind != .folder, kind != nil || ground.files.contains(where: { $0.path == known }) else {
        let what = kind == nil ? "there is no file '\(path.word)'" : "'\(path.word)' is a folder"
        throw Failure(.notFound, what, hint: "Name each file that is to be delivered")
      }
      given.insert(known)
    }
    self.given = given
    gate = try session.gate(folder, on: ground)
    try refuseNewerUpstream()
  }

  /// Refuses an agent what somebody else has, and keeps its own claim while this goes on.
  mutating func takeUp() throws(Failure) {
    session.warnOfUnheeded(ground.settings)
    work = try session.claimedWork(on: gate, by: command.actor)
  }

  /// What is done is in nobody's hand.
  func giveBack() { work?.giveBack() }

  /// An entry of the delivery, in its run.
  private func appended(_ summary: String, newRun: TicketID, _ workflow: LogEntry.Workflow?) throws(Failure)
    -> ChangeSet.Change
  {
    let run = try session.runFile(of: folder.name, command.actor.runID ?? work?.run, started: nil, newRun: newRun)
    var entry = try session.gateEntry(in: run, command.actor, summary: summary)
    work?.mark(&entry)
    entry.workflow = workflow
    return run.appending(entry, to: folder.name)
  }

  private var ground: WorkGround { gate.ground }
  private var repository: Repository { gate.ground.repository }

  /// Looks at everything anew.
  private mutating func look() throws(Failure) {
    gate = try session.gate(folder, on: try session.workGround())
  }

  /// What the remote has must be here: a push would be refused, and what was reviewed was not what it will meet.
  private func refuseNewerUpstream() throws(Failure) {
    guard let tip, let head = ground.branch.head, tip != head else { return }
    let isHere = try session.asking { () throws(GitError) in
      guard (try? repository.commit(tip)) != nil else { return false }
      return try repository.mergeBase(tip, head) == tip
    }
    guard isHere else {
      throw Failure(
        .behind, "\(upstream.name) has commits that are not here: it stands at \(tip.hex.prefix(12)) now",
        hint: "Get them first: `git pull --rebase`; then the flow says what still counts", exitCode: .found)
    }
  }

  /// Whether the remote itself has it already, and nothing of it is left to send.
  func isOver() throws(Failure) -> Bool {
    guard gate.record.ticket.status == .done, try session.isDone(folder.name, at: tip, ground) else { return false }
    return try session.sortDirt(of: gate, given: given).delivered.isEmpty
  }

  /// The flow must be through, for the change as it is now.
  func refuseUnreviewed() throws(Failure) {
    guard let standing = gate.standing, !standing.isReadyForDelivery, !gate.isForced else {
      return try refuseGrown()
    }
    throw .closed("the delivery", missing: standing.open)
  }

  /// Work that is quick no more, or has open parts, is not done.
  private func refuseGrown() throws(Failure) {
    if gate.flow?.states.contains(where: { $0.checks.contains(.quick) }) == true {
      let found = gate.classification
      if found.verdict == .full, !gate.isForced, !gate.change.isEmpty {
        throw .closed(
          "the delivery", missing: ["quick work: classify says full: \(found.reasons.joined(separator: "; "))"])
      }
    }
    let open = try session.openChildren(of: gate)
    guard open.isEmpty else { throw .closed("the delivery", missing: open) }
  }

  /// Puts every file that is not committed into one class.
  func sort() throws(Failure) -> DirtSorting {
    let sorting = try session.sortDirt(of: gate, given: given)
    for warning in sorting.warnings { session.console.warn(warning) }
    guard sorting.blocks.isEmpty || command.dryRun else {
      let count = sorting.blocks.count
      throw Failure(
        .dirty, "\(count) file\(count == 1 ? " is" : "s are") in the way of the delivery",
        hint: sorting.blocks.joined(separator: "\n"), exitCode: .found)
    }
    return sorting
  }

  /// Sets the ticket to done and says so in its log, unless that was done for this very change.
  mutating func close(_ sorting: DirtSorting) throws(Failure) {
    let closing = gate.standing?.closing?.workflow
    let isClosed = closing.map { $0.contract == gate.contract && $0.change == gate.changeID } ?? false
    let isDone = gate.record.ticket.status == .done
    if isDone, isClosed || gate.flow == nil || gate.delivered.isFinal { return }
    let id = session.nextID()
    let files = sorting.delivered.filter { gate.paths.ticketFolder(of: $0.path) == nil }
    try session.apply(at: root, holding: folder.name) { () throws(Failure) in
      var changes = ChangeSet()
      if !isDone {
        guard
          let bytes = gate.document.setting("status", to: .word(Status.done.rawValue))?
            .applied(to: gate.document.bytes)
        else {
          throw Failure(
            .broken, "\(gate.record.path) cannot be changed: its status is more than one word",
            hint: "Write it as 'status: done'")
        }
        changes.add(.replace(gate.record.path, from: gate.document.bytes, to: bytes))
      }
      var workflow = gate.flow.map { gate.workflow($0, state: $0.closingState) }
      workflow?.result = .pass
      workflow?.evidence.files = files.map { LogEntry.Evidence.File(path: $0.path, blob: $0.blob) }
      changes.add(try appended("Delivered.", newRun: id, workflow))
      return (changes, ())
    }
  }

  /// Commits what is to be delivered; a commit that is refused leaves the ticket as it was.
  mutating func commit() throws(Failure) {
    let before = gate
    try look()
    let files = try session.sortDirt(of: gate, given: given).delivered
    guard !files.isEmpty else { return }
    let text = try command.message?.text(for: "--message", in: session) ?? gate.record.ticket.title ?? "Deliver"
    let message = Trailers.adding(gate.record.idText, to: text)
    let old = ground.branch.head
    let refusal = try session.asking { () throws(GitError) in
      try ExactCommit(in: repository).make(of: files, message: message)
    }
    try look()
    if let refusal {
      if ground.branch.head == old { try reopen(as: before, refusal) }
      throw Failure(
        .notCommitted, "git refused the commit", hint: refusal.trimmed, exitCode: .found)
    }
    try refuseOtherPaths(than: files, since: old)
  }

  /// Takes the status back, and says why.
  private func reopen(as before: Gate, _ refusal: String) throws(Failure) {
    let id = session.nextID()
    let line = refusal.split(separator: "\n").first.map(String.init) ?? "git said nothing"
    try session.apply(at: root, holding: folder.name) { () throws(Failure) in
      var changes = ChangeSet()
      if before.document.bytes != gate.document.bytes {
        changes.add(.replace(gate.record.path, from: gate.document.bytes, to: before.document.bytes))
      }
      let shown = SecretScan.finding(in: line) == nil ? line : "what it said is not shown"
      changes.add(try appended("Not delivered: git refused the commit: \(shown)", newRun: id, nil))
      return (changes, ())
    }
  }

  /// A hook may have put more into the commit.
  private func refuseOtherPaths(than files: [ChangedFile], since old: ObjectID?) throws(Failure) {
    guard let head = ground.branch.head else { return }
    let made = try session.asking { () throws(GitError) in try ground.changes.files(from: old, to: head) }
    let (wanted, found) = (Set(files.map(\.path)), Set(made.map(\.path)))
    let odd = found.symmetricDifference(wanted).sorted { $0.precedesInBytes($1) }
    guard odd.isEmpty else {
      throw Failure(
        .otherCommit, "the commit does not hold exactly the files of the delivery: \(odd.joined(separator: ", "))",
        hint: "A hook changed it; it is not pushed. Look at it: `git show --stat`", exitCode: .found)
    }
  }

  /// The commit must hold the change that was reviewed: a hook may have rewritten files.
  func compare() throws(Failure) {
    guard gate.flow?.bindsChange == true, let head = ground.branch.head, !gate.isForced, !gate.delivered.isFinal else {
      return
    }
    let committed = try session.asking { () throws(GitError) in
      try ground.changes.files(from: ground.branch.base, to: head)
    }.filter { !gate.paths.isRecord($0.path) && !gate.baseline.holds($0) }
    let reviewed = gate.standing?.closing?.workflow?.change
    guard committed.changeID == reviewed else {
      throw Failure(
        .otherChange, "the commit holds another change than the one that was reviewed, so it is not pushed",
        hint: """
          A hook rewrote files in it, or left some out. Record the states again for what is there now \
          ('tickets flow' names them); the next delivery pushes it
          """,
        exitCode: .found)
    }
  }

  func push() throws(Failure) {
    guard let head = ground.branch.head else { return }
    let refusal = try session.asking { () throws(GitError) in
      tip == head ? nil : try remote.push(head)
    }
    guard let refusal else { return }
    throw Failure(
      .notPushed, "\(upstream.remote) refused the push; the commit is here, and the ticket is done, not pushed",
      hint: "\(refusal.trimmed)\nWhen that is settled, the same command pushes it", exitCode: .found)
  }

  func plan(_ sorting: DirtSorting) -> DeliveryReport {
    DeliveryReport(
      id: gate.record.idText, upstream: upstream, head: ground.branch.head, commit: nil, remoteTip: nil,
      sorting: sorting)
  }

  /// What the remote says now.
  func report() throws(Failure) -> DeliveryReport {
    let tip = try session.asking { () throws(GitError) in try remote.tip() }
    return DeliveryReport(
      id: gate.record.idText, upstream: upstream, head: ground.branch.head, commit: ground.branch.head, remoteTip: tip,
      isPushed: !command.noPush)
  }
}

extension Gate {
  /// Whether a person said that the ticket is done whatever its flow says, for the contract and the change as they are.
  var isForced: Bool {
    guard let closing = standing?.closing, closing.actorType == .human, let workflow = closing.workflow else {
      return false
    }
    return workflow.result == .forced && workflow.contract == contract && workflow.change == changeID
  }
}

extension Session {
  /// The children that are not finished, a line each: until they are, their parent is not.
  func openChildren(of gate: Gate) throws(Failure) -> [String] {
    let reader = try reading(gate.ground.tree) { () throws(TreeFailure) in
      RecordReader(reader: try gate.ground.tree.reader(), parts: [])
    }
    return gate.children.compactMap { id in
      let status = reader.record(of: TreeEntry(name: id.text, kind: .folder)).ticket.status
      return status?.isOpen == true ? "its child \(id.text) is \(status?.rawValue ?? "")" : nil
    }
  }
}
