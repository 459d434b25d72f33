import TicketsCore

/// Finds out about commits, on one thread.
final class TipReader {
  private let repository: Repository
  private let graph: CommitGraph
  private let prefix: String
  private let base: ObjectID?
  private var ancestors: AncestorSet?
  private var trees: [ObjectID: RawTree] = [:]

  struct Finding: Sendable {
    /// The tree object of `.tickets` where the commit left the base branch.
    let fork: ObjectID?
    let changes: [[UInt8]: Fingerprint?]
  }

  init(at location: RepositoryLocation, prefix: String, base: ObjectID?) throws(GitError) {
    repository = try Repository(at: location)
    graph = CommitGraph(repository)
    self.prefix = prefix
    self.base = base
    ancestors = try base.map { base throws(GitError) in try AncestorSet(of: [base], in: graph) }
  }

  func finding(_ commit: ObjectID) -> Result<Finding, GitError> {
    Result { () throws(GitError) in
      let here = try repository.tickets(of: repository.commitNode(commit).tree, prefix: prefix)
      let fork = try fork(of: commit).flatMap { fork throws(GitError) in try graph.node(fork) }
      let there = try fork.flatMap { fork throws(GitError) in try repository.tickets(of: fork.tree, prefix: prefix) }
      if here == there { return Finding(fork: there, changes: [:]) }
      return Finding(fork: there, changes: try tree(here).changes(since: tree(there)))
    }
  }

  /// Where a commit left the base branch.
  func fork(of commit: ObjectID) throws(GitError) -> ObjectID? {
    let forks = try ancestors?.forks(of: commit) ?? []
    guard forks.count > 1, let base else { return forks.first }
    return try graph.mergeBases(base, commit).first
  }

  /// A tree that is likely to be asked for again.
  private func tree(_ id: ObjectID?) throws(GitError) -> RawTree {
    guard let id else { return .empty }
    if let tree = trees[id] { return tree }
    let tree = try repository.tree(id)
    if trees.count < 64 { trees[id] = tree }
    return tree
  }
}

extension Repository {
  /// The tree object of `.tickets` in the tree of a commit; none when nothing of that name is a folder there.
  func tickets(of tree: ObjectID, prefix: String) throws(GitError) -> ObjectID? {
    var id = tree
    for name in (prefix + Layout.folderName).split(separator: "/") {
      guard let entry = try entry(named: Array(name.utf8), in: id), entry.mode == RawTree.Entry.folderMode else {
        return nil
      }
      id = entry.id
    }
    return id
  }
}
