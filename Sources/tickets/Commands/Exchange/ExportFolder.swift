import TicketsCore
import TicketsFiles

/// The folder that an export goes to: all files are written, or none.
struct ExportFolder {
  /// A file, and whether it was there with these bytes already.
  struct File {
    let path: String
    let isSame: Bool
  }

  private let path: String

  init(_ path: String) {
    self.path = path
  }

  /// Among the tickets themselves only a tool whose own folder it is may write.
  func refuseAmongTickets(of root: String, _ format: any ExchangeFormat.Type) throws(Failure) {
    let real = (try? Platform.realPath(path)) ?? path
    let tickets = (try? Platform.realPath("\(root)/\(Layout.folderName)")) ?? "\(root)/\(Layout.folderName)"
    let isItsOwn = real == tickets && format.folders.contains(Layout.folderName)
    guard real == tickets || real.hasPrefix(tickets + "/"), !isItsOwn else { return }
    throw Failure(
      .amongTickets, "files of \(format.title) have no place among the tickets in \(tickets)",
      hint: "Name a folder outside it")
  }

  func write(_ files: [(path: String, bytes: [UInt8])], replacing: Bool, in session: Session) throws(Failure) -> [File]
  {
    // The nearest folder that is there holds all that is made.
    var root = path
    var inner: [String] = []
    while root != "/", (try? Descriptor.folder(at: root)) == nil {
      let (parent, name) = root.splitAtLastSlash
      inner.insert(name, at: 0)
      root = parent.isEmpty ? "/" : parent
    }
    _ = try session.rootToWrite(at: root)
    var changes = ChangeSet()
    var written: [File] = []
    var others: [String] = []
    for file in files {
      let target = (inner + [file.path]).joined(separator: "/")
      let old = inner.isEmpty ? try existing(file.path) : nil
      written.append(File(path: file.path, isSame: old == file.bytes))
      guard let old else {
        changes.add(.createFile(target, file.bytes))
        continue
      }
      if old == file.bytes { continue }
      others.append(file.path)
      changes.add(.replace(target, from: old, to: file.bytes))
    }
    if !replacing, let first = others.first {
      throw Failure(
        .exists,
        "\(first) is in \(path) already and says something else\(others.count > 1 ? ", as do \(others.count - 1) more" : "")",
        hint: "Name an empty folder, or let --replace overwrite them")
    }
    do throws(StoreFailure) {
      try Store(root: root).apply(changes)
    } catch {
      throw Failure(error)
    }
    return written
  }

  private func existing(_ name: String) throws(Failure) -> [UInt8]? {
    do throws(TreeFailure) {
      return try WorkingTree.reader(ofFolder: path).read(name)
    } catch  where error.reason == .missing {
      return nil
    } catch {
      throw Failure(.exists, "cannot write \(name) in \(path): \(error.message)", hint: "Name an empty folder")
    }
  }
}
