import TicketsFiles
import TicketsCore

/// Files of ours in the git folder of one work tree: nothing there is committed or pushed.
package struct GitNotes {
  private let folder: String

  package init(in repository: Repository) {
    folder = Path.join(repository.gitFolder, "tickets")
  }

  package func read(_ name: String) -> [UInt8]? {
    try? Descriptor.folder(at: folder).open(name, .reading).read(expected: 1 << 12)
  }

  /// Writes a file anew, and returns its path.
  @discardableResult
  package func write(_ bytes: [UInt8], to name: String) throws(GitError) -> String {
    do throws(Errno) {
      if (try? Descriptor.folder(at: folder)) == nil {
        try Descriptor.folder(at: folder.splitAtLastSlash.parent).makeFolder(folder.splitAtLastSlash.name)
      }
      let folder = try Descriptor.folder(at: folder)
      try? folder.removeFile(name)
      try folder.open(name, .creatingNew(permissions: 0o600)).write(bytes)
    } catch {
      throw GitError(.other, operation: "write \(Path.join(folder, name))", message: error.message)
    }
    return Path.join(folder, name)
  }

  package func remove(_ name: String) {
    try? Descriptor.folder(at: folder).removeFile(name)
  }
}
