import TicketsCore

/// A file that was not there before.
struct CreateFileStep: Step {
  private let place: String
  private let name: String
  private let temporary: String

  init(_ place: String, _ name: String, _ bytes: [UInt8], in folders: StoreFolders) throws(Errno) {
    self.place = place
    self.name = name
    let folder = try folders[place].open(creating: true)
    guard (try? folder.status(of: name)) == nil else { throw .exists }
    temporary = try TemporaryFile.write(bytes, for: name, in: folder)
  }

  func secure(in folders: StoreFolders) throws(Errno) { try folders[place].synchronize(temporary) }

  /// A hard link fails where a rename would overwrite.
  func commit(in folders: StoreFolders) throws(Errno) {
    let folder = try folders[place].open()
    try folder.link(temporary, to: name)
    try? folder.removeFile(temporary)
  }

  func settle(in folders: StoreFolders) throws(Errno) { try folders[place].synchronize() }
  func undo(in folders: StoreFolders) { folders[place].removeFile(name) }
  func discard(in folders: StoreFolders) { folders[place].removeFile(temporary) }
}
