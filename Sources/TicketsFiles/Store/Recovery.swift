import TicketsCore

/// What a killed process left half-made is finished, or taken back where somebody has changed it since; and what it left
/// lying about is swept away.
package struct Recovery {
  /// What was done about one change set.
  package enum Outcome: Equatable, Sendable {
    case finished([String])
    case takenBack([String])
    /// It cannot be done now.
    case failed(StoreFailure)
  }

  private let root: String
  private let paths: [String]

  /// A recovery of the tickets below a root, and of what lies beside them.
  package init(root: String) {
    self.init(root: root, paths: ["\(Layout.folderName)/\(Staging.folderName)", Staging.otherName])
  }

  /// A recovery of the changes that are prepared in some folders.
  init(root: String, paths: [String]) {
    self.root = root
    self.paths = paths
  }

  /// Whether something is half-made that no living process is about to finish.
  package var isNeeded: Bool { paths.contains(where: isHalfMade) }

  private func isHalfMade(in path: String) -> Bool {
    guard let writers = try? StoreFolders(root: root).open(path, creating: false) else { return false }
    return names(in: writers).contains { name in
      guard let own = try? writers.open(name, .folder), own.hasJournal else { return false }
      return (try? own.tryLock()) == true && own.hasJournal
    }
  }

  /// Finishes or takes back what is half-made, and removes what is left over, but nothing that a living process holds.
  package func run() -> [Outcome] { paths.flatMap(run) }

  private func run(in path: String) -> [Outcome] {
    let folders = StoreFolders(root: root)
    guard let writers = try? folders.open(path, creating: false) else { return [] }
    var outcomes: [Outcome] = []
    for name in names(in: writers) {
      guard let own = try? writers.open(name, .folder) else { continue }
      if own.hasJournal {
        // Whoever holds it is about to make several changes: soon all of them are there.
        guard (try? own.lock()) != nil else { continue }
        do throws(StoreFailure) {
          if let outcome = try settle(path, name, own) { outcomes.append(outcome) }
        } catch {
          outcomes.append(.failed(error))
          continue
        }
      } else if (try? own.tryLock()) != true {
        continue
      }
      sweep(name, own, in: writers)
    }
    let (parent, name) = path.splitAtLastSlash
    try? folders.open(parent, creating: false).removeFolder(name)
    return outcomes
  }

  private func names(in writers: borrowing Descriptor) -> [String] {
    let entries = (try? writers.entries()) ?? []
    return entries.filter { $0.kind == .folder && $0.name.utf8.allSatisfy(Staging.isInName) }.map(\.name)
  }

  /// Goes through the steps of a journal; nothing when all of them were made already.
  private func settle(_ path: String, _ name: String, _ own: borrowing Descriptor) throws(StoreFailure) -> Outcome? {
    let isBack = (try? own.status(of: Journal.back)) != nil
    let file = isBack ? Journal.back : Journal.forward
    guard (try? own.status(of: file)) != nil else { return nil }
    do throws(Errno) {
      guard let journal = Journal(try own.open(file, .reading).read(expected: 0)) else { throw .invalid }
      let folders = StoreFolders(root: root, staging: "\(path)/\(name)")
      let steps = journal.records.map(\.step)
      let paths = journal.records.map(\.path)
      if !isBack {
        var open: [Int] = []
        var isOvertaken = false
        for (index, step) in steps.enumerated() {
          switch try step.standing(in: folders) {
          case .made: break
          case .open: open.append(index)
          case .overtaken: isOvertaken = true
          }
        }
        if !isOvertaken {
          for index in open {
            var step = steps[index]
            try step.commit(in: folders)
          }
          for step in steps where !open.isEmpty { try step.settle(in: folders) }
          for step in steps { try step.finish(in: folders) }
          try own.removeFile(Journal.forward)
          return open.isEmpty ? nil : .finished(paths)
        }
        try own.rename(Journal.forward, to: Journal.back, in: own)
        try own.synchronize()
      }
      for step in steps.reversed() { try step.undo(in: folders) }
      Platform.synchronizeEverything()
      try own.removeFile(Journal.back)
      return .takenBack(paths)
    } catch {
      throw StoreFailure(path: "\(path)/\(name)", error)
    }
  }

  /// Removes a folder of a writer and what writers put into one; whatever else is in it stays.
  private func sweep(_ name: String, _ own: borrowing Descriptor, in writers: borrowing Descriptor) {
    for entry in (try? own.entries()) ?? [] where Staging.isOwn(entry.name) {
      remove(entry, in: own, depth: Self.deepest)
    }
    try? writers.removeFolder(name)
  }

  /// How deep the folders go that are prepared: a ticket, and its logs.
  private static let deepest = 2

  private func remove(_ entry: TreeEntry, in folder: borrowing Descriptor, depth: Int) {
    guard entry.kind == .folder else {
      try? folder.removeFile(entry.name)
      return
    }
    guard depth > 0, let inside = try? folder.open(entry.name, .folder) else { return }
    for entry in (try? inside.entries()) ?? [] { remove(entry, in: inside, depth: depth - 1) }
    try? folder.removeFolder(entry.name)
  }
}

extension Descriptor {
  /// Whether a folder of a writer tells what is to be done.
  var hasJournal: Bool {
    (try? status(of: Journal.forward)) != nil || (try? status(of: Journal.back)) != nil
  }
}

extension Staging {
  /// Whether a byte may be in the name of a writer's folder.
  static func isInName(_ byte: UInt8) -> Bool {
    UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte || UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte
  }

  /// Whether a name is one that writers give to what they prepare.
  static func isOwn(_ name: String) -> Bool {
    if [Journal.draft, Journal.forward, Journal.back, ignoreName].contains(name) { return true }
    let number = name.hasSuffix(oldSuffix) ? String(name.dropLast(oldSuffix.count)) : name
    return !number.isEmpty && number.utf8.allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
  }
}
