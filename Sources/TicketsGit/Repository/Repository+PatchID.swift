extension Repository {
  /// The name of what a commit changes, as `git patch-id --stable` gives it: it survives a rebase.
  ///
  /// A commit that changes nothing has none.
  func patchID(from old: ObjectID?, to new: ObjectID, paths: [[UInt8]]) throws(GitError) -> ObjectID? {
    if paths.isEmpty { return nil }
    return try reader.patchID(from: old, to: new, paths: paths)
  }
}
