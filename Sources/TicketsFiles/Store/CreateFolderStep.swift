import TicketsCore

/// A folder that appears with all its content at once.
struct CreateFolderStep: Step {
  private let place: String
  private let name: String
  private let staged: String
  private let content: [ChangeSet.NewFile]

  /// Makes the folder under its staged name.
  init(_ path: String, making content: [ChangeSet.NewFile], staged: String, in folders: StoreFolders) throws(Errno) {
    self.init(path, staged: staged, content)
    let parent = try folders[place].open(creating: true)
    // An empty folder of that name would be replaced without a word.
    guard (try? parent.status(of: name)) == nil else { throw .exists }
    let staging = try folders.staging()
    try staging.folder.makeFolder(staged)
    let inside = try staging.folder.open(staged, .folder)
    for file in content {
      switch file {
      case .folder(let name): try inside.makeFolder(name)
      case .file(let name, let bytes): try inside.open(name, .creatingNew(permissions: 0o666)).write(bytes)
      }
    }
  }

  init(_ path: String, staged: String, _ content: [ChangeSet.NewFile]) {
    (place, name) = path.splitAtLastSlash
    self.staged = staged
    self.content = content
  }

  var record: StepRecord {
    .createFolder(place.isEmpty ? name : place + "/" + name, staged: staged, content: content)
  }

  func secure(in folders: StoreFolders) throws(Errno) {
    let inside = try folders.staging().folder.open(staged, .folder)
    for file in content {
      switch file {
      case .folder(let name): try inside.open(name, .folder).synchronize()
      case .file(let name, _): try inside.open(name, .reading).synchronize()
      }
    }
    try inside.synchronize()
  }

  func commit(in folders: StoreFolders) throws(Errno) {
    do throws(Errno) {
      try folders.staging().folder.rename(staged, to: name, in: folders[place].open(creating: true))
    } catch .notEmpty {
      throw .exists
    }
  }

  func settle(in folders: StoreFolders) throws(Errno) { try folders[place].synchronize() }

  /// Removes exactly what was made; a folder that holds anything else stays.
  func undo(in folders: StoreFolders) throws(Errno) {
    guard try standing(in: folders) == .made else { return }
    let parent = try folders[place].open()
    removeTree(name, in: parent)
    if (try? parent.status(of: name)) != nil { throw .notEmpty }
  }

  func discard(in folders: StoreFolders) {
    if let staging = try? folders.staging() { removeTree(staged, in: staging.folder) }
  }

  func standing(in folders: StoreFolders) throws(Errno) -> StepStanding {
    guard (try? folders.staging().folder.status(of: staged)) != nil else { return .made }
    return (try? folders[place].open().status(of: name)) == nil ? .open : .overtaken
  }

  private func removeTree(_ name: String, in parent: borrowing Descriptor) {
    guard let inside = try? parent.open(name, .folder) else { return }
    for file in content.reversed() {
      switch file {
      case .folder(let name): try? inside.removeFolder(name)
      case .file(let name, _): try? inside.removeFile(name)
      }
    }
    try? parent.removeFolder(name)
  }
}
