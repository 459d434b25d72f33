import TicketsCore
import TicketsFiles
import TicketsGit

extension Session {
  /// Refuses to call a ticket done that its flow does not carry; a person may, and says why.
  ///
  /// What is returned goes into the log then. Where there is no flow, nothing is asked of git.
  func refuseUncarried(
    _ folder: TreeEntry, in tree: WorkingTree, _ settings: WorkflowSettings, isForced: Bool, isExplained: Bool,
    by actor: ActorOptions
  ) throws(Failure) -> LogEntry.Workflow? {
    let record = try reading(tree) { () throws(TreeFailure) in
      RecordReader(reader: try tree.reader(), parts: []).record(of: folder)
    }
    guard record.ticket.status != .done else { return nil }
    // What nobody can read is no leave; a person who says why needs none.
    if let label = settings.unknownFlow(in: record.ticket.labels) {
      guard isForced else { throw .unknownFlow(label, settings, exitCode: .found) }
      try refuseForce(isExplained: isExplained, by: actor)
      return nil
    }
    guard let flow = settings.flow(for: record.ticket.labels) else { return nil }
    let gate = try gate(folder, on: try workGround())
    var missing = try openChildren(of: gate)
    if let standing = gate.standing {
      missing += standing.open
      if settings.delivers, missing.isEmpty, flow.asksGit, !standing.delivered.isFinal {
        missing.append("a delivery: 'tickets deliver \(record.idText)' sets it to done")
      }
    }
    if missing.isEmpty { return nil }
    guard isForced else { throw .closed("done", missing: missing) }
    try refuseForce(isExplained: isExplained, by: actor)
    var workflow = gate.workflow(flow, state: flow.closingState)
    workflow.result = .forced
    return workflow
  }

  /// Refuses to force anything for an agent, or without a reason.
  private func refuseForce(isExplained: Bool, by actor: ActorOptions) throws(Failure) {
    guard try self.actor(actor).type == .human else {
      throw Failure(.refused, "only a person may force a ticket to be done", hint: "Ask one", exitCode: .found)
    }
    guard isExplained else {
      throw Failure(.usage, "'--force' needs a reason", hint: "Say why with --summary")
    }
  }
}
