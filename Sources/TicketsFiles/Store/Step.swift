/// One change on its way to the disk: staged when it is made, visible after `commit`, gone again after `undo`.
///
/// A step holds no open file: it is told the folders it works in, so that threads can share the work.
protocol Step: Sendable {
  /// Makes sure that what was staged is on the disk.
  func secure(in folders: StoreFolders) throws(Errno)
  /// Makes the change visible.
  mutating func commit(in folders: StoreFolders) throws(Errno)
  /// Makes sure that the visible change is on the disk.
  func settle(in folders: StoreFolders) throws(Errno)
  /// Takes a committed change back.
  func undo(in folders: StoreFolders)
  /// Removes what staging and committing left behind.
  func discard(in folders: StoreFolders)
}
