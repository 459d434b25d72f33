import TicketsCore
import TicketsFiles

extension Session {
  /// Writes a file that the user named, whole or not at all; what was there before is replaced.
  func write(_ bytes: [UInt8], to file: String) throws(Failure) {
    let (folder, name) = file.resolved(from: folder).splitAtLastSlash
    let parent = folder.isEmpty ? "/" : folder
    do throws(StoreFailure) {
      let change: ChangeSet.Change =
        if let old = existing(name, in: parent) { .replace(name, from: old, to: bytes) } else {
          .createFile(name, bytes)
        }
      try Store(root: parent).apply(ChangeSet([change]))
    } catch  where (try? Descriptor.folder(at: parent)) == nil {
      throw Failure(.noFolder, "cannot write '\(file)': there is no folder '\(parent)'", hint: "Make it first")
    } catch {
      throw Failure(error)
    }
  }

  private func existing(_ name: String, in folder: String) -> [UInt8]? {
    try? Descriptor.folder(at: folder).open(name, .reading).read(expected: 0)
  }
}
