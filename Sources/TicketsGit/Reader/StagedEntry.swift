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
