import TicketsCore
import TicketsGit

/// The checks behind the hooks.
struct HookChecks {
  /// A ref that is pushed, with its old and new object as git names them.
  struct Update {
    let name: String
    let old: String
    let new: String
  }

  let session: Session
  let repository: Repository
  let prefix: String

  /// What the commit changes, as it is staged; during a merge its logs must hold the lines of all sides.
  func staged(
    merging heads: [String]? = nil,
    hint: String = "'tickets validate --staged' shows everything; 'git commit --no-verify' passes this by once"
  ) throws(Failure) -> HookReport {
    var report = HookReport(hint: hint)
    var parents: [CommitTree] = []
    for revision in ["HEAD"] + (heads ?? startedMerge()) {
      if let parent = try tree(revision) { parents.append(parent) }
    }
    // Before the first commit everything is new.
    let sides: [any TicketTree] = parents.isEmpty ? [MemoryTree([:], label: "HEAD")] : parents
    // What is not staged is not even looked at; a merge changes too much to ask for it.
    let changes = parents.count == 1 ? try session.asking(stagedChanges) : nil
    if changes?.names.isEmpty == true { return report }
    var staged = try session.asking { () throws(GitError) in try index(changes, since: parents.first) }
    let diff = try session.diff(sides[0], staged) { changes?.names.contains($0.name) ?? true }
    let changed = Set(diff.tickets.compactMap { $0.new?.folder })
    // Only a ticket that is new or has another id can share it with one elsewhere.
    let isIDNew = diff.tickets.contains { $0.new != nil && $0.old?.ticket.id != $0.new?.ticket.id }
    if isIDNew { staged = try session.asking { () throws(GitError) in try index() } }
    let settings = try session.settings(of: staged)
    let errors = try self.errors(in: changed, of: staged, settings, alone: !isIDNew)
    if !errors.isEmpty {
      // What was wrong before is not this commit's fault.
      var known: [Issue] = []
      for parent in parents { known += try self.errors(in: changed, of: parent, settings, alone: !isIDNew) }
      let new = errors.unknown(to: known)
      report.add(new)
      for old in errors where !new.contains(old) { session.console.warn("not new: \(HookReport.line(old))") }
    }
    var audit = LogAudit()
    for (number, side) in sides.enumerated() {
      let diff = number == 0 ? diff : try session.diff(side, staged)
      audit.take(diff, from: side, commit: nil, checksOrder: number == 0)
    }
    try session.reading(staged) { () throws(TreeFailure) in try audit.settle(at: staged) }
    report.add(audit)
    return report
  }

  private func errors(
    in folders: Set<String>? = nil, of tree: any TicketTree, _ settings: Settings, alone: Bool = false
  ) throws(Failure) -> [Issue] {
    if folders?.isEmpty == true { return [] }
    return try session.reading(tree) { () throws(TreeFailure) in
      try Validator(settings).validate(tree, only: folders, alone: alone).issues.filter { $0.severity == .error }
    }
  }

  /// What is merged, as git keeps it until the commit.
  private func startedMerge() -> [String] {
    let bytes = try? Descriptor.folder(at: repository.gitFolder).open("MERGE_HEAD", .reading).read(expected: 0)
    return String(decoding: bytes ?? [], as: UTF8.self).split(separator: "\n").map(String.init)
  }

  /// What `git merge` merges while it asks whether it may: it has not written that down yet, only told its children.
  func headsOfMerge() -> [String] {
    let mark = "GITHEAD_"
    let output = (try? Shell.run(["env"]).output) ?? []
    return String(decoding: output, as: UTF8.self).split(separator: "\n").filter { $0.hasPrefix(mark) }
      .map { String($0.dropFirst(mark.count).prefix { $0 != "=" }) }
  }

  private func stagedChanges() throws(GitError) -> StagedChanges? {
    try StagedChanges(prefix: prefix, in: repository)
  }

  private func index(_ changes: StagedChanges? = nil, since commit: CommitTree? = nil) throws(GitError) -> IndexTree {
    guard let changes, let commit else { return try IndexTree(prefix: prefix, in: repository) }
    return try IndexTree(changes, since: commit, with: [Settings.fileName], in: repository)
  }

  /// Whether `Ticket:` trailers of a commit message name tickets; staged ones count.
  func message(_ path: String?) throws(Failure) -> HookReport {
    guard let path else { throw Failure("USAGE", "commit-msg needs the file of the message") }
    var report = HookReport(hint: "'tickets list --staged' shows the tickets there are")
    let text = String(decoding: try session.read(file: path, for: "commit-msg"), as: UTF8.self)
    let names = Trailers(of: text).values(of: Trailers.ticketKey)
    guard !names.isEmpty else { return report }
    let staged = try session.asking { () throws(GitError) in try IndexTree(prefix: prefix, in: repository) }
    for name in names {
      do throws(Failure) {
        _ = try TicketName(word: name).folder(in: staged, root: try? session.root(), session: session)
      } catch  where error.code != "UNREADABLE" {
        report.problems.append("the trailer 'Ticket: \(name)' names no ticket: \(error.message)")
      }
    }
    return report
  }

  /// Whether a merge that has just been made holds the lines of all its parents.
  func merged() throws(Failure) -> HookReport {
    var report = HookReport(hint: "'tickets audit ORIG_HEAD --fix' puts lost lines back into the files")
    guard let head = try tree("HEAD") else { return report }
    let steps = try session.asking { () throws(GitError) in
      let tip = try repository.commit(of: "HEAD")
      let before = try? repository.commit(of: "ORIG_HEAD")
      return try CommitGraph(repository).auditSteps(from: [tip], notFrom: before.map { [$0] } ?? [], prefix: prefix)
    }
    report.add(try session.audit(steps, at: head, prefix: prefix, in: repository))
    return report
  }

  /// Whether the tip of each ref is valid, and each new commit keeps all log lines.
  ///
  /// A gate asks before refs of its own repository change, so what its branches have is nothing new.
  func pushed(_ updates: [Update], isGate: Bool) throws(Failure) -> HookReport {
    var report = HookReport()
    for update in updates where !update.new.allSatisfy({ $0 == "0" }) {
      guard let tip = try tree(update.new) else { continue }
      let settings = try session.settings(of: tip)
      report.add(try errors(of: tip, settings))
      let old = try? repository.commit(of: update.old)
      let (known, steps) = try session.asking { () throws(GitError) in
        let new = try repository.commit(of: update.new)
        let known = if let old { [old] } else { try published(besides: new, settings, isGate: isGate) }
        return (known, try CommitGraph(repository).auditSteps(from: [new], notFrom: known, prefix: prefix))
      }
      // A push that replaces what was there must keep its lines too.
      var replaced: [LogAudit.Step] = []
      if let old, let before = try tree(old.hex) { replaced = [LogAudit.Step(from: before, to: tip, commit: nil)] }
      report.add(try session.audit(steps, replaced, at: tip, prefix: prefix, in: repository))
      if report.hint == nil, !report.problems.isEmpty {
        let start = known.first.map { " \($0.hex.prefix(12))" } ?? ""
        report.hint = "'tickets audit\(start) --fix' puts lost lines back; 'tickets validate' shows what is invalid"
      }
    }
    return report
  }

  /// Where an audit begins when the old id is not known: the base branch, or where that is pushed itself, all that any
  /// remote has.
  private func published(
    besides new: ObjectID, _ settings: Settings, isGate: Bool
  ) throws(GitError) -> [ObjectID] {
    // The branch that the settings name may come with this very push.
    guard let base = try? repository.baseBranch(settings.baseBranch) else { return [] }
    let isPushed = isGate || base.isRemote ? false : try repository.mergeBase(base.id, new) == new
    return isPushed ? try repository.branches().filter(\.isRemote).map(\.id) : [base.id]
  }

  /// The tickets at a commit; none when there is no such commit.
  private func tree(_ revision: String) throws(Failure) -> CommitTree? {
    guard (try? repository.commit(of: revision)) != nil else { return nil }
    return try session.asking { () throws(GitError) in try CommitTree(revision, prefix: prefix, in: repository) }
  }
}
