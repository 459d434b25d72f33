import TicketsCore

/// One line more at the end of a file.
struct AppendStep: Step {
  private let place: String
  private let name: String
  private let line: [UInt8]
  private let run: String?
  /// How much was in the file before.
  private var before: Int

  init(_ path: String, line: [UInt8], firstOfRun run: String?, in folders: StoreFolders) throws(Errno) {
    (place, name) = path.splitAtLastSlash
    self.line = line
    self.run = run
    // What is no folder, or no file, is seen before anything else is changed.
    let folder = try folders[place].open(creating: true)
    let status = try? folder.status(of: name)
    guard status.map({ $0.kind == .file }) ?? true else { throw .invalid }
    before = status?.size ?? 0
  }

  init(_ path: String, line: [UInt8], before: Int) {
    (place, name) = path.splitAtLastSlash
    self.line = line
    self.before = before
    run = nil
  }

  var record: StepRecord { .append(place + "/" + name, line: line, before: before) }

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
    before = status.size
    // A last line without its end is ended first, so that no two entries ever share a line.
    let isWhole = try file.lastByte(size: status.size).map { $0 == Ascii.newline } ?? true
    do throws(Errno) {
      try file.write(isWhole ? whole : [Ascii.newline] + whole)
    } catch {
      // What a full disk took of the line goes again; the lock has kept everybody else away.
      try? remove(file, in: locked)
      throw error
    }
  }

  func settle(in folders: StoreFolders) throws(Errno) {
    try folders[place].synchronize(name)
    try folders[place].synchronize()
  }

  /// Takes the line back while it is still the last one; once others came after it, it stays.
  func undo(in folders: StoreFolders) throws(Errno) {
    let locked = try folders[place].openLocked()
    guard (try? locked.status(of: name)) != nil else { return }
    let file = try locked.open(name, .appending(permissions: 0o666))
    if isOurs(try file.read(expected: before).dropFirst(before)) { try remove(file, in: locked) }
  }

  func discard(in folders: StoreFolders) {}

  /// What a killed process wrote of the line is taken away, so that it can be written whole.
  func standing(in folders: StoreFolders) throws(Errno) -> StepStanding {
    let locked: Descriptor
    do throws(Errno) {
      locked = try folders[place].openLocked()
    } catch .noEntry {
      return .overtaken
    } catch .notDirectory {
      return .overtaken
    }
    guard (try? locked.status(of: name)) != nil else { return before == 0 ? .open : .overtaken }
    let file = try locked.open(name, .appending(permissions: 0o666))
    let bytes = try file.read(expected: before)
    guard bytes.count >= before else { return .overtaken }
    let rest = bytes.dropFirst(before)
    if rest.split(separator: Ascii.newline).contains(line[...]), rest.last == Ascii.newline { return .made }
    if isOurs(rest) { try remove(file, in: locked) }
    return .open
  }

  private var whole: [UInt8] { line + [Ascii.newline] }

  /// Whether what was added since is this line or a part of it, and nothing else.
  private func isOurs(_ rest: ArraySlice<UInt8>) -> Bool {
    whole.starts(with: rest) || ([Ascii.newline] + whole).starts(with: rest)
  }

  /// A file that was not there before, or was empty, goes altogether.
  private func remove(_ file: borrowing Descriptor, in folder: borrowing Descriptor) throws(Errno) {
    if before == 0 { try folder.removeFile(name) } else { try file.truncate(to: before) }
  }
}
