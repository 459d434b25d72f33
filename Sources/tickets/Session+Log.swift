import TicketsCore
import TicketsFiles

extension Session {
  /// The run log that an entry goes to: the named run's, or a new one.
  func runFile(
    of folder: String, at root: String? = nil, _ runID: String?, started: Instant?, newRun: TicketID
  ) throws(Failure) -> RunFile {
    guard let runID else { return RunFile(newRun: newRun, started: started ?? now) }
    let root = if let root { root } else { try self.root() }
    let tree = WorkingTree(root: root)
    let names = try reading(tree) { () throws(TreeFailure) in
      try tree.reader().entries(in: "\(folder)/\(Layout.logsFolderName)").map(\.name)
    }
    do throws(RunFileFailure) {
      return try RunFile(run: runID, started: started, now: now, among: names)
    } catch {
      throw Failure(error)
    }
  }

  /// The run log of a ticket that is about to be made.
  func runFile(ofNew runID: String?, newRun: TicketID) throws(Failure) -> RunFile {
    guard let runID else { return RunFile(newRun: newRun, started: now) }
    do throws(RunFileFailure) {
      return try RunFile(run: runID, started: nil, now: now, among: [])
    } catch {
      throw Failure(error)
    }
  }

  /// An entry of that run, written now.
  func entry(in run: RunFile, by actor: Actor, summary: String) -> LogEntry {
    var entry = LogEntry(
      ts: now, runStarted: run.name.runStarted, actorType: actor.type, actorID: actor.id, summary: summary)
    entry.writtenBy = LogEntry.toolName
    return entry
  }
}
