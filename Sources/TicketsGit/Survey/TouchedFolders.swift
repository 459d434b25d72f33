import TicketsCore
import TicketsFiles

/// The ticket folders of a work tree whose `ticket.md` may not be as a commit has it.
///
/// This is git's own way: what was not written since git last looked at it is not read.
struct TouchedFolders {
  private(set) var names: Set<String> = []
  private let files: [String: StagedEntry]
  private let index: Platform.FileStamp
  private let repository: Repository

  /// Looks at the files below a root, in the repository as seen from their work tree.
  init(root: String, since commit: CommitTree, prefix: String, in repository: Repository) throws(GitError) {
    self.repository = repository
    let staged = try IndexTree(prefix: prefix, in: repository)
    if let (own, other) = staged.entries(unlike: commit) { names = Set((own + other).map(\.name)) }
    let entries = try repository.staged(below: prefix + Layout.folderName + "/")
    let end = Array("/\(Layout.ticketFileName)".utf8)
    files = Dictionary(
      entries.filter { $0.path.suffix(end.count) == end[...] }.map {
        (String(decoding: $0.path.dropLast(end.count), as: UTF8.self), $0)
      }
    ) { first, _ in first }
    do throws(Errno) {
      let (folder, name) = repository.indexFile.splitAtLastSlash
      index = try Descriptor.folder(at: folder).status(of: name).stamp
      try look(in: root)
    } catch {
      throw GitError(.other, operation: "look at the files in \(root)", message: error.message)
    }
  }

  private mutating func look(in root: String) throws(Errno) {
    let top = try Descriptor.folder(at: root).open(Layout.folderName, .folder)
    let folders = Set(try top.entries().filter(\.isTicketFolder).map(\.name))
    names.formUnion(folders.symmetricDifference(files.keys))
    for name in folders {
      guard let file = files[name], !names.contains(name) else { continue }
      if !isUntouched(file, at: "\(name)/\(Layout.ticketFileName)", top) { names.insert(name) }
    }
  }

  private func isUntouched(_ file: StagedEntry, at path: String, _ top: borrowing Descriptor) -> Bool {
    guard let status = try? top.status(of: path), !file.isConflicted else { return false }
    // What was written in the moment in which git looked may have been written after it.
    if let stamp = file.stamp, status.stamp == stamp, stamp.isBefore(index) { return true }
    guard let bytes = try? top.open(path, .reading).read(expected: status.size) else { return false }
    return (try? repository.id(of: bytes, type: .blob)) == file.id
  }
}
