package import TicketsCore

/// The one place that writes: applies a change set to a folder on disk, all of it or nothing.
package struct Store {
  private let root: String

  /// From here on one flush of everything is cheaper than one for each file.
  private static let manyChanges = 16

  /// What one thread works with.
  private final class Lane {
    let folders: StoreFolders
    var isStopped = false

    init(root: String) {
      folders = StoreFolders(root: root)
    }
  }

  /// A store over the folder that holds `.tickets/`.
  package init(root: String) {
    self.root = root
  }

  /// Applies the changes, and returns only when they are safe on disk.
  ///
  /// Everything is staged first, in temporary files beside their targets, so that a full disk or a missing permission
  /// shows before the first visible change; when one fails after that, those that were made are undone.
  package func apply(_ changes: ChangeSet) throws(StoreFailure) {
    var all = changes.changes.map(Progress.init)
    defer { advance(&all) { $0.discard(in: $1) } }
    advance(&all) { change, folders throws(Errno) in try change.stage(in: folders) }
    try check(all)
    flush(&all) { change, folders throws(Errno) in try change.secure(in: folders) }
    try check(all)
    advance(&all) { change, folders throws(Errno) in try change.commit(in: folders) }
    if all.allSatisfy({ $0.failure == nil }) {
      flush(&all) { change, folders throws(Errno) in try change.settle(in: folders) }
    }
    do throws(StoreFailure) {
      try check(all)
    } catch {
      let folders = StoreFolders(root: root)
      for change in all.reversed() { change.undo(in: folders) }
      throw error
    }
  }

  /// Takes each change a stage further, many of them on several threads; a thread stops at the first that fails.
  private func advance(
    _ all: inout [Progress], _ work: @escaping @Sendable (inout Progress, StoreFolders) throws(Errno) -> Void
  ) {
    let changes = all
    all = Threads.map(count: changes.count) { [root] in
      Lane(root: root)
    } _: { lane, index in
      var change = changes[index]
      if lane.isStopped { return change }
      do throws(Errno) {
        try work(&change, lane.folders)
      } catch {
        change.fail(error)
        lane.isStopped = true
      }
      return change
    }
  }

  private func flush(
    _ all: inout [Progress], each: @escaping @Sendable (inout Progress, StoreFolders) throws(Errno) -> Void
  ) {
    if all.count < Self.manyChanges { advance(&all, each) } else { Platform.synchronizeEverything() }
  }

  private func check(_ all: [Progress]) throws(StoreFailure) {
    for change in all { if let failure = change.failure { throw failure } }
  }
}
