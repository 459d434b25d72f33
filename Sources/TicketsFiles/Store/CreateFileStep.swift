import TicketsCore

/// A file that was not there before.
struct CreateFileStep: Step {
  private let place: String
  private let name: String
  private let staged: String

  init(_ path: String, _ bytes: [UInt8], staged: String, in folders: StoreFolders) throws(Errno) {
    self.init(path, staged: staged)
    let folder = try folders[place].open(creating: true)
    guard (try? folder.status(of: name)) == nil else { throw .exists }
    try folders.staging().folder.open(staged, .creatingNew(permissions: 0o666)).write(bytes)
  }

  init(_ path: String, staged: String) {
    (place, name) = path.splitAtLastSlash
    self.staged = staged
  }

  var record: StepRecord { .createFile(place.isEmpty ? name : place + "/" + name, staged: staged) }

  func secure(in folders: StoreFolders) throws(Errno) {
    try folders.staging().folder.open(staged, .reading).synchronize()
  }

  /// A hard link fails where a rename would overwrite; the staged name stays, to tell later that the file is ours.
  func commit(in folders: StoreFolders) throws(Errno) {
    try folders.staging().folder.link(staged, to: name, in: folders[place].open(creating: true))
  }

  func settle(in folders: StoreFolders) throws(Errno) { try folders[place].synchronize() }

  func undo(in folders: StoreFolders) throws(Errno) {
    if try standing(in: folders) == .made { try folders[place].open().removeFile(name) }
  }

  func discard(in folders: StoreFolders) { folders.discard(staged) }

  func standing(in folders: StoreFolders) throws(Errno) -> StepStanding {
    guard let own = try? folders.staging().folder.status(of: staged) else { return .made }
    guard let there = try? folders[place].open().status(of: name) else { return .open }
    return there.identity == own.identity ? .made : .overtaken
  }
}
