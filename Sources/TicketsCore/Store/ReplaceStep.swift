/// New bytes for a file that still holds the old ones.
final class ReplaceStep: Step {
  let path: String
  private let name: String
  private let original: [UInt8]
  private let replacement: [UInt8]
  private let permissions: UInt32
  private let temporary: String
  private let folder: StoreFolder

  init(_ path: String, _ name: String, from: [UInt8], to: [UInt8], in folder: StoreFolder) throws(Errno) {
    self.path = path
    self.name = name
    self.folder = folder
    original = from
    replacement = to
    permissions = try folder.open().open(name, .reading).status().permissions
    temporary = try folder.stage(to, for: name, permissions: permissions)
  }

  func secure() throws(Errno) { try folder.synchronize(temporary) }

  func commit() throws(Errno) { try exchange(expecting: original, for: temporary) }

  func settle() throws(Errno) { try folder.synchronize() }

  func undo() {
    guard let back = try? folder.stage(original, for: name, permissions: permissions) else { return }
    try? exchange(expecting: replacement, for: back)
    folder.removeFile(back)
  }

  func discard() { folder.removeFile(temporary) }

  /// Compares and swaps: under the folder's lock no other writer comes between the two.
  private func exchange(expecting expected: [UInt8], for staged: String) throws(Errno) {
    let locked = try folder.openLocked()
    guard try locked.open(name, .reading).read(expected: expected.count) == expected else { throw .changedMeanwhile }
    try locked.rename(staged, to: name)
  }
}
