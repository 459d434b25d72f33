import TicketsCore

/// One change of a set, and how far it has come.
struct Progress: Sendable {
  let change: ChangeSet.Change
  private var step: (any Step)?
  private var isCommitted = false
  private(set) var failure: StoreFailure?

  init(_ change: ChangeSet.Change) {
    self.change = change
  }

  /// Prepares the change, unseen.
  mutating func stage(in folders: StoreFolders) throws(Errno) {
    let (parent, name) = change.path.splitAtLastSlash
    step =
      switch change {
      case .createFolder(_, let files): try CreateFolderStep(parent, name, files, in: folders)
      case .createFile(_, let bytes): try CreateFileStep(parent, name, bytes, in: folders)
      case .replace(_, let from, let to): try ReplaceStep(parent, name, from: from, to: to, in: folders)
      case .append(_, let line, let run): try AppendStep(parent, name, line: line, firstOfRun: run, in: folders)
      }
  }

  func secure(in folders: StoreFolders) throws(Errno) { try step?.secure(in: folders) }

  mutating func commit(in folders: StoreFolders) throws(Errno) {
    try step?.commit(in: folders)
    isCommitted = true
  }

  func settle(in folders: StoreFolders) throws(Errno) { try step?.settle(in: folders) }

  func undo(in folders: StoreFolders) {
    if isCommitted { step?.undo(in: folders) }
  }

  func discard(in folders: StoreFolders) { step?.discard(in: folders) }

  /// Notes why it cannot go on.
  mutating func fail(_ error: Errno) {
    let reason: StoreFailure.Reason =
      switch error {
      case .exists: .exists
      case .changedMeanwhile: .changedMeanwhile
      default: .system(error)
      }
    failure = StoreFailure(path: change.path, reason: reason)
  }
}
