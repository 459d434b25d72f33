/// New bytes for a file that still holds the old ones.
final class ReplaceStep: Step {
  let path: String
  private let name: String
  private let original: [UInt8]
  private let replacement: [UInt8]
  private let permissions: UInt32
  private let temporary: String
  private let backup: String
  private let folder: StoreFolder
  private var leftovers: [String]

  init(_ path: String, _ name: String, from: [UInt8], to: [UInt8], in folder: StoreFolder) throws(Errno) {
    self.path = path
    self.name = name
    self.folder = folder
    backup = StoreFolder.temporaryName(for: name)
    original = from
    replacement = to
    permissions = try folder.open().open(name, .reading).status().permissions
    temporary = try folder.stage(to, for: name, permissions: permissions)
    leftovers = [temporary]
  }

  func secure() throws(Errno) { try folder.synchronize(temporary) }

  func commit() throws(Errno) {
    let locked = try lock(expecting: original)
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

  func settle() throws(Errno) { try folder.synchronize() }

  func undo() {
    guard let locked = try? lock(expecting: replacement), (try? locked.rename(backup, to: name)) == nil,
      let back = try? folder.stage(original, for: name, permissions: permissions)
    else { return }
    try? locked.rename(back, to: name)
  }

  func discard() {
    for leftover in leftovers { folder.removeFile(leftover) }
  }

  /// Keeps other writers out of the folder; fails when one of them was there before.
  private func lock(expecting expected: [UInt8]) throws(Errno) -> Descriptor {
    let locked = try folder.openLocked()
    guard try locked.open(name, .reading).read(expected: expected.count) == expected else { throw .changedMeanwhile }
    return locked
  }
}
