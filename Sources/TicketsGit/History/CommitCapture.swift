package import TicketsCore

/// What is worth recording of a commit.
package struct CapturedCommit: Sendable {
  package let id: ObjectID
  /// A name of what it changes that survives a rebase; none when it changes nothing.
  package let patchID: ObjectID?
  /// The files that it touches outside of `.tickets/`, relative to the root of the tickets.
  package let files: [String]
  package let trailers: Trailers
  /// The tickets that the message names, wherever in it.
  package let tickets: [String]
}

/// Finds the commits that belong in a run log.
package struct CommitCapture {
  private let graph: CommitGraph
  private let prefix: String

  /// Looks in a repository; the prefix is where the root of the tickets lies in it, `proj/` or nothing.
  package init(in repository: Repository, prefix: String) {
    graph = CommitGraph(repository)
    self.prefix = prefix
  }

  private var repository: Repository { graph.repository }

  /// The commits of `HEAD` that are not on the base branch, the oldest first; on the base branch itself that of `HEAD`.
  package func ofBranch(base configured: String?) throws(GitError) -> [CapturedCommit] {
    let (own, isOnBase, head) = try commits(base: configured)
    return try graph.captured(own.isEmpty && isOnBase ? [head] : own, prefix: prefix)
  }

  /// The newest commits of `HEAD` that are not on the base branch, the oldest of them first.
  package func newestOfBranch(base configured: String?, limit: Int) throws(GitError) -> [CapturedCommit] {
    try graph.captured(try commits(base: configured).own.suffix(limit), prefix: prefix)
  }

  private func commits(
    base configured: String?
  ) throws(GitError) -> (own: [ObjectID], isOnBase: Bool, head: ObjectID) {
    let (branch, head): (String?, ObjectID)
    switch try repository.head() {
    case .branch(let name, let id): (branch, head) = (name, id)
    case .detached(let id): (branch, head) = (nil, id)
    case .unborn(let name):
      throw GitError(.unbornBranch, operation: "find commits", message: "'\(name)' has no commit yet")
    }
    guard let base = try repository.baseBranch(configured) else { return ([head], true, head) }
    // Here and at the remote the base branch may end in different places: what either has is not of this branch.
    let bases = try repository.branches().filter { $0.isNamed(base.branchName) && !$0.isSymbolic } + [base]
    let known = try bases.map { base throws(GitError) in try repository.commit(of: base.id.hex) }
    let own = try graph.commits(from: [head], notFrom: known)
    return (own, branch.map(base.isNamed) ?? false, head)
  }

  /// The commits from one revision, or from where the other left it, to the other.
  package func between(_ from: String, _ to: String) throws(GitError) -> [CapturedCommit] {
    let commits = try graph.commits(from: [repository.commit(of: to)], notFrom: [repository.commit(of: from)])
    return try graph.captured(commits, prefix: prefix)
  }

  /// One commit.
  package func only(_ revision: String) throws(GitError) -> [CapturedCommit] {
    try graph.captured([repository.commit(of: revision)], prefix: prefix)
  }
}

extension CommitGraph {
  /// The commits but for merges and those that touch nothing but tickets.
  func captured(_ ids: [ObjectID], prefix: String) throws(GitError) -> [CapturedCommit] {
    var captured: [CapturedCommit] = []
    for id in ids {
      guard let node = try self.node(id), node.parents.count < 2 else { continue }
      // Where a shallow clone ends nobody can say what a commit changed.
      let parent = try node.parents.first.flatMap { parent throws(GitError) in try self.node(parent) }
      if parent == nil, !node.parents.isEmpty { continue }
      let paths = try ChangedFiles(from: parent?.tree, to: node.tree, in: repository).paths
      let tickets = Array((prefix + Layout.folderName).utf8)
      let others = paths.filter { $0 != tickets && !$0.starts(with: tickets + [UInt8(ascii: "/")]) }
      if others.isEmpty, !paths.isEmpty { continue }
      let message = try repository.commit(id).message
      captured.append(
        CapturedCommit(
          id: id, patchID: try repository.patchID(from: parent?.tree, to: node.tree, paths: paths),
          files: others.map { Path.relative(String(decoding: $0, as: UTF8.self), to: prefix) },
          trailers: Trailers(of: message), tickets: Trailers.tickets(in: message, shortestName: TicketLocator.shortest))
      )
    }
    return captured
  }
}

extension CapturedCommit {
  /// Adds commits to what an entry says of its changes, but for those that are recorded already.
  package static func record(
    _ commits: [CapturedCommit], besides recorded: RecordedCommits, in changes: inout LogEntry.Changes
  ) {
    for commit in commits where !recorded.contains(commit.id.hex, patchID: commit.patchID?.hex) {
      changes.commits.append(commit.id.hex)
      changes.files += commit.files.filter { !changes.files.contains($0) }
      if let patchID = commit.patchID { changes.patchIDs.append(JSON.Member(commit.id.hex, .string(patchID.hex))) }
    }
  }
}
