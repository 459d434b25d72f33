private import CGit2

extension GitError {
  /// The failure that libgit2 has just reported on this thread.
  static func reported(_ status: Int32, operation: String) -> GitError {
    let last = unsafe git_error_last()
    let message = unsafe last.flatMap { unsafe $0.pointee.message }.map { unsafe String(cString: $0) }
    return GitError(
      .other, code: Code(rawValue: status), category: unsafe last.map { unsafe $0.pointee.klass } ?? 0,
      operation: operation, message: message ?? "libgit2 gave no reason (\(status))")
  }
}
