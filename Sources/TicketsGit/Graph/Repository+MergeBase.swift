extension Repository {
  /// The best common ancestors of two commits: none when their histories never met, several after criss-cross merges.
  ///
  /// This goes git's own way: libgit2 fails where a shallow clone ends.
  package func mergeBases(_ first: ObjectID, _ second: ObjectID) throws(GitError) -> [ObjectID] {
    try CommitGraph(self).mergeBases(first, second)
  }

  /// One best common ancestor, the one that `git merge-base` names.
  package func mergeBase(_ first: ObjectID, _ second: ObjectID) throws(GitError) -> ObjectID? {
    try mergeBases(first, second).first
  }
}

extension CommitGraph {
  /// The best common ancestors of two commits.
  package func mergeBases(_ first: ObjectID, _ second: ObjectID) throws(GitError) -> [ObjectID] {
    try mergeBases(first, with: [second])
  }

  /// The best common ancestors of a commit and of what a merge of others would be.
  func mergeBases(_ first: ObjectID, with others: [ObjectID]) throws(GitError) -> [ObjectID] {
    var ancestry = Ancestry(self)
    let candidates = try ancestry.meetings(of: first, and: others)
    guard candidates.count > 1 else { return candidates }
    var bases: [ObjectID] = []
    for (index, candidate) in candidates.enumerated() {
      // What the others have among their ancestors is not a best one.
      let isReachable = try ancestry.meetings(of: candidate, and: bases + candidates[(index + 1)...]).contains(
        candidate)
      if !isReachable { bases.append(candidate) }
    }
    return bases
  }
}
