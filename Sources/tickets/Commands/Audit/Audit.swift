import Arguments
import TicketsCore
import TicketsGit

/// Proves that run logs only grew.
struct Audit: TicketsCommand {
  static let isLong = true
  static let configuration = Configuration(
    "audit", abstract: "Prove that run logs only grew",
    discussion: """
      Goes through the history commit by commit, and through merges for each of their parents: a line that was ever there \
      must be there at the end, unchanged and in its place. What undoes a loss is welcome. Without a revision: from where \
      HEAD left the base branch to the files. With one: from there to the files. 'A..B' begins where B left A, so a branch \
      that is behind has lost nothing; 'A B' holds all that A has against B. Exit code 1 means that lines are missing, \
      2 that not everything could be read.

      Entries are named too, with exit code 1, that an agent wrote under a claim after it had passed to somebody else, \
      and conflict markers that a merge left between the lines.

      With --commits it is what 'tickets where --all' says, of HEAD or of a range: which open tickets have merged commits \
      whose 'Ticket:' trailers name them, and which done ones have no commit.
      """,
    examples: [
      .init("tickets audit", "this branch, with what is not committed yet"),
      .init("tickets audit origin/main..HEAD", "this branch, also when it is behind"),
      .init("tickets audit v1.0..main", "everything since a tag"),
      .init("tickets audit --fix", "put lost lines back into the files"),
      .init("tickets audit --commits", "work that is merged while its ticket is open, and the reverse"),
    ])

  @Argument(
    placeholder: "revision", completion: Completions.revision,
    help: "What to audit: A..B, A...B, or one or two revisions")
  var revisions: [String]

  @Flag(help: "Put lost lines back into the files of the working tree")
  var fix: Bool

  @Flag(help: "Hold commits against the states of their tickets instead")
  var commits: Bool

  @Option("--root", placeholder: "path", help: "The folder that holds .tickets, from the top of the repository")
  var prefix: String?

  @Options var output: OutputOptions

  func validate() throws(UsageError) {
    _ = try RevisionRange(revisions)
    if commits, fix {
      throw .custom("'--fix' puts log lines back, '--commits' looks at none", hint: "Give one of them")
    }
  }

  func run(in session: Session) throws(Failure) -> AuditOutcome {
    if commits { return .commits(try commitReport(in: session)) }
    return .logs(try logReport(in: session))
  }

  private func commitReport(in session: Session) throws(Failure) -> CommitAuditReport {
    let range: RevisionRange
    do throws(UsageError) { range = try RevisionRange(revisions) } catch { throw Failure(error) }
    return try session.commitAudit(
      at: range.to ?? "HEAD", from: revisions.isEmpty ? nil : range.from, prefix: prefix)
  }

  private func logReport(in session: Session) throws(Failure) -> AuditReport {
    let range: RevisionRange
    do throws(UsageError) { range = try RevisionRange(revisions) } catch { throw Failure(error) }
    let sides = try DiffSides(in: session, root: prefix)
    let from =
      if revisions.isEmpty {
        try sides.baseBranchMeeting()
      } else if revisions.count == 1, let to = range.to {
        try sides.meeting(range.from, to)
      } else {
        try sides.at(range.from)
      }
    let to = if let to = range.to { try sides.at(to) } else { try sides.workTree(isRootGiven: prefix != nil) }
    if !revisions.isEmpty, range.to == nil { try sides.notePartedWays(from) }
    var audit = try session.audit(from, to, sides)
    if fix, !audit.violations.isEmpty {
      let files = try sides.workTree(isRootGiven: prefix != nil)
      let broken = audit.violations
      try session.fix(audit, in: files.tree)
      audit = try session.audit(from, files, sides)
      let restored = broken.filter { !audit.violations.contains($0) }
      return AuditReport(from: from, to: files, audit: audit, restored: restored)
    }
    let late = try session.lateEntries(audit, from: from.tree, to: to.tree, sides.repository)
    return AuditReport(from: from, to: to, audit: audit, late: late)
  }
}

extension DiffSides {
  /// Says that a revision may have lines that were never here, when it is none of those that `HEAD` comes from.
  fileprivate func notePartedWays(_ side: DiffSide) throws(Failure) {
    guard let commit = side.commit else { return }
    let base = try session.asking { () throws(GitError) in
      try repository.commitIfAny("HEAD").flatMap { head throws(GitError) in
        try repository.mergeBase(commit, head)
      }
    }
    guard base != commit else { return }
    session.console.note(
      "HEAD does not come from \(side.rev), and what it never had counts as lost; "
        + "'tickets audit \(side.rev)..HEAD' begins where the two parted")
  }

  /// Where HEAD left the base branch.
  fileprivate func baseBranchMeeting() throws(Failure) -> DiffSide {
    let configured = try session.settings(of: workTree(isRootGiven: false).tree).baseBranch
    let found = try session.asking { () throws(GitError) in try repository.baseBranch(configured) }
    guard let found else {
      throw Failure(
        .git, "there is no base branch to begin at",
        hint: "Give a revision, or name the branch as base_branch in .tickets/config.yml")
    }
    let meeting = try session.asking { () throws(GitError) in
      try repository.mergeBase(repository.commit(of: found.fullName), repository.commit(of: "HEAD"))
    }
    guard let meeting else { throw Failure(repository.neverMet(found.name, "HEAD")) }
    return DiffSide(rev: found.name, commit: meeting, tree: try at(meeting.hex).tree)
  }
}
