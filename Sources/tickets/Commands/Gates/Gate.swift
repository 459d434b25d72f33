import TicketsCore
import TicketsFiles
import TicketsGit

/// One ticket with all that its flow asks about it.
struct Gate {
  let ground: WorkGround
  let folder: TreeEntry
  let record: TicketRecord
  let document: Document
  let flow: Flow?
  let paths: WorkPaths
  let baseline: Baseline
  /// The files of the change: no records, and nothing that was changed before.
  var change: [ChangedFile]
  let contract: String
  let entries: [LogEntry]
  let delivered: FlowStanding.Delivered

  var ticket: TicketRecord { record }
  var changeID: String { change.changeID }
  var sections: TicketSections { TicketSections(document.body) }
  var settings: WorkflowSettings { ground.settings.workflow }

  /// Where the work stands, where there is a flow.
  var standing: FlowStanding? {
    flow.map { FlowStanding($0, entries, contract: contract, change: changeID, delivered: delivered) }
  }

  /// The tickets that were made from this one, in the order in which its log names them.
  var children: [TicketID] { entries.flatMap(\.ticketsCreated).compactMap { TicketID($0) }.withoutRepeats }
}

extension Session {
  /// Looks at one ticket; with a commit of the upstream that is newer than the last fetch, at that.
  func gate(
    _ folder: TreeEntry, on ground: WorkGround, live: LiveTip? = nil
  ) throws(Failure) -> Gate {
    let record = try reading(ground.tree) { () throws(TreeFailure) in
      RecordReader(reader: try ground.tree.reader(), parts: [.document, .logs]).record(of: folder)
    }
    guard let document = record.document else {
      throw Failure(
        .broken, "\(record.path) cannot be read: \(record.failure?.message ?? "it is broken")",
        hint: "'tickets validate' says where")
    }
    let workflow = ground.settings.workflow
    if let label = workflow.unknownFlow(in: record.ticket.labels) { throw .unknownFlow(label, workflow) }
    let paths = WorkPaths(prefix: ground.prefix, workflow, record.ticket.scope)
    let baseline = ground.revision == nil ? Baseline(of: record.idText, in: ground.repository) : Baseline()
    let entries = record.logs.flatMap { log in (try? log.content.get()).map { RunLog($0).entries } ?? [] }
    return try asking { () throws(GitError) in
      Gate(
        ground: ground, folder: folder, record: record, document: document,
        flow: workflow.flow(for: record.ticket.labels),
        paths: paths, baseline: baseline,
        change: ground.files.filter { !paths.isRecord($0.path) && !baseline.holds($0) },
        contract: Contract.id(of: document, specs: try specs(of: document, ground)), entries: entries,
        delivered: try delivered(folder.name, record.ticket.status, ground, live))
    }
  }

  /// The contents of the files that a ticket names as its specs, by path.
  private func specs(of document: Document, _ ground: WorkGround) throws(GitError) -> [String: String] {
    var blobs: [String: String] = [:]
    for (_, path) in TicketSections(document.body).specs.files {
      if let revision = ground.revision {
        blobs[path] = try ground.repository.file(ground.prefix + path, at: revision)?.id.hex ?? "missing"
      } else {
        blobs[path] = try ground.changes.blob(ofFile: ground.prefix + path) ?? "missing"
      }
    }
    return blobs
  }

  /// What git shows of the delivery of a ticket.
  private func delivered(
    _ folder: String, _ now: Status?, _ ground: WorkGround, _ live: LiveTip?
  ) throws(GitError) -> FlowStanding.Delivered {
    func isDone(_ commit: ObjectID?) throws(GitError) -> Bool {
      guard let commit else { return false }
      let copy = try ground.repository.ticketFile(folder, prefix: ground.prefix, at: commit)
      return copy.map { Ticket($0.fields).status == .done } ?? false
    }
    var delivered = FlowStanding.Delivered()
    delivered.committed = try isDone(ground.branch.head)
    delivered.pushed = try isDone(ground.branch.upstream?.tip)
    if let live {
      // What was not fetched is not known; what was fetched before is still in it.
      delivered.live = if case .known(let tip) = live { try isDone(tip) } else { delivered.pushed }
      delivered.pushed = delivered.live ?? false
    }
    if delivered.pushed, now?.isOpen == true { delivered.isReopened = try isDone(ground.branch.base) }
    return delivered
  }

  /// Whether a commit holds a ticket as done.
  func isDone(_ folder: String, at commit: ObjectID?, _ ground: WorkGround) throws(Failure) -> Bool {
    guard let commit else { return false }
    return try asking { () throws(GitError) in
      let copy = try ground.repository.ticketFile(folder, prefix: ground.prefix, at: commit)
      return copy.map { Ticket($0.fields).status == .done } ?? false
    }
  }

  /// Where the upstream stands, asked of the remote now.
  func liveTip(_ ground: WorkGround) throws(Failure) -> LiveTip {
    guard let upstream = ground.branch.upstream else {
      throw Failure(.noUpstream, Failure.noUpstream, hint: Failure.upstreamHint)
    }
    let tip = try asking { () throws(GitError) in try RemoteBranch(upstream, in: ground.repository).tip() }
    guard let tip else { return .known(nil) }
    guard (try? ground.repository.commit(tip)) != nil else { return .unknown(tip) }
    return .known(tip)
  }
}

/// Where the branch of a remote stands.
enum LiveTip {
  /// A commit that is here too, or no branch at all.
  case known(ObjectID?)
  /// A commit that was not fetched.
  case unknown(ObjectID)
}

extension Failure {
  /// A label asks for a flow that is not there: nobody can say what the ticket needs.
  static func unknownFlow(_ label: String, _ workflow: WorkflowSettings, exitCode: ExitCode = .failed) -> Failure {
    Failure(
      .noFlow, "the label '\(label)' names no flow",
      hint: workflow.nearestLabel(to: label).map { "Did you mean '\($0)'? 'tickets edit' changes labels" }
        ?? "There are: \(workflow.all.map(\.name).joined(separator: ", "))", exitCode: exitCode)
  }

  static let noUpstream = "this branch has no upstream, so there is nowhere to deliver to"
  static let upstreamHint =
    "Push it once with `git push -u origin HEAD`, or name one: `git branch --set-upstream-to=origin/main`"
}
