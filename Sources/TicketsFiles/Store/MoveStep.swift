import TicketsCore

/// A file that lies in another folder afterwards, where nothing of its name was.
///
/// It has both names until all changes of its set are made: taking back needs no room on the disk then.
struct MoveStep: Step {
  private let old: (parent: String, name: String)
  private let new: (parent: String, name: String)

  init(_ path: String, to target: String, in folders: StoreFolders) throws(Errno) {
    self.init(path, to: target)
    guard try folders[old.parent].open().status(of: old.name).kind == .file else { throw .invalid }
    guard (try? folders[new.parent].open(creating: true).status(of: new.name)) == nil else { throw .exists }
  }

  init(_ path: String, to target: String) {
    (old, new) = (path.splitAtLastSlash, target.splitAtLastSlash)
  }

  var record: StepRecord { .move("\(old.parent)/\(old.name)", to: "\(new.parent)/\(new.name)") }

  func secure(in folders: StoreFolders) {}

  /// A hard link fails where a rename would overwrite.
  func commit(in folders: StoreFolders) throws(Errno) {
    try folders[old.parent].open().link(old.name, to: new.name, in: folders[new.parent].open(creating: true))
  }

  func settle(in folders: StoreFolders) throws(Errno) { try folders[new.parent].synchronize() }

  /// Takes the old name away, and the folders that held nothing else: git does not know them.
  func finish(in folders: StoreFolders) throws(Errno) {
    try passingOver(.noEntry) { () throws(Errno) in
      let folder = try folders[old.parent].open()
      try folder.removeFile(old.name)
      try folder.synchronize()
    }
    let (parent, name) = old.parent.splitAtLastSlash
    let (top, folder) = parent.splitAtLastSlash
    for (place, name) in [(parent, name), (top, folder)] {
      try passingOver(.notEmpty) { () throws(Errno) in
        try passingOver(.noEntry) { () throws(Errno) in try folders[place].open().removeFolder(name) }
      }
    }
  }

  private func passingOver(_ known: Errno, _ work: () throws(Errno) -> Void) throws(Errno) {
    do throws(Errno) { try work() } catch  where error == known {}
  }

  func undo(in folders: StoreFolders) throws(Errno) {
    guard try standing(in: folders) == .made else { return }
    let there = try folders[new.parent].open()
    let here = try folders[old.parent].open(creating: true)
    if (try? here.status(of: old.name)) == nil { try there.link(new.name, to: old.name, in: here) }
    try there.removeFile(new.name)
  }

  func discard(in folders: StoreFolders) {}

  func standing(in folders: StoreFolders) throws(Errno) -> StepStanding {
    let here = try? folders[old.parent].open().status(of: old.name)
    let there = try? folders[new.parent].open().status(of: new.name)
    switch (here?.identity, there?.identity) {
    case (nil, nil): return .overtaken
    case (_, nil): return .open
    case (nil, _): return .made
    case (let here, let there): return here == there ? .made : .overtaken
    }
  }
}
