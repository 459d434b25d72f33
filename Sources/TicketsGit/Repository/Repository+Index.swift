internal import TicketsCore
import TicketsFiles

/// One file of the index.
struct StagedEntry: Sendable {
  /// Relative to the folder that was asked for.
  let path: [UInt8]
  let mode: UInt32
  let id: ObjectID
  /// The file as it was when git last looked at it; none of one in conflict, or where the reader does not tell.
  var stamp: Platform.FileStamp?

  var isConflicted: Bool { mode == RawTree.Entry.conflicted }
}

extension Repository {
  /// The staged files below a folder that ends in a slash, in byte order of their paths in it; a file in conflict
  /// appears once.
  func staged(below folder: String) throws(GitError) -> [StagedEntry] {
    do throws(GitError) {
      return try reader.staged(below: folder, in: indexFile)
    } catch {
      guard let other = ReaderChoice.openForIndex(location, after: error) else { throw error }
      return try other.staged(below: folder, in: indexFile)
    }
  }
}
