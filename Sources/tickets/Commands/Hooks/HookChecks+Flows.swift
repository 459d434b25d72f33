import TicketsCore
import TicketsFiles
import TicketsGit

extension HookChecks {
  /// The tickets that a push makes done although their flows do not carry that; where nobody opted in there are none.
  func uncarried(
    at tip: CommitTree, _ commit: ObjectID, since before: CommitTree?, base: ObjectID?
  ) throws(Failure) -> [String] {
    let settings = try session.settings(of: tip)
    let names = try before.map { before throws(Failure) in try session.names(in: tip, unlike: before) }
    let reader = try session.reading(tip) { () throws(TreeFailure) in try tip.reader() }
    let entries = try session.reading(tip) { () throws(TreeFailure) in
      if let names { try reader.entries(named: names) } else { try reader.entries() }
    }
    var problems: [String] = []
    for folder in entries where folder.isTicketFolder {
      let record = RecordReader(reader: reader, parts: []).record(of: folder)
      let unknown = settings.workflow.unknownFlow(in: record.ticket.labels)
      let flow = settings.workflow.flow(for: record.ticket.labels)
      guard record.ticket.status == .done, unknown != nil || flow != nil else { continue }
      if try isDone(folder.name, at: base) { continue }
      if let unknown {
        problems.append("\(record.path): FLOW_NOT_CARRIED: it is done, and its label '\(unknown)' names no flow")
        continue
      }
      guard let flow else { continue }
      let closing = try whereDone(folder.name, from: commit, notFrom: base)
      guard let why = try objection(to: folder, flow, at: closing, base: base) else { continue }
      problems.append(
        "\(record.path): FLOW_NOT_CARRIED: it is done, but its flow \(flow.name) does not carry that: \(why)")
    }
    return problems
  }

  private func isDone(_ folder: String, at commit: ObjectID?) throws(Failure) -> Bool {
    guard let commit else { return false }
    return try session.asking { () throws(GitError) in
      let copy = try repository.ticketFile(folder, prefix: prefix, at: commit)
      return copy.map { Ticket($0.fields).status == .done } ?? false
    }
  }

  /// The commit that made the ticket done, along the first parents.
  private func whereDone(_ folder: String, from tip: ObjectID, notFrom base: ObjectID?) throws(Failure) -> ObjectID {
    var commit = tip
    while true {
      let parents = try session.asking { () throws(GitError) in try repository.commit(commit).parents }
      guard let parent = parents.first, parent != base, try isDone(folder, at: parent) else { return commit }
      commit = parent
    }
  }

  /// Why what was recorded does not carry the ticket; nothing when it does.
  private func objection(
    to folder: TreeEntry, _ flow: Flow, at commit: ObjectID, base: ObjectID?
  ) throws(Failure) -> String? {
    let (ground, parents) = try session.asking { () throws(GitError) in
      let tree = try CommitTree(commit.hex, prefix: prefix, in: repository)
      let changes = try WorkChanges(in: repository)
      let settings = Settings()
      let start = if let base { try repository.mergeBase(base, commit) } else { nil as ObjectID? }
      let branch = WorkBranch(head: commit, target: base, base: start)
      return (
        WorkGround(
          repository: repository, prefix: prefix, tree: tree, settings: settings, branch: branch, revision: commit,
          judged: commit, files: try changes.files(from: start, to: commit), changes: changes),
        try repository.commit(commit).parents.count
      )
    }
    var known = ground
    known.settings = try session.settings(of: ground.tree)
    let gate = try session.gate(folder, on: known)
    guard let standing = gate.standing else { return nil }
    let closing = standing.closing
    if closing?.actorType == .human, closing?.workflow?.result == .forced, closing?.workflow?.contract == gate.contract
    {
      return nil
    }
    // What was delivered elsewhere comes here by a merge or a rebase, and need not be the whole change.
    if let delivered = closing?.workflow, delivered.result == .pass, let change = delivered.change {
      let then = FlowStanding(flow, gate.entries, contract: gate.contract, change: change)
      if then.isReadyForDelivery {
        return parents > 1 ? nil : try difference(from: delivered.evidence.files, at: commit)
      }
    }
    if standing.isReadyForDelivery, !flow.asksGit || !gate.settings.delivers || closing != nil { return nil }
    let open = standing.rows.filter { $0.state.proof == nil && !$0.counts }.first
    return open.map { "\($0.state.name): \($0.why ?? "not recorded")" } ?? "'tickets deliver' did not deliver it"
  }

  /// The first file that is not as it was reviewed.
  private func difference(from files: [LogEntry.Evidence.File], at commit: ObjectID) throws(Failure) -> String? {
    for file in files {
      let found = try session.asking { () throws(GitError) in try repository.file(file.path, at: commit) }
      let blob = found?.id.hex ?? String(repeating: "0", count: file.blob.utf8.count)
      if blob != file.blob { return "\(file.path) is not as it was when it was reviewed" }
    }
    return nil
  }
}
