import TicketsCore

/// New bytes for a file that still holds the old ones.
struct ReplaceStep: Step {
  private let place: String
  private let name: String
  private let staged: String
  private let from: ContentMark
  private let to: ContentMark

  init(_ path: String, from: [UInt8], to: [UInt8], staged: String, in folders: StoreFolders) throws(Errno) {
    self.init(path, staged: staged, from: ContentMark(from), to: ContentMark(to))
    let permissions = try folders[place].open().open(name, .reading).status().permissions
    let file = try folders.staging().folder.open(staged, .creatingNew(permissions: 0o666))
    try file.setPermissions(permissions)
    try file.write(to)
  }

  init(_ path: String, staged: String, from: ContentMark, to: ContentMark) {
    (place, name) = path.splitAtLastSlash
    self.staged = staged
    self.from = from
    self.to = to
  }

  var record: StepRecord {
    .replace(place.isEmpty ? name : place + "/" + name, staged: staged, from: from, to: to)
  }

  /// The second name of the old file: taking the change back needs no room on a disk that may be full then.
  private var backup: String { staged + Staging.oldSuffix }

  func secure(in folders: StoreFolders) throws(Errno) {
    try folders.staging().folder.open(staged, .reading).synchronize()
  }

  func commit(in folders: StoreFolders) throws(Errno) {
    let locked = try folders[place].openLocked()
    let staging = try folders.staging()
    let old = try locked.open(name, .reading)
    let bytes = try old.read(expected: from.size)
    guard ContentMark(bytes) == from else { throw .changedMeanwhile }
    do throws(Errno) {
      try locked.link(name, to: backup, in: staging.folder)
    } catch .exists {
      // A killed process made it.
    } catch  where error != .noSpace {
      // Not every file system knows second names.
      let copy = try staging.folder.open(backup, .creatingNew(permissions: 0o666))
      try copy.setPermissions(old.status().permissions)
      try copy.write(bytes)
    }
    try staging.folder.rename(staged, to: name, in: locked)
  }

  func settle(in folders: StoreFolders) throws(Errno) { try folders[place].synchronize() }

  func undo(in folders: StoreFolders) throws(Errno) {
    let staging = try folders.staging()
    guard (try? staging.folder.status(of: backup)) != nil else { return }
    let locked = try folders[place].openLocked()
    guard try mark(name, in: locked) == to, try mark(backup, in: staging.folder) == from else { return }
    try staging.folder.rename(backup, to: name, in: locked)
  }

  func discard(in folders: StoreFolders) {
    folders.discard(staged)
    folders.discard(backup)
  }

  func standing(in folders: StoreFolders) throws(Errno) -> StepStanding {
    guard (try? folders.staging().folder.status(of: staged)) != nil else { return .made }
    let now: ContentMark
    do throws(Errno) {
      now = try mark(name, in: folders[place].open())
    } catch .noEntry {
      return .overtaken
    }
    return now == from ? .open : now == to ? .made : .overtaken
  }

  private func mark(_ name: String, in folder: borrowing Descriptor) throws(Errno) -> ContentMark {
    ContentMark(try folder.open(name, .reading).read(expected: from.size))
  }
}
