import Synchronization

/// Whether git ended before it had answered: whatever was read is not to be shown as the whole then, though some of those
/// who ask can do without an answer.
package enum LostReader {
  private static let lost = Mutex<GitError?>(nil)

  static func note(_ error: GitError) { lost.withLock { $0 = $0 ?? error } }

  /// What has happened since this was last asked.
  package static func take() -> GitError? {
    lost.withLock { lost in
      defer { lost = nil }
      return lost
    }
  }
}
