/// The one place that writes: applies a change set to a folder on disk, all of it or nothing.
package struct Store {
  private let root: String

  /// From here on one flush of everything is cheaper than one for each file.
  private static let manySteps = 16

  /// A store over the folder that holds `.tickets/`.
  package init(root: String) {
    self.root = root
  }

  /// Applies the changes, and returns only when they are safe on disk.
  ///
  /// Everything is staged first, in temporary files beside their targets, so that a full disk or a missing permission
  /// shows before the first visible step; a step that fails after that undoes those before it.
  package func apply(_ changes: ChangeSet) throws(StoreFailure) {
    let folders = StoreFolders(root: root)
    var steps: [any Step] = []
    defer { for step in steps { step.discard() } }
    for change in changes.changes {
      steps.append(try failing(at: change.path) { () throws(Errno) in try stage(change, in: folders) })
    }
    try flush(steps) { step throws(Errno) in try step.secure() }
    var committed: [any Step] = []
    do throws(StoreFailure) {
      for step in steps {
        try failing(at: step.path) { () throws(Errno) in try step.commit() }
        committed.append(step)
      }
      try flush(steps) { step throws(Errno) in try step.settle() }
    } catch {
      for step in committed.reversed() { step.undo() }
      throw error
    }
  }

  private func stage(_ change: ChangeSet.Change, in folders: StoreFolders) throws(Errno) -> any Step {
    let (parent, name) = change.path.splitAtLastSlash
    let folder = StoreFolder(path: parent, folders: folders)
    switch change {
    case .createFolder(let path, let files): return try CreateFolderStep(path, name, files, in: folder)
    case .createFile(let path, let bytes): return try CreateFileStep(path, name, bytes, in: folder)
    case .replace(let path, let from, let to): return try ReplaceStep(path, name, from: from, to: to, in: folder)
    case .append(let path, let line, let run):
      return try AppendStep(path, name, line: line, firstOfRun: run, in: folder)
    }
  }

  private func flush(_ steps: [any Step], each: (any Step) throws(Errno) -> Void) throws(StoreFailure) {
    guard steps.count >= Self.manySteps else {
      for step in steps { try failing(at: step.path) { () throws(Errno) in try each(step) } }
      return
    }
    Platform.synchronizeEverything()
  }

  /// Says which path a failure of the system is about.
  private func failing<Value>(at path: String, _ work: () throws(Errno) -> Value) throws(StoreFailure) -> Value {
    do throws(Errno) {
      return try work()
    } catch .exists {
      throw StoreFailure(path: path, reason: .exists)
    } catch .changedMeanwhile {
      throw StoreFailure(path: path, reason: .changedMeanwhile)
    } catch {
      throw StoreFailure(path: path, reason: .system(error))
    }
  }
}

extension String {
  /// The path of the folder and the name in it.
  package var splitAtLastSlash: (parent: String, name: String) {
    guard let slash = utf8.lastIndex(of: UInt8(ascii: "/")) else { return ("", self) }
    return (String(self[..<slash]), String(self[utf8.index(after: slash)...]))
  }
}
