/// A file that was not there before.
final class CreateFileStep: Step {
  let path: String
  private let name: String
  private let temporary: String
  private let folder: StoreFolder

  init(_ path: String, _ name: String, _ bytes: [UInt8], in folder: StoreFolder) throws(Errno) {
    self.path = path
    self.name = name
    self.folder = folder
    guard (try? folder.open(creating: true).status(of: name)) == nil else { throw .exists }
    temporary = try folder.stage(bytes, for: name)
  }

  func secure() throws(Errno) { try folder.synchronize(temporary) }

  /// A hard link fails where a rename would overwrite.
  func commit() throws(Errno) {
    let folder = try folder.open()
    try folder.link(temporary, to: name)
    try? folder.removeFile(temporary)
  }

  func settle() throws(Errno) { try folder.synchronize() }
  func undo() { folder.removeFile(name) }
  func discard() { folder.removeFile(temporary) }
}
