import TicketsCore

/// The hidden folder in which one writer prepares its changes, locked for as long as the writer lives.
///
/// It lies in `.tickets/`, not among git's files: there every file can be renamed into its place, and whoever may write
/// tickets may write it. It tells git itself that it is not to be taken along.
package final class Staging {
  /// The folder of all writers in `.tickets/`.
  package static let folderName = ".unfinished"
  /// The one beside files that are no tickets.
  static let otherName = ".tickets.unfinished"
  static let oldSuffix = ".old"
  static let ignoreName = ".gitignore"

  let name: String
  private let top: Descriptor
  private let writers: Descriptor
  private let writersName: String
  private let own: Descriptor

  /// The path of the folder of all writers, for changes of these paths.
  static func path(for changes: [ChangeSet.Change]) -> String {
    let tickets = Layout.folderName + "/"
    return changes.allSatisfy { $0.path.hasPrefix(tickets) } ? tickets + folderName : otherName
  }

  /// Makes a folder of our own in the folder of all writers.
  static func make(in path: String, of folders: StoreFolders) throws(Errno) -> Staging {
    let (parent, writersName) = path.splitAtLastSlash
    // Whoever is done takes both folders away, perhaps just when the next writer comes.
    for _ in 0..<1000 {
      do throws(Errno) {
        return try make(writersName, in: folders.open(parent, creating: true))
      } catch .noEntry {
        continue
      }
    }
    throw .noEntry
  }

  private static func make(_ writersName: String, in top: consuming Descriptor) throws(Errno) -> Staging {
    do throws(Errno) { try top.makeFolder(writersName) } catch .exists {}
    let writers = try top.open(writersName, .folder)
    let name = String(UInt64.random(in: .min ... .max), radix: 36)
    do throws(Errno) {
      try writers.makeFolder(name)
      let own = try begin(name, in: writers)
      return Staging(name, top, writers, writersName, own)
    } catch {
      try? writers.removeFolder(name)
      try? top.removeFolder(writersName)
      throw error
    }
  }

  private static func begin(_ name: String, in writers: borrowing Descriptor) throws(Errno) -> Descriptor {
    let own = try writers.open(name, .folder)
    try own.lock()
    // One that was swept away before it was locked has no name any more.
    guard try own.status().identity == writers.status(of: name).identity else { throw .noEntry }
    do throws(Errno) {
      try own.open(ignoreName, .creatingNew(permissions: 0o666)).write(Array("*\n".utf8))
    } catch {
      try? own.removeFile(ignoreName)
      throw error
    }
    return own
  }

  private init(
    _ name: String, _ top: consuming Descriptor, _ writers: consuming Descriptor, _ writersName: String,
    _ own: consuming Descriptor
  ) {
    self.name = name
    self.top = top
    self.writers = writers
    self.writersName = writersName
    self.own = own
  }

  /// Writes down what is going to be done; from now on it will be done, whatever happens to this process.
  func begin(_ journal: Journal) throws(Errno) {
    let file = try own.open(Journal.draft, .creatingNew(permissions: 0o666))
    try file.write(journal.bytes)
    try file.synchronize()
    try own.rename(Journal.draft, to: Journal.forward, in: own)
    try own.synchronize()
    try writers.synchronize()
    try top.synchronize()
  }

  /// Writes down that what was done is to be taken back.
  func turnBack() throws(Errno) {
    try own.rename(Journal.forward, to: Journal.back, in: own)
    try own.synchronize()
  }

  /// Whether the next writer would find something to do.
  var hasJournal: Bool { own.hasJournal }

  /// Removes the journal: all is as it shall be.
  func end() {
    try? own.removeFile(Journal.forward)
    try? own.removeFile(Journal.back)
    try? own.removeFile(Journal.draft)
  }

  /// Removes the folder, once the steps have removed what is theirs.
  func remove() {
    try? own.removeFile(Self.ignoreName)
    try? writers.removeFolder(name)
    try? top.removeFolder(writersName)
  }
}
