private import CGit2

extension Repository {
  /// The best common ancestors of two commits: none when their histories never met, several after criss-cross merges.
  package func mergeBases(_ first: ObjectID, _ second: ObjectID) throws(GitError) -> [ObjectID] {
    var (first, second) = (first.raw, second.raw)
    var bases = unsafe git_oidarray()
    defer { unsafe git_oidarray_dispose(&bases) }
    let status = unsafe git_merge_bases(&bases, handle.raw, &first, &second)
    if status == GIT_ENOTFOUND.rawValue { return [] }
    try check("find where the histories meet") { status }
    return unsafe UnsafeBufferPointer(start: bases.ids, count: bases.count).map { ObjectID($0) }
  }

  /// One best common ancestor, the one that `git merge-base` names.
  package func mergeBase(_ first: ObjectID, _ second: ObjectID) throws(GitError) -> ObjectID? {
    try mergeBases(first, second).first
  }
}
