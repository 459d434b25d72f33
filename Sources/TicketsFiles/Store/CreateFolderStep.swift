import TicketsCore

/// A folder that appears with all its content at once.
struct CreateFolderStep: Step {
  private let place: String
  private let name: String
  private let temporary: String
  private let files: [ChangeSet.NewFile]

  init(_ place: String, _ name: String, _ files: [ChangeSet.NewFile], in folders: StoreFolders) throws(Errno) {
    self.place = place
    self.name = name
    self.files = files
    temporary = TemporaryFile.name(for: name)
    let parent = try folders[place].open(creating: true)
    // An empty folder of that name would be replaced without a word.
    guard (try? parent.status(of: name)) == nil else { throw .exists }
    try parent.makeFolder(temporary)
    do throws(Errno) {
      let inside = try parent.open(temporary, .folder)
      for file in files {
        switch file {
        case .folder(let name): try inside.makeFolder(name)
        case .file(let name, let bytes): try inside.open(name, .creatingNew(permissions: 0o666)).write(bytes)
        }
      }
    } catch {
      removeTree(temporary, in: folders)
      throw error
    }
  }

  func secure(in folders: StoreFolders) throws(Errno) {
    let inside = try folders[place].open().open(temporary, .folder)
    for file in files {
      switch file {
      case .folder(let name): try inside.open(name, .folder).synchronize()
      case .file(let name, _): try inside.open(name, .reading).synchronize()
      }
    }
    try inside.synchronize()
  }

  func commit(in folders: StoreFolders) throws(Errno) {
    do throws(Errno) {
      try folders[place].open().rename(temporary, to: name)
    } catch .notEmpty {
      throw .exists
    }
  }

  func settle(in folders: StoreFolders) throws(Errno) { try folders[place].synchronize() }
  func undo(in folders: StoreFolders) { removeTree(name, in: folders) }
  func discard(in folders: StoreFolders) { removeTree(temporary, in: folders) }

  /// Removes exactly what was staged; a folder that holds anything else stays.
  private func removeTree(_ name: String, in folders: StoreFolders) {
    guard let parent = try? folders[place].open(), let inside = try? parent.open(name, .folder) else { return }
    for file in files.reversed() {
      switch file {
      case .folder(let name): try? inside.removeFolder(name)
      case .file(let name, _): try? inside.removeFile(name)
      }
    }
    try? parent.removeFolder(name)
  }
}
