import TicketsCore

/// New bytes for a file that still holds the old ones.
struct ReplaceStep: Step {
  private let place: String
  private let name: String
  private let original: [UInt8]
  private let replacement: [UInt8]
  private let permissions: UInt32
  private let temporary: String
  private let backup: String
  private var leftovers: [String]

  init(_ place: String, _ name: String, from: [UInt8], to: [UInt8], in folders: StoreFolders) throws(Errno) {
    self.place = place
    self.name = name
    backup = TemporaryFile.name(for: name)
    original = from
    replacement = to
    let folder = try folders[place].open()
    permissions = try folder.open(name, .reading).status().permissions
    temporary = try TemporaryFile.write(to, for: name, permissions: permissions, in: folder)
    leftovers = [temporary]
  }

  func secure(in folders: StoreFolders) throws(Errno) { try folders[place].synchronize(temporary) }

  mutating func commit(in folders: StoreFolders) throws(Errno) {
    let locked = try lock(folders, expecting: original)
    do throws(Errno) {
      // A second name for the old file: taking the change back needs no room on a disk that may be full then.
      try locked.link(name, to: backup)
      leftovers.append(backup)
    } catch  where error != .noSpace {
      // Not every file system knows second names.
    }
    try locked.rename(temporary, to: name)
    leftovers.removeAll { $0 == temporary }
  }

  func settle(in folders: StoreFolders) throws(Errno) { try folders[place].synchronize() }

  func undo(in folders: StoreFolders) {
    guard let locked = try? lock(folders, expecting: replacement), (try? locked.rename(backup, to: name)) == nil,
      let back = try? TemporaryFile.write(original, for: name, permissions: permissions, in: locked)
    else { return }
    try? locked.rename(back, to: name)
  }

  func discard(in folders: StoreFolders) {
    for leftover in leftovers { folders[place].removeFile(leftover) }
  }

  /// Keeps other writers out of the folder; fails when one of them was there before.
  private func lock(_ folders: StoreFolders, expecting expected: [UInt8]) throws(Errno) -> Descriptor {
    let locked = try folders[place].openLocked()
    guard try locked.open(name, .reading).read(expected: expected.count) == expected else { throw .changedMeanwhile }
    return locked
  }
}
