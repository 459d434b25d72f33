import TicketsCore

/// The folders below a root, opened when a step needs one.
///
/// A change set may touch thousands, so none is kept; but the way to the last one stays open, for the next is usually
/// beside it.
final class StoreFolders {
  private let root: String
  /// Where changes are prepared.
  private let stagingPath: String
  /// The folder whose lock this process holds.
  let held: String?
  private var stagingFolder: Place?
  private var way: [Place] = []
  /// The path that the way leads to, when it has been walked to its end.
  private var wayPath: String?

  /// A folder on the way; the root has no name.
  final class Place {
    let name: Substring
    let folder: Descriptor

    fileprivate init(_ name: Substring, _ folder: consuming Descriptor) {
      self.name = name
      self.folder = folder
    }
  }

  init(root: String, staging: String = "", held: String? = nil) {
    self.root = root
    stagingPath = staging
    self.held = held
  }

  /// The folder in which changes are prepared, open to the end.
  func staging() throws(Errno) -> Place {
    if let stagingFolder { return stagingFolder }
    let place = Place("", try open(stagingPath, creating: false))
    stagingFolder = place
    return place
  }

  /// Removes a file that was prepared, if it is there.
  func discard(_ staged: String) {
    try? staging().folder.removeFile(staged)
  }

  /// A folder by its path, open only while it is needed.
  subscript(path: String) -> StoreFolder { StoreFolder(path: path, folders: self) }

  /// Opens a folder without following a symbolic link on the way, and makes what is missing if asked to.
  func open(_ path: String, creating: Bool) throws(Errno) -> Descriptor {
    guard !path.isEmpty else { return try Descriptor.folder(at: root) }
    let (parent, name) = path.splitAtLastSlash
    if way.isEmpty { way = [Place("", try Descriptor.folder(at: root))] }
    if parent != wayPath {
      wayPath = nil
      let parts = parent.split(separator: "/")
      let shared = zip(way.dropFirst(), parts).prefix { $0.name == $1 }.count
      way.removeSubrange((1 + shared)...)
      for part in parts[shared...] {
        way.append(Place(part, try openInLast(String(part), creating: creating)))
      }
      wayPath = parent
    }
    return try openInLast(name, creating: creating)
  }

  /// Opens a folder in the last one on the way.
  private func openInLast(_ name: String, creating: Bool) throws(Errno) -> Descriptor {
    guard let parent = way.last, name != ".." else { throw .noEntry }
    do throws(Errno) {
      return try parent.folder.open(name, .folder)
    } catch  where error == .noEntry && creating {
      do throws(Errno) {
        try parent.folder.makeFolder(name)
        try parent.folder.synchronize()
      } catch .exists {
        // Another writer made it at the same moment: just as good.
      }
      return try parent.folder.open(name, .folder)
    }
  }
}
