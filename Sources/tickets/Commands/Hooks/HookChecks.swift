import TicketsCore
import TicketsFiles
import TicketsGit

/// The checks behind the hooks.
struct HookChecks {
  let session: Session
  let repository: Repository
  let prefix: String

  /// What the commit changes, as it is staged; during a merge its logs must hold the lines of all sides.
  func staged(merging heads: [String]? = nil, copying: CommitCopy? = nil) throws(Failure) -> HookVerdict {
    var verdict = HookVerdict(root: prefix)
    var parents: [CommitTree] = []
    for revision in ["HEAD"] + (heads ?? startedMerge()) {
      if let parent = try tree(revision) { parents.append(parent) }
    }
    // Before the first commit everything is new.
    let sides: [any TicketTree] = parents.isEmpty ? [MemoryTree([:], label: "HEAD")] : parents
    // What is not staged is not even looked at; a merge changes too much to ask for it.
    let changes = parents.count == 1 ? try session.asking(stagedChanges) : nil
    if changes?.names.isEmpty == true { return verdict }
    let staged = try session.asking { () throws(GitError) in try index(changes, since: parents.first) }
    let diff = try session.diff(sides[0], staged) { changes?.names.contains($0.name) ?? true }
    let names = if let changes { changes.names } else { try session.names(in: staged, unlike: sides[0]) }
    let errors = try NewErrors(in: names, diff, since: parents, session, root: prefix).find(in: staged) {
      () throws(Failure) in
      try session.asking { () throws(GitError) in try index() }
    }
    verdict.add(errors)
    try addIgnored(names, in: staged, to: &verdict)
    let start = try session.asking { () throws(GitError) in
      try parents.map { parent throws(GitError) in try repository.commit(of: parent.id.hex) }
    }
    let audit = try session.audit(since: start, at: staged, prefix, repository) { (audit) throws(Failure) in
      for (number, side) in sides.enumerated() {
        let diff = number == 0 ? diff : try session.diff(side, staged)
        let kind: LogAudit.Step.Kind = sides.count < 2 ? .change : number == 0 ? .merge : .mergedIn
        let step = LogAudit.Step(from: side, to: staged, commit: nil, kind)
        try session.comparing { () throws(TreeDiffFailure) in try audit.take(diff, of: step) }
      }
    }
    verdict.add(audit)
    if let copying, !audit.violations.isEmpty {
      verdict.hint = keepingLines(audit, copying)
    } else if verdict.hint == nil {
      verdict.hint = ways(hasErrors: !errors.isEmpty, audit, isMerge: sides.count > 1, copying)
    }
    return verdict
  }

  /// What shows the problems, and how to go on all the same.
  private func ways(hasErrors: Bool, _ audit: LogAudit, isMerge: Bool, _ copying: CommitCopy?) -> String {
    var ways: [String] = []
    if hasErrors { ways.append("'tickets validate --staged' shows everything") }
    if !audit.violations.isEmpty {
      ways.append("'tickets diff --staged' shows what becomes of log lines")
      if isMerge { ways.append("'tickets diff MERGE_HEAD --staged' what becomes of theirs") }
    }
    if let copying { ways.append(copying.givingUp) }
    return ways.joined(separator: "; ")
  }

  /// Adds the tickets of a commit whose run logs will be in no commit.
  private func addIgnored(_ names: Set<String>, in staged: IndexTree, to verdict: inout HookVerdict) throws(Failure) {
    guard let top = try session.asking({ () throws(GitError) in try repository.workFolder() }) else { return }
    let root = prefix.resolved(from: top)
    let folders = try session.reading(staged) { () throws(TreeFailure) in
      try staged.reader().entries(named: names).filter(\.isTicketFolder).map(\.name)
    }
    let settings = try session.settings(of: staged)
    let issues = session.ignoredLogs(of: folders, at: root).compactMap { settings.judged($0.issue) }
      .filter { $0.severity == .error }
    verdict.add(issues)
    if !issues.isEmpty { verdict.hint = session.hint(on: root) }
  }

  /// What goes on with a revert or a pick and leaves the run logs alone.
  private func keepingLines(_ audit: LogAudit, _ copying: CommitCopy) -> String {
    // Git runs hooks at the top of the work tree, and people may be anywhere.
    let logs = audit.violations.map { Shell.quoted(":/" + prefix + $0.path) }.withoutRepeats
    return "`git restore --source=HEAD --staged --worktree \(logs.joined(separator: " "))` keeps the log lines, then "
      + "`git commit --no-edit` does the rest; \(copying.givingUp)"
  }

  /// What is merged, as git keeps it until the commit.
  private func startedMerge() -> [String] {
    let bytes = try? Descriptor.folder(at: repository.gitFolder).open("MERGE_HEAD", .reading).read(expected: 0)
    return String(decoding: bytes ?? [], as: UTF8.self).split(separator: "\n").map(String.init)
  }

  /// What `git merge` merges while it asks whether it may: it has not written that down yet, only told its children.
  func headsOfMerge() -> [String] {
    let mark = "GITHEAD_"
    return Process.environmentNames.filter { $0.hasPrefix(mark) }.map { String($0.dropFirst(mark.count)) }
  }

  private func stagedChanges() throws(GitError) -> StagedChanges? {
    try StagedChanges(prefix: prefix, in: repository)
  }

  private func index(_ changes: StagedChanges? = nil, since commit: CommitTree? = nil) throws(GitError) -> IndexTree {
    guard let changes, let commit else { return try IndexTree(prefix: prefix, in: repository) }
    return try IndexTree(changes, since: commit, with: [Settings.fileName], in: repository)
  }

  /// The folder that holds the tickets in the work tree; none in a bare repository.
  func folder() throws(Failure) -> String? {
    let top = try session.asking { () throws(GitError) in try repository.workFolder() }
    return top.map { prefix.isEmpty ? $0 : String(prefix.dropLast()).resolved(from: $0) }
  }

  /// The tickets at a commit; none when there is no such commit.
  func tree(_ revision: String) throws(Failure) -> CommitTree? {
    guard repository.commitIfAny(revision) != nil else { return nil }
    return try session.asking { () throws(GitError) in try CommitTree(revision, prefix: prefix, in: repository) }
  }
}
