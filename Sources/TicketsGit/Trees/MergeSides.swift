package import TicketsCore

/// Two commits to merge, and what both began with.
package struct MergeSides: Sendable {
  /// How the two histories lie to each other.
  package enum Relation: Sendable {
    /// Ours has everything of theirs.
    case alreadyMerged
    /// Theirs has everything of ours.
    case fastForward
    case diverged
    /// They have no commit in common.
    case unrelated
  }

  package let ours: CommitTree
  package let theirs: CommitTree
  package let oursCommit: ObjectID
  package let theirsCommit: ObjectID
  /// The best common ancestors: several after criss-cross merges.
  package let bases: [ObjectID]
  let base: Base

  /// The base of a merge: of several common ancestors their own merge, as git makes it.
  indirect enum Base: Sendable {
    case none
    case commit(CommitTree)
    case merge(base: Base, Base, CommitTree)
  }

  /// Finds both sides and their common ancestors; the prefix is where the root of the tickets lies.
  package init(_ ours: String, _ theirs: String, prefix: String = "", in repository: Repository) throws(GitError) {
    self.ours = try CommitTree(ours, prefix: prefix, in: repository)
    self.theirs = try CommitTree(theirs, prefix: prefix, in: repository)
    oursCommit = try repository.commit(of: ours)
    theirsCommit = try repository.commit(of: theirs)
    bases = try repository.mergeBases(oursCommit, theirsCommit)
    if bases.isEmpty, repository.isShallow { throw repository.neverMet(ours, theirs) }
    base = try Self.base(bases, prefix: prefix, in: repository)
  }

  /// Merges the ancestors from the oldest on; no history is so tangled that this goes deep.
  static func base(
    _ bases: [ObjectID], prefix: String, in repository: Repository, depth: Int = 0
  ) throws(GitError) -> Base {
    func tree(_ id: ObjectID) throws(GitError) -> CommitTree { try CommitTree(id.hex, prefix: prefix, in: repository) }
    var rest = Array(bases.reversed())[...]
    guard var last = rest.popFirst() else { return .none }
    var merged = Base.commit(try tree(last))
    while depth < 16, let next = rest.popFirst() {
      let below = try Self.base(
        try repository.mergeBases(last, next), prefix: prefix, in: repository, depth: depth + 1)
      merged = .merge(base: below, merged, try tree(next))
      last = next
    }
    return merged
  }

  package var relation: Relation {
    if bases.isEmpty { return .unrelated }
    if bases.contains(theirsCommit) { return .alreadyMerged }
    return bases.contains(oursCommit) ? .fastForward : .diverged
  }

  /// Forecasts the merge.
  package func merge(assuming assumption: TreeMerge.Assumption) throws(TreeFailure) -> TreeMerge {
    var merge = try forecast(assumption)
    // Of several bases each way of merging makes a base of its own.
    if bases.count > 1 { merge.complete(from: try forecast(assumption == .drivers ? .host : .drivers)) }
    return merge
  }

  private func forecast(_ assumption: TreeMerge.Assumption) throws(TreeFailure) -> TreeMerge {
    let base = try Self.tree(base, assumption)
    return try TreeMerge(
      base: base.tree, ours: ours, theirs: theirs, assuming: assumption, baseDoubts: base.doubts)
  }

  /// The base, and what git may have paired as renames to make it.
  static func tree(
    _ base: Base, _ assumption: TreeMerge.Assumption, depth: Int = 1
  ) throws(TreeFailure) -> (tree: any TicketTree, doubts: [RenameDoubt]) {
    switch base {
    case .none: return (MemoryTree([:], label: "nothing"), [])
    case .commit(let tree): return (tree, [])
    case .merge(let below, let first, let second):
      let (below, first) = (try tree(below, assumption, depth: depth + 1), try tree(first, assumption, depth: depth))
      let merge = try TreeMerge(
        base: below.tree, ours: first.tree, theirs: second, assuming: assumption, baseDepth: depth)
      return (merge.tree, below.doubts + first.doubts + merge.doubts)
    }
  }
}
