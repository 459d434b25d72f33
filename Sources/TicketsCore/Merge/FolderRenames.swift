/// Ticket folders that one side gave another name: git follows the files of such a folder, and so must a forecast.
enum FolderRenames {
  typealias Version = TreeMergePass.Version

  /// The three lists with each renamed folder under its new name everywhere.
  static func applied(
    to lists: TreeMergePass.Three<[Version]>, _ readers: SideReaders
  ) -> TreeMergePass.Three<[Version]> {
    let all = names(in: lists, readers)
    if all.isEmpty { return lists }
    func renamed(_ versions: [Version]) -> [Version] {
      versions.map { Version(name: all[$0.name] ?? $0.name, path: $0.path, entry: $0.entry) }
        .sorted { $0.name.precedesInBytes($1.name) }
    }
    return .init(base: renamed(lists.base), ours: renamed(lists.ours), theirs: renamed(lists.theirs))
  }

  /// The new names of folders, by the old ones.
  static func names(in lists: TreeMergePass.Three<[Version]>, _ readers: SideReaders) -> [String: String] {
    let ours = renames(.ours, from: lists.base, to: lists.ours, readers)
    let theirs = renames(.theirs, from: lists.base, to: lists.theirs, readers)
    // Two new names for one folder are for a person to settle.
    func agreed(_ names: [String: String], _ others: [String: String], _ there: [Version]) -> [String: String] {
      if names.isEmpty { return [:] }
      // Where the other side has folders of both names, git does not move one into the other.
      let known = Set(there.map(\.name))
      return names.filter {
        others[$0.key] ?? $0.value == $0.value && !(known.contains($0.key) && known.contains($0.value))
      }
    }
    return agreed(ours, theirs, lists.theirs).merging(agreed(theirs, ours, lists.ours)) { first, _ in first }
  }

  /// The folders that are gone on a side while a new one holds the ticket of the same id.
  ///
  /// Where several have the id, gone or new, the texts decide which belong together, and not the id.
  private static func renames(
    _ side: MergedTree.Side, from old: [Version], to new: [Version], _ readers: SideReaders
  ) -> [String: String] {
    let (gone, come) = (folders(of: old, missingIn: new), folders(of: new, missingIn: old))
    guard !gone.isEmpty, !come.isEmpty else { return [:] }
    let (before, after) = (byID(gone, readers[.base]), byID(come, readers[side]))
    var renames: [String: String] = [:]
    for (id, old) in before {
      if let new = after[id], old.count == 1, new.count == 1 { renames[old[0]] = new[0] }
    }
    return renames
  }

  private static func byID(_ folders: [Version], _ reader: any TreeReader) -> [TicketID: [String]] {
    var names: [TicketID: [String]] = [:]
    for folder in folders {
      if let id = id(of: folder, reader) { names[id, default: []].append(folder.name) }
    }
    return names
  }

  private static func folders(of versions: [Version], missingIn others: [Version]) -> [Version] {
    var others = others[...]
    return versions.filter { version in
      while let next = others.first, next.name.precedesInBytes(version.name) { others.removeFirst() }
      return version.entry.isTicketFolder && others.first?.name != version.name
    }
  }

  private static func id(of folder: Version, _ reader: any TreeReader) -> TicketID? {
    RecordReader(reader: reader, parts: []).record(of: folder.entry).ticket.id
  }
}
