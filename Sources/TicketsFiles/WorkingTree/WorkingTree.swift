package import TicketsCore

/// The tickets as files on disk.
package struct WorkingTree: TicketTree {
  /// The folder that holds `.tickets/`.
  package let root: String
  /// Whether git converts the ends of lines when it writes files here.
  private let convertsLineEnds: Bool

  package init(root: String, convertsLineEnds: Bool = false) {
    self.root = root
    self.convertsLineEnds = convertsLineEnds
  }

  package var label: String { "the working tree" }

  package func reader() throws(TreeFailure) -> any TreeReader {
    try WorkingTreeReader(of: Layout.folderName, in: root, convertsLineEnds: convertsLineEnds)
  }

  /// A reader of any folder, by a path that a person or the settings named.
  package static func reader(ofFolder path: String) throws(TreeFailure) -> any TreeReader {
    try WorkingTreeReader(of: ".", in: path, convertsLineEnds: false)
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
  /// The path of the last of them.
  private var openPath = ""
  let convertsLineEnds: Bool

  init(of name: String, in root: String, convertsLineEnds: Bool) throws(TreeFailure) {
    self.convertsLineEnds = convertsLineEnds
    do throws(Errno) {
      let top = try Descriptor.folder(at: root)
      open = [Folder(name, try top.open(name, .folder))]
    } catch .noEntry {
      open = []
    } catch {
      let kind = try? Platform.status(ofFile: "\(root)/\(name)").kind
      throw TreeFailure(path: "", reason: error.treeReason(kind ?? .link))
    }
  }

  func entries() throws(TreeFailure) -> [TreeEntry] {
    guard let top = open.first else { return [] }
    return try list(top, path: "")
  }

  func entries(in folder: String) throws(TreeFailure) -> [TreeEntry] {
    do throws(TreeFailure) {
      return try list(try descend(folder, for: folder), path: folder)
    } catch  where error.reason == .missing {
      return []
    }
  }

  func read(_ path: String, limit: Int?) throws(TreeFailure) -> [UInt8] {
    let (parent, name) = path.splitAtLastSlash
    if limit != nil, let bytes = readHead(path, parent, limit) { return bytes }
    let folder = try descend(parent, for: path)
    do throws(Errno) {
      let bytes = try read(name, in: folder, limit: limit)
      // A log that is empty, or ends in the middle of a line, may be one that is being written: the writer's lock tells.
      guard limit == nil, bytes.last != Ascii.newline, name.hasSuffix(RunLogName.suffix) else {
        return bytes
      }
      let lock = try folder.descriptor.open(".", .folder)
      do throws(Errno) {
        try lock.lock(exclusive: false)
      } catch  where bytes.isEmpty {
        // Of half a line nobody can say what it will be; nothing is nothing.
        return bytes
      }
      return try read(name, in: folder, limit: limit)
    } catch {
      throw TreeFailure(path: path, reason: reason(error, name, in: folder))
    }
  }

  /// The head of a ticket in one step, which saves opening and closing its folder; the listing has shown that it is one.
  private func readHead(_ path: String, _ folder: String, _ limit: Int?) -> [UInt8]? {
    guard let top = open.first, folder != openPath, !folder.isEmpty, !folder.utf8.contains(UInt8(ascii: "/")) else {
      return nil
    }
    return try? read(path, in: top, limit: limit)
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
  private func descend(_ folder: String, for path: String) throws(TreeFailure) -> Folder {
    if folder == openPath, let last = open.last { return last }
    guard let top = open.first else { throw TreeFailure(path: path, reason: .missing) }
    var last = top
    var depth = 1
    for part in folder.utf8.split(separator: UInt8(ascii: "/")) {
      let name = String(Substring(part))
      if depth == open.count || !open[depth].name.utf8.elementsEqual(part) {
        open.removeSubrange(depth...)
        openPath = ""
        do throws(Errno) {
          guard name != "..", name != "." else { throw .noEntry }
          open.append(Folder(name, try last.descriptor.open(name, .folder)))
        } catch {
          throw TreeFailure(path: path, reason: reason(error, name, in: last))
        }
      }
      last = open[depth]
      depth += 1
    }
    open.removeSubrange(depth...)
    openPath = folder
    return last
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
