import TicketsCore

/// One line more at the end of a file.
struct AppendStep: Step {
  private let place: String
  private let name: String
  private let line: [UInt8]
  private let run: String?
  private var sizes: (before: Int, after: Int)?

  init(_ place: String, _ name: String, line: [UInt8], firstOfRun run: String?, in folders: StoreFolders)
    throws(Errno)
  {
    self.place = place
    self.name = name
    self.line = line
    self.run = run
    _ = try folders[place].open(creating: true)
  }

  func secure(in folders: StoreFolders) {}

  mutating func commit(in folders: StoreFolders) throws(Errno) {
    let locked = try folders[place].openLocked()
    // Of several writers that begin the same run at once, the first makes the file and the others find it.
    if let run, try locked.entries().contains(where: { $0.name != name && RunLogName($0.name)?.runID == run }) {
      throw .changedMeanwhile
    }
    let file = try locked.open(name, .appending(permissions: 0o666))
    let status = try file.status()
    guard status.kind == .file else { throw .invalid }
    // A last line without its end is ended first, so that no two entries ever share a line.
    let isWhole = try file.lastByte(size: status.size).map { $0 == Ascii.newline } ?? true
    let bytes = (isWhole ? [] : [Ascii.newline]) + line + [Ascii.newline]
    do throws(Errno) {
      try file.write(bytes)
    } catch {
      // What a full disk took of the line goes again; the lock has kept everybody else away.
      remove(from: status.size, file, in: locked)
      throw error
    }
    sizes = (status.size, status.size + bytes.count)
  }

  func settle(in folders: StoreFolders) throws(Errno) {
    try folders[place].synchronize(name)
    try folders[place].synchronize()
  }

  /// Takes the line back while it is still the last one; once others came after it, it stays.
  func undo(in folders: StoreFolders) {
    guard let sizes, let locked = try? folders[place].openLocked(),
      let file = try? locked.open(name, .appending(permissions: 0o666)),
      (try? file.status().size) == sizes.after
    else { return }
    remove(from: sizes.before, file, in: locked)
  }

  /// A file that was not there before, or was empty, goes altogether.
  private func remove(from size: Int, _ file: borrowing Descriptor, in folder: borrowing Descriptor) {
    if size == 0 { try? folder.removeFile(name) } else { try? file.truncate(to: size) }
  }

  func discard(in folders: StoreFolders) {}
}
