package import TicketsCore

/// The one place that writes: applies a change set to a folder on disk, all of it or nothing.
package struct Store {
  private let root: String
  private let held: String?

  /// From here on one flush of everything is cheaper than one for each file.
  private static let manyChanges = 16

  /// What one thread works with.
  private final class Lane {
    let folders: StoreFolders
    var isStopped = false

    init(_ folders: StoreFolders) {
      self.folders = folders
    }
  }

  /// A store over the folder that holds `.tickets/`; it waits for no lock of the folder that this process holds.
  package init(root: String, held: String? = nil) {
    self.root = root
    self.held = held
  }

  /// Applies the changes, and returns only when they are safe on disk.
  ///
  /// Everything is staged first, unseen, so that a full disk or a missing permission shows before the first visible
  /// change; when one fails after that, those that were made are undone. Of several changes a journal is written before
  /// the first is visible: when this process is killed, the next writer finishes them or takes them back.
  package func apply(_ changes: ChangeSet) throws(StoreFailure) {
    guard let first = changes.changes.first else { return }
    let path = Staging.path(for: changes.changes)
    var staging: Staging?
    // One line more needs no preparation.
    if changes.changes.count > 1 || !first.isAppend {
      if path == Staging.otherName { _ = Recovery(root: root, paths: [path]).run() }
      do throws(Errno) {
        staging = try Staging.make(in: path, of: StoreFolders(root: root))
      } catch {
        throw StoreFailure(path: first.path, error)
      }
    }
    try apply(changes, staging, "\(path)/\(staging?.name ?? "")")
  }

  private func apply(_ changes: ChangeSet, _ staging: Staging?, _ path: String) throws(StoreFailure) {
    var all = changes.changes.enumerated().map { Progress($0.element, number: $0.offset) }
    var isOver = true
    defer {
      if isOver {
        staging?.end()
        advance(&all, path) { $0.discard(in: $1) }
        staging?.remove()
      }
    }
    advance(&all, path) { change, folders throws(Errno) in try change.stage(in: folders) }
    try check(all)
    flush(&all, path) { change, folders throws(Errno) in try change.secure(in: folders) }
    try check(all)
    let hasJournal = all.count > 1
    if hasJournal, let staging {
      do throws(StoreFailure) {
        try begin(all, staging)
      } catch {
        isOver = error.rest == .nothing
        throw error
      }
    }
    advance(&all, path) { change, folders throws(Errno) in try change.commit(in: folders) }
    if all.allSatisfy({ $0.failure == nil }) {
      flush(&all, path) { change, folders throws(Errno) in try change.settle(in: folders) }
    }
    if all.allSatisfy({ $0.failure == nil }) {
      advance(&all, path) { change, folders throws(Errno) in try change.finish(in: folders) }
    }
    do throws(StoreFailure) {
      try check(all)
    } catch {
      var failure = error
      if !takeBack(all, hasJournal ? staging : nil, path) {
        failure.rest = hasJournal ? .unfinished : .unsafe
        isOver = !hasJournal
      }
      throw failure
    }
  }

  private func begin(_ all: [Progress], _ staging: Staging) throws(StoreFailure) {
    do throws(Errno) {
      try staging.begin(Journal(all.compactMap(\.step?.record)))
    } catch {
      // Where it cannot be taken away again the next writer goes by it.
      staging.end()
      throw StoreFailure(path: all[0].change.path, error, leaving: staging.hasJournal ? .unfinished : .nothing)
    }
  }

  /// Undoes what was made; false when that cannot be done now.
  private func takeBack(_ all: [Progress], _ staging: Staging?, _ path: String) -> Bool {
    do throws(Errno) {
      try staging?.turnBack()
      let folders = StoreFolders(root: root, staging: path, held: held)
      for change in all.reversed() { try change.undo(in: folders) }
      return true
    } catch {
      return false
    }
  }

  /// Takes each change a stage further, many of them on several threads; a thread stops at the first that fails.
  private func advance(
    _ all: inout [Progress], _ staging: String,
    _ work: @escaping @Sendable (inout Progress, StoreFolders) throws(Errno) -> Void
  ) {
    let changes = all
    all = Threads.map(count: changes.count) { [root, held] in
      Lane(StoreFolders(root: root, staging: staging, held: held))
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
    _ all: inout [Progress], _ staging: String,
    each: @escaping @Sendable (inout Progress, StoreFolders) throws(Errno) -> Void
  ) {
    if all.count < Self.manyChanges { advance(&all, staging, each) } else { Platform.synchronizeEverything() }
  }

  private func check(_ all: [Progress]) throws(StoreFailure) {
    for change in all { if let failure = change.failure { throw failure } }
  }
}

extension ChangeSet.Change {
  fileprivate var isAppend: Bool { if case .append = self { true } else { false } }
}
