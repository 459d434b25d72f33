/// A folder that a step works in, open only while it is needed.
struct StoreFolder {
  let path: String
  let folders: StoreFolders

  func open(creating: Bool = false) throws(Errno) -> Descriptor {
    try folders.open(path, creating: creating)
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
