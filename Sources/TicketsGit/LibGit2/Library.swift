private import CGit2
private import CGit2Loader

/// Starts libgit2 once, when a repository is first opened: commands that need no git never pay for it.
enum Library {
  /// The extensions of a repository that change nothing about how its objects and references are read.
  private static let extensions: [StaticString] = [
    "noop", "preciousobjects", "partialclone", "worktreeconfig", "relativeworktrees",
  ]

  private static let started: Result<Void, GitError> = start()

  static func ensureStarted() throws(GitError) {
    try started.get()
  }

  private static func start() -> Result<Void, GitError> {
    do throws(GitError) {
      if let reason = unsafe tickets_git_load() {
        throw GitError(
          .noLibrary, operation: "load libgit2", message: unsafe String(cString: reason),
          hint: "install it: 'apt-get install libgit2-1.5' on Debian 12, or build the tool again")
      }
      guard git_libgit2_init() > 0 else { throw .reported(-1, operation: "start libgit2") }
      try checkVersion()
      let names = unsafe extensions.map { unsafe UnsafeRawPointer($0.utf8Start).assumingMemoryBound(to: CChar.self) }
      var pointers: [UnsafePointer<CChar>?] = unsafe names
      let count = unsafe pointers.count
      try check("allow the extensions of repositories") { unsafe tickets_git_set_extensions(&pointers, count) }
      // Each object is read once, and kept as a value if at all.
      try check("read objects without a cache") { tickets_git_enable_caching(0) }
      // Git does not hash what it reads either: `git fsck` is for that, and hashing takes a third of the time.
      try check("read objects as git does") { tickets_git_verify_hashes(0) }
      return .success(())
    } catch {
      return .failure(error)
    }
  }

  /// The library found when running may be another than the one found when building.
  private static func checkVersion() throws(GitError) {
    var (major, minor, patch): (Int32, Int32, Int32) = (0, 0, 0)
    _ = unsafe git_libgit2_version(&major, &minor, &patch)
    guard major > 1 || (major == 1 && minor >= 5) else {
      throw GitError(
        .noLibrary, operation: "start libgit2", message: "libgit2 \(major).\(minor).\(patch) is too old",
        hint: "install libgit2 1.5 or newer")
    }
  }
}
