private import TicketsCore

/// Finds the files that are not the same in two trees; folders that are the same are never opened.
struct ChangedFiles {
  private let repository: Repository
  private(set) var paths: [[UInt8]] = []
  /// What each of them is in the new tree; nothing where it is gone.
  private(set) var contents: [ObjectID?] = []

  /// Compares two trees; none is an empty one.
  init(from old: ObjectID?, to new: ObjectID?, in repository: Repository) throws(GitError) {
    self.repository = repository
    try compare(old, new, in: [])
  }

  private mutating func compare(_ old: ObjectID?, _ new: ObjectID?, in folder: [UInt8]) throws(GitError) {
    guard old != new else { return }
    let before = try old.map { id throws(GitError) in try repository.tree(id) } ?? .empty
    let after = try new.map { id throws(GitError) in try repository.tree(id) } ?? .empty
    var (left, right) = (0, 0)
    while left < before.entries.count || right < after.entries.count {
      let first = left < before.entries.count ? before.entries[left] : nil
      let second = right < after.entries.count ? after.entries[right] : nil
      let names = (first.map(before.nameBytes), second.map(after.nameBytes))
      let order = Self.order(names.0, names.1)
      if order <= 0 { left += 1 }
      if order >= 0 { right += 1 }
      let (gone, come) = (order <= 0 ? first : nil, order >= 0 ? second : nil)
      if gone?.id == come?.id, gone?.mode == come?.mode { continue }
      try add(folder + ((order <= 0 ? names.0 : names.1) ?? []), gone, come)
    }
  }

  private mutating func add(
    _ path: [UInt8], _ old: RawTree.Entry?, _ new: RawTree.Entry?
  ) throws(GitError) {
    let folders = (old?.kind == .folder ? old?.id : nil, new?.kind == .folder ? new?.id : nil)
    if old != nil && folders.0 == nil || new != nil && folders.1 == nil {
      paths.append(path)
      contents.append(folders.1 == nil ? new?.id : nil)
    }
    if folders.0 != nil || folders.1 != nil {
      try compare(folders.0, folders.1, in: path + [UInt8(ascii: "/")])
    }
  }

  /// Which name comes first; one that is not there comes last.
  private static func order(_ first: ArraySlice<UInt8>?, _ second: ArraySlice<UInt8>?) -> Int {
    guard let first else { return 1 }
    guard let second else { return -1 }
    return first == second ? 0 : first.lexicographicallyPrecedes(second) ? -1 : 1
  }
}
