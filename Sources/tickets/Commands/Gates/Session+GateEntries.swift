import TicketsCore
import TicketsFiles
import TicketsGit

extension Session {
  /// An entry that a gate writes.
  func gateEntry(in run: RunFile, _ actor: ActorOptions, summary: String) throws(Failure) -> LogEntry {
    entry(in: run, by: try self.actor(actor), summary: summary)
  }

  /// What claims say of who works on the ticket.
  func claimedWork(on gate: Gate, by actor: ActorOptions) throws(Failure) -> ClaimedWork? {
    guard let ticket = gate.record.ticket.id else { return nil }
    // Where nothing is written nobody need say who they are.
    return try ClaimedWork(on: ticket, by: try? self.actor(actor), runID: actor.runID, in: self)
  }

  /// Refuses text that looks like a credential, and what no strict reader would accept.
  func refuseSecret(in entry: LogEntry, allowSecret: Bool) throws(Failure) {
    guard !allowSecret, let finding = SecretScan.finding(in: String(decoding: entry.line(), as: UTF8.self)) else {
      return
    }
    throw .secret(finding)
  }
}

extension Gate {
  /// What an entry about one state says of the work as it is now.
  func workflow(_ flow: Flow, state: String) -> LogEntry.Workflow {
    var workflow = LogEntry.Workflow(flow: flow.name, state: state, contract: contract)
    workflow.change = changeID
    workflow.base = ground.branch.base?.hex
    workflow.head = ground.branch.head?.hex
    return workflow
  }
}

extension Failure {
  /// The ticket is in no flow.
  static func noFlow(_ gate: Gate) -> Failure {
    Failure(
      .noFlow, "\(gate.record.idText) has no flow",
      hint: "Add the label 'flow:lite' with 'tickets edit', or set workflow.flow in .tickets/config.yml")
  }

  /// A gate is closed; the lines say what would open it.
  static func closed(_ what: String, missing lines: [String]) -> Failure {
    Failure(
      .refused, "\(what) needs \(lines.count == 1 ? lines[0] : "\(lines.count) things")",
      hint: lines.count == 1 ? nil : lines.joined(separator: "\n"), exitCode: .found)
  }
}
