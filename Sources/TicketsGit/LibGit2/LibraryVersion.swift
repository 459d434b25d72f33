private import CGit2

/// Which libgit2 answers.
package enum LibraryVersion {
  /// The version, as `1.5.1`; an error says why there is none.
  package static func text() throws(GitError) -> String {
    try Library.ensureStarted()
    var (major, minor, revision): (Int32, Int32, Int32) = (0, 0, 0)
    _ = unsafe git_libgit2_version(&major, &minor, &revision)
    return "\(major).\(minor).\(revision)"
  }
}
