/// A folder that appears with all its content at once.
final class CreateFolderStep: Step {
  let path: String
  private let name: String
  private let temporary: String
  private let files: [ChangeSet.NewFile]
  private let folder: StoreFolder

  init(_ path: String, _ name: String, _ files: [ChangeSet.NewFile], in folder: StoreFolder) throws(Errno) {
    self.path = path
    self.name = name
    self.files = files
    self.folder = folder
    temporary = StoreFolder.temporaryName(for: name)
    let parent = try folder.open(creating: true)
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
      removeTree(temporary)
      throw error
    }
  }

  func secure() throws(Errno) {
    let inside = try folder.open().open(temporary, .folder)
    for case .file(let name, _) in files { try inside.open(name, .reading).synchronize() }
    try inside.synchronize()
  }

  func commit() throws(Errno) {
    do throws(Errno) {
      try folder.open().rename(temporary, to: name)
    } catch .notEmpty {
      throw .exists
    }
  }

  func settle() throws(Errno) { try folder.synchronize() }
  func undo() { removeTree(name) }
  func discard() { removeTree(temporary) }

  /// Removes exactly what was staged; a folder that holds anything else stays.
  private func removeTree(_ name: String) {
    guard let parent = try? folder.open(), let inside = try? parent.open(name, .folder) else { return }
    for file in files {
      switch file {
      case .folder(let name): try? inside.removeFolder(name)
      case .file(let name, _): try? inside.removeFile(name)
      }
    }
    try? parent.removeFolder(name)
  }
}
