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
    // Another descriptor would wait for the lock that this process holds already.
    if path != folders.held { try folder.lock() }
    return folder
  }

  func synchronize(_ name: String) throws(Errno) {
    try open().open(name, .reading).synchronize()
  }

  func synchronize() throws(Errno) {
    try open().synchronize()
  }
}
