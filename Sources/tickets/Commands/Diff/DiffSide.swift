import TicketsCore
import TicketsFiles
import TicketsGit

/// One side of a comparison: what was typed, the commit it stands for, and the tickets there.
struct DiffSide {
  /// The revision as typed, or `WORKTREE` or `INDEX`.
  let rev: String
  let commit: ObjectID?
  let tree: any TicketTree
}

/// Finds the two sides of a comparison in a repository.
struct DiffSides {
  let session: Session
  let repository: Repository
  /// Where the root of the tickets lies in the repository, `proj/` or nothing.
  let prefix: String

  init(in session: Session, root: String?) throws(Failure) {
    self.session = session
    repository = try session.repository()
    prefix = try session.prefix(root, in: repository)
  }

  func from(_ range: RevisionRange, isTyped: Bool) throws(Failure) -> DiffSide {
    if range.isFromMergeBase, let to = range.to { return try meeting(range.from, to) }
    // Before the first commit everything is new.
    if !isTyped, case .unborn = try session.asking({ () throws(GitError) in try repository.head() }) {
      return DiffSide(rev: range.from, commit: nil, tree: MemoryTree([:], label: range.from))
    }
    return try at(range.from)
  }

  /// The tickets at a revision.
  func at(_ revision: String) throws(Failure) -> DiffSide {
    try session.asking { () throws(GitError) in
      let tree = try CommitTree(revision, prefix: prefix, in: repository)
      noteAbsence(tree, revision)
      return DiffSide(rev: revision, commit: try commit(of: revision), tree: tree)
    }
  }

  var index: DiffSide {
    get throws(Failure) {
      try session.asking { () throws(GitError) in
        DiffSide(rev: "INDEX", commit: nil, tree: try IndexTree(prefix: prefix, in: repository))
      }
    }
  }

  func workTree(isRootGiven: Bool) throws(Failure) -> DiffSide {
    guard let top = try session.asking({ () throws(GitError) in try repository.workFolder() }) else {
      throw Failure(
        .git, "a bare repository has no work tree to compare with",
        hint: "Give two revisions, like 'tickets diff main..feature'")
    }
    let root = isRootGiven ? prefix.resolved(from: top) : try session.root()
    let converts = try session.asking { () throws(GitError) in try repository.convertsLineEnds(below: root) }
    return DiffSide(rev: "WORKTREE", commit: nil, tree: session.workingTree(at: root, convertsLineEnds: converts))
  }

  /// Where two sides parted, when the second does not come from the first; files and the index go by `HEAD`.
  func parting(_ from: DiffSide, _ to: DiffSide) throws(Failure) -> CommitTree? {
    guard let one = from.commit else { return nil }
    return try session.asking { () throws(GitError) in
      guard let other = to.commit ?? repository.commitIfAny("HEAD"),
        let base = try repository.mergeBase(one, other), base != one
      else { return nil }
      return try CommitTree(base.hex, prefix: prefix, in: repository)
    }
  }

  /// The tickets where the second of two revisions left the first.
  func meeting(_ first: String, _ second: String) throws(Failure) -> DiffSide {
    try session.asking { () throws(GitError) in
      let (one, other) = (try repository.commit(of: first), try repository.commit(of: second))
      guard let base = try repository.mergeBase(one, other) else {
        throw repository.neverMet(first, second)
      }
      let tree = try CommitTree(base.hex, prefix: prefix, in: repository)
      noteAbsence(tree, "the merge base")
      return DiffSide(rev: first, commit: base, tree: tree)
    }
  }

  /// The commit that a revision names; none when it names a bare tree.
  private func commit(of revision: String) throws(GitError) -> ObjectID? {
    do throws(GitError) {
      return try repository.commit(of: revision)
    } catch  where error.kind == .wrongObject {
      return nil
    }
  }

  private func noteAbsence(_ tree: CommitTree, _ name: String) {
    if tree.tickets == nil { session.console.note("there is no \(prefix)\(Layout.folderName) at \(name)") }
  }
}

extension Session {
  /// Compares two trees, or only some of their folders.
  func diff(
    _ old: any TicketTree, _ new: any TicketTree, only isWanted: (TreeEntry) -> Bool = { _ in true }
  ) throws(Failure) -> TreeDiff {
    try comparing { () throws(TreeDiffFailure) in try TreeDiff(from: old, to: new, only: isWanted) }
  }

  /// The names of whatever a tree holds that is not known to be the same in another.
  func names(in new: any TicketTree, unlike old: any TicketTree) throws(Failure) -> Set<String> {
    try comparing { () throws(TreeDiffFailure) in try TreeDiff.names(in: new, unlike: old) }
  }

  func comparing<Value>(_ work: () throws(TreeDiffFailure) -> Value) throws(Failure) -> Value {
    do throws(TreeDiffFailure) { return try work() } catch { throw Failure(error.failure, in: error.tree) }
  }
}
