/// One change on its way to the disk: staged when it is made, visible after `commit`, gone again after `undo`.
///
/// A step holds no open file: it is told the folders it works in, so that threads can share the work. What it knows it
/// can write into a journal, and a step made of that goes on where a killed process stopped.
protocol Step: Sendable {
  /// Makes sure that what was staged is on the disk.
  func secure(in folders: StoreFolders) throws(Errno)
  /// Makes the change visible.
  mutating func commit(in folders: StoreFolders) throws(Errno)
  /// Makes sure that the visible change is on the disk.
  func settle(in folders: StoreFolders) throws(Errno)
  /// Clears away what the change replaces, once all changes of its set are made.
  func finish(in folders: StoreFolders) throws(Errno)
  /// Takes the change back, when it was made and nobody has built on it.
  func undo(in folders: StoreFolders) throws(Errno)
  /// Removes what staging and committing left behind.
  func discard(in folders: StoreFolders)

  /// How far a step of a journal has come.
  func standing(in folders: StoreFolders) throws(Errno) -> StepStanding
  /// What another process must know to go on.
  var record: StepRecord { get }
}

extension Step {
  func finish(in folders: StoreFolders) {}
}

/// How far a step of a killed process has come.
enum StepStanding {
  case made
  case open
  /// Somebody else changed what it works on.
  case overtaken
}
