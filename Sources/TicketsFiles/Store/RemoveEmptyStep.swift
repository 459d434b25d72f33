import TicketsCore

/// A file that goes because it is empty; one that somebody has written to meanwhile stays.
///
/// It goes only when all changes of its set are made: until then there is nothing to take back.
struct RemoveEmptyStep: Step {
  private let place: String
  private let name: String

  init(_ path: String, in folders: StoreFolders) throws(Errno) {
    self.init(path)
    let status = try folders[place].open().status(of: name)
    guard status.kind == .file else { throw .invalid }
    guard status.size == 0 else { throw .changedMeanwhile }
  }

  init(_ path: String) {
    (place, name) = path.splitAtLastSlash
  }

  var record: StepRecord { .removeEmpty(place + "/" + name) }

  func secure(in folders: StoreFolders) {}

  func commit(in folders: StoreFolders) throws(Errno) {
    guard try isEmpty(in: folders[place].openLocked()) ?? true else { throw .changedMeanwhile }
  }

  func settle(in folders: StoreFolders) {}

  func finish(in folders: StoreFolders) throws(Errno) {
    do throws(Errno) {
      // Other writers make files and fill them under this lock: what is empty now is nobody's.
      let locked = try folders[place].openLocked()
      guard try isEmpty(in: locked) == true else { return }
      try locked.removeFile(name)
      try locked.synchronize()
    } catch .noEntry {
      // The folder is gone, and the file with it.
    }
  }

  /// Puts it back when it went and another change of the set could not be made to the end.
  func undo(in folders: StoreFolders) throws(Errno) {
    do throws(Errno) {
      let locked = try folders[place].openLocked()
      if try isEmpty(in: locked) == nil { _ = try locked.open(name, .creatingNew(permissions: 0o666)) }
    } catch .noEntry {
      // Nor is there a folder that it could be in.
    }
  }

  func discard(in folders: StoreFolders) {}

  /// The last part is always to be done, and does no harm twice.
  func standing(in folders: StoreFolders) -> StepStanding { .made }

  /// Whether the file is empty; nothing when it is not there.
  private func isEmpty(in folder: borrowing Descriptor) throws(Errno) -> Bool? {
    do throws(Errno) {
      let status = try folder.status(of: name)
      return status.kind == .file && status.size == 0
    } catch .noEntry {
      return nil
    }
  }
}
