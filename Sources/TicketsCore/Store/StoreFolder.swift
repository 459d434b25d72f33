/// A folder that a step works in, opened only while it is needed: a change set may touch thousands.
struct StoreFolder {
  let root: String
  let path: String

  /// Opens the folder without following a symbolic link on the way, and makes what is missing if asked to.
  func open(creating: Bool = false) throws(Errno) -> Descriptor {
    var folder = try Descriptor.folder(at: root)
    for part in path.split(separator: "/") {
      guard part != ".." else { throw .noEntry }
      let name = String(part)
      do throws(Errno) {
        folder = try folder.open(name, .folder)
      } catch  where error == .noEntry && creating {
        do throws(Errno) {
          try folder.makeFolder(name)
          try folder.synchronize()
        } catch .exists {
          // Another writer made it at the same moment: just as good.
        }
        folder = try folder.open(name, .folder)
      }
    }
    return folder
  }

  /// Opens the folder and keeps other writers out of it until the descriptor is gone.
  func openLocked() throws(Errno) -> Descriptor {
    let folder = try open()
    try folder.lock()
    return folder
  }

  /// Writes a new file under a name that nobody reads, and returns that name.
  func stage(_ bytes: [UInt8], for name: String, permissions: UInt32? = nil) throws(Errno) -> String {
    let folder = try open(creating: true)
    let temporary = Self.temporaryName(for: name)
    let file = try folder.open(temporary, .creatingNew(permissions: 0o666))
    do throws(Errno) {
      if let permissions { try file.setPermissions(permissions) }
      try file.write(bytes)
    } catch {
      try? folder.removeFile(temporary)
      throw error
    }
    return temporary
  }

  func synchronize(_ name: String) throws(Errno) {
    try open().open(name, .reading).synchronize()
  }

  func synchronize() throws(Errno) {
    try open().synchronize()
  }

  func removeFile(_ name: String) {
    try? open().removeFile(name)
  }

  /// A name beside the target, hidden, and never the same for two writers.
  static func temporaryName(for name: String) -> String {
    ".\(name).\(String(UInt64.random(in: .min ... .max), radix: 36)).tmp"
  }
}
