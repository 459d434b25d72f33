/// One change on its way to the disk: staged when it is made, visible after `commit`, gone again after `undo`.
protocol Step: AnyObject {
  var path: String { get }
  /// Makes sure that what was staged is on the disk.
  func secure() throws(Errno)
  /// Makes the change visible.
  func commit() throws(Errno)
  /// Makes sure that the visible change is on the disk.
  func settle() throws(Errno)
  /// Takes a committed change back.
  func undo()
  /// Removes what staging and committing left behind.
  func discard()
}
