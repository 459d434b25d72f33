import TicketsCore
import TicketsFiles
import TicketsGit

extension HookChecks {
  /// Records the commit that has just been made in the log of the ticket that it belongs to; never stops anything.
  func record() throws(Failure) -> HookVerdict {
    let commits = try session.asking { () throws(GitError) in
      try CommitCapture(in: repository, prefix: prefix).only("HEAD")
    }
    guard let top = try folder() else { return HookVerdict(root: prefix) }
    let root = try session.rootToWrite(at: top)
    let tree = WorkingTree(root: root)
    guard let commit = commits.first, let name = try ticket(of: commit, tree),
      let folder = try? name.folder(in: tree, root: root, session: session)
    else { return HookVerdict(root: prefix) }
    let made = try session.asking { () throws(GitError) in try repository.commit(commit.id) }
    let logs = try session.reading(tree) { () throws(TreeFailure) in
      RecordReader(reader: try tree.reader(), parts: .logs).record(of: folder).logs
    }
    var changes = LogEntry.Changes()
    CapturedCommit.record(commits, besides: RecordedCommits(logs: logs), in: &changes)
    guard !changes.commits.isEmpty else { return HookVerdict(root: prefix) }
    let run = try runID()
    try session.apply(at: root) { () throws(Failure) in
      let file = try session.runFile(
        of: folder.name, at: root, run, started: nil, newRun: session.nextID())
      var entry = session.entry(in: file, by: try who(made), summary: "Commit: \(made.subject)")
      entry.changes = changes
      return (ChangeSet([file.appending(entry, to: folder.name)]), ())
    }
    return HookVerdict(root: prefix)
  }

  /// Who acts, or where nothing says so, the author of the commit.
  private func who(_ commit: Commit) throws(Failure) -> Actor {
    do throws(Failure) {
      return try session.actor(type: nil, id: nil)
    } catch  where error.code == .noActor {
      return Actor(type: .human, id: commit.author.name)
    }
  }

  /// The trailer of the commit says most precisely what it belongs to, then the branch.
  private func ticket(of commit: CapturedCommit, _ tree: WorkingTree) throws(Failure) -> TicketName? {
    let named = commit.trailers.tickets.withoutRepeats
    if named.count > 1 { return nil }
    if let name = named.first { return TicketName(word: name) }
    do throws(Failure) {
      return try session.ticketOfBranch([], tree)
    } catch  where error.code == .noTicket {
      return nil
    }
  }

  /// One run for each branch, so that no two branches write to one file.
  private func runID() throws(Failure) -> String {
    let head = try session.asking { () throws(GitError) in try repository.head() }
    guard case .branch(let name, _) = head else { return "commits" }
    let word = name.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
    return "commits-\(String(word).prefix(100))"
  }
}
