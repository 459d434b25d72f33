/// The tickets as files on disk.
package struct WorkingTree: TicketTree {
  /// The name of the folder that holds all tickets.
  package static let folderName = ".tickets"

  /// The folder that holds `.tickets/`.
  package let root: String

  package init(root: String) {
    self.root = root
  }

  package var label: String { "the working tree" }

  package func reader() throws(TreeFailure) -> any TreeReader {
    try WorkingTreeReader(root: root)
  }
}

/// Reads files relative to open folders, so that no symbolic link is ever followed on the way.
private final class WorkingTreeReader: TreeReader {
  private final class Folder {
    let name: String
    let descriptor: Descriptor

    init(_ name: String, _ descriptor: consuming Descriptor) {
      self.name = name
      self.descriptor = descriptor
    }
  }

  /// The folders from `.tickets` down to the one used last; tickets are read one after another, so it is often the same.
  private var open: [Folder] = []

  init(root: String) throws(TreeFailure) {
    do throws(Errno) {
      let top = try Descriptor.folder(at: root)
      open = [Folder(WorkingTree.folderName, try top.open(WorkingTree.folderName, .folder))]
    } catch .noEntry {
      open = []
    } catch {
      throw TreeFailure(path: "", reason: error.treeReason(.link))
    }
  }

  func entries() throws(TreeFailure) -> [TreeEntry] {
    guard let top = open.first else { return [] }
    return try list(top, path: "")
  }

  func entries(in folder: String) throws(TreeFailure) -> [TreeEntry] {
    do throws(TreeFailure) {
      return try list(try descend(folder.split(separator: "/")[...], path: folder), path: folder)
    } catch  where error.reason == .missing {
      return []
    }
  }

  func read(_ path: String, limit: Int?) throws(TreeFailure) -> [UInt8] {
    let parts = path.split(separator: "/")
    guard let name = parts.last.map(String.init) else { throw TreeFailure(path: path, reason: .missing) }
    let folder = try descend(parts.dropLast(), path: path)
    do throws(Errno) {
      let bytes = try read(name, in: folder, limit: limit)
      // A log that ends in the middle of a line may be one that is being written: the writer's lock tells.
      guard limit == nil, name.hasSuffix(RunLogName.suffix), let last = bytes.last, last != Ascii.newline else {
        return bytes
      }
      try folder.descriptor.open(".", .folder).lock(exclusive: false)
      return try read(name, in: folder, limit: limit)
    } catch {
      throw TreeFailure(path: path, reason: reason(error, name, in: folder))
    }
  }

  private func read(_ name: String, in folder: Folder, limit: Int?) throws(Errno) -> [UInt8] {
    let file = try folder.descriptor.open(name, .reading)
    let status = try file.status()
    guard status.kind == .file else { throw .isDirectory }
    return try file.read(expected: status.size, limit: limit ?? .max)
  }

  private func list(_ folder: Folder, path: String) throws(TreeFailure) -> [TreeEntry] {
    do throws(Errno) {
      return try folder.descriptor.entries().sorted { $0.name.precedesInBytes($1.name) }
    } catch {
      throw TreeFailure(path: path, reason: .unreadable(error.message))
    }
  }

  /// Opens the folders on the way down, as far as they are not open already.
  private func descend(_ names: ArraySlice<Substring>, path: String) throws(TreeFailure) -> Folder {
    guard !open.isEmpty else { throw TreeFailure(path: path, reason: .missing) }
    var depth = 1
    for name in names {
      if depth < open.count, open[depth].name == name {
        depth += 1
        continue
      }
      open.removeSubrange(depth...)
      let parent = open[depth - 1]
      do throws(Errno) {
        guard name != "..", name != "." else { throw .noEntry }
        open.append(Folder(String(name), try parent.descriptor.open(String(name), .folder)))
      } catch {
        throw TreeFailure(path: path, reason: reason(error, String(name), in: parent))
      }
      depth += 1
    }
    return open[depth - 1]
  }

  private func reason(_ error: Errno, _ name: String, in folder: Folder) -> TreeFailure.Reason {
    error.treeReason((try? folder.descriptor.status(of: name).kind) ?? .other)
  }
}

extension Errno {
  /// What this failure means for a name of the given kind.
  fileprivate func treeReason(_ kind: TreeEntry.Kind) -> TreeFailure.Reason {
    switch self {
    case .noEntry: .missing
    case .notDirectory, .tooManyLinks, .isDirectory: .wrongKind(kind)
    default: .unreadable(message)
    }
  }
}
