import TicketsCore

/// One change of a set, and how far it has come.
struct Progress: Sendable {
  let change: ChangeSet.Change
  /// The name of what is prepared for it.
  private let staged: String
  private(set) var step: (any Step)?
  private var isBegun = false
  private(set) var failure: StoreFailure?

  init(_ change: ChangeSet.Change, number: Int) {
    self.change = change
    staged = String(number)
  }

  /// Prepares the change, unseen.
  mutating func stage(in folders: StoreFolders) throws(Errno) {
    let path = change.path
    do throws(Errno) {
      step =
        switch change {
        case .createFolder(_, let files): try CreateFolderStep(path, making: files, staged: staged, in: folders)
        case .createFile(_, let bytes): try CreateFileStep(path, bytes, staged: staged, in: folders)
        case .replace(_, let from, let to): try ReplaceStep(path, from: from, to: to, staged: staged, in: folders)
        case .move(_, let target): try MoveStep(path, to: target, in: folders)
        case .removeEmpty: try RemoveEmptyStep(path, in: folders)
        case .append(_, let line, let run): try AppendStep(path, line: line, firstOfRun: run, in: folders)
        }
    } catch {
      // What was prepared in part goes again.
      folders.discard(staged)
      if case .createFolder(_, let files) = change {
        CreateFolderStep(path, staged: staged, files).discard(in: folders)
      }
      throw error
    }
  }

  func secure(in folders: StoreFolders) throws(Errno) { try step?.secure(in: folders) }

  mutating func commit(in folders: StoreFolders) throws(Errno) {
    isBegun = true
    try step?.commit(in: folders)
  }

  func settle(in folders: StoreFolders) throws(Errno) { try step?.settle(in: folders) }

  func finish(in folders: StoreFolders) throws(Errno) { try step?.finish(in: folders) }

  func undo(in folders: StoreFolders) throws(Errno) {
    if isBegun { try step?.undo(in: folders) }
  }

  func discard(in folders: StoreFolders) { step?.discard(in: folders) }

  /// Notes why it cannot go on.
  mutating func fail(_ error: Errno) {
    failure = StoreFailure(path: change.path, error)
  }
}

extension StoreFailure {
  init(path: String, _ error: Errno, leaving rest: Rest = .nothing) {
    let reason: Reason =
      switch error {
      case .exists: .exists
      case .changedMeanwhile: .changedMeanwhile
      default: .system(error)
      }
    self.init(path: path, reason: reason, rest: rest)
  }
}
