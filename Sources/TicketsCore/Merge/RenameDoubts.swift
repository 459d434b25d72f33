/// Finds what git may pair as renames in a merge, where that would make a difference.
///
/// A pair matters only when one side has a file no more and the other changed it, or put new files beside it. Folders
/// that hold the ticket of the same id under another name are followed anyway, as git does.
struct RenameDoubts {
  private typealias Version = TreeMergePass.Version
  private typealias Files = [String: Version]

  private let readers: SideReaders
  private let lists: TreeMergePass.Three<[TreeMergePass.Version]>
  private let renamed: [String: String]
  private var similarity = Similarity()
  private(set) var doubts: [RenameDoubt] = []

  static func find(
    _ lists: TreeMergePass.Three<[TreeMergePass.Version]>, _ readers: SideReaders
  ) throws(TreeFailure) -> [RenameDoubt] {
    var search = RenameDoubts(readers, lists)
    try search.look(.ours, .ours, lists.ours, against: .theirs, lists.theirs)
    try search.look(.theirs, .theirs, lists.theirs, against: .ours, lists.ours)
    return search.doubts
  }

  private init(_ readers: SideReaders, _ lists: TreeMergePass.Three<[TreeMergePass.Version]>) {
    (self.readers, self.lists) = (readers, lists)
    renamed = FolderRenames.names(in: lists, readers)
  }

  /// More comparisons than this take too long; then every file of the kind may be a pair.
  private static let mostPairs = 20_000

  private mutating func look(
    _ name: RenameDoubt.Side, _ side: MergedTree.Side, _ list: [TreeMergePass.Version],
    against otherSide: MergedTree.Side,
    _ otherList: [TreeMergePass.Version]
  ) throws(TreeFailure) {
    let gone = try files(of: .base, lists.base, notIn: side, list)
    if gone.isEmpty { return }
    let come = try files(of: side, list, notIn: .base, lists.base)
    if come.isEmpty { return }
    let otherCome = try files(of: otherSide, otherList, notIn: .base, lists.base)
    let otherGone = try files(of: .base, lists.base, notIn: otherSide, otherList)
    let crowded = Set(otherCome.keys.flatMap(\.folders))
    let other = try changed(gone, otherSide)
    // A file that both sides made may be a rename on one of them.
    let meeting = come.keys.contains { otherCome[$0] != nil }
    let sources = gone.keys.filter { path in
      meeting || otherGone[path] != nil || other.contains(path) || path.folders.contains(where: crowded.contains)
    }.sorted { $0.precedesInBytes($1) }
    if sources.isEmpty { return }
    let targets = come.keys.sorted { $0.precedesInBytes($1) }
    let compares = sources.count * targets.count <= Self.mostPairs
    for source in sources {
      guard let old = gone[source] else { continue }
      let isGoneThere = otherGone[source] != nil
      let followed = counterpart(of: source).flatMap { come[$0] == nil ? nil : $0 }
      // What is deleted there and only moved here git asks about, and so it is no rename like others.
      let known = isGoneThere ? nil : followed
      var scores: [(path: String, score: Int)] = []
      for target in targets {
        guard let new = come[target], old.entry.kind == new.entry.kind else { continue }
        let score =
          compares ? try similarity.score(.base, old, side, new, readers) : Similarity.least
        if score >= Similarity.least { scores.append((target, score)) }
      }
      let matters =
        isGoneThere || other.contains(source) || source.folders.contains(where: crowded.contains)
      let candidates = scores.filter { matters || otherCome[$0.path] != nil }
      guard let best = candidates.max(by: { $0.score < $1.score }) else {
        // Followed here, and perhaps not by git: it is too different by now.
        if let followed, matters, let new = come[followed], new.entry.kind == old.entry.kind {
          doubts.append(RenameDoubt(old: source, new: followed, side: name))
        }
        continue
      }
      if let known, best.path == known, scores.count(where: { $0.score >= best.score }) == 1 { continue }
      doubts.append(RenameDoubt(old: source, new: best.path, side: name))
    }
  }

  /// Where a file lies now whose folder the forecast follows.
  private func counterpart(of path: String) -> String? {
    guard let slash = path.firstIndex(of: "/"), let name = renamed[String(path[..<slash])] else { return nil }
    return name + path[slash...]
  }

  /// Those of some files of the base that a side has in another state.
  private func changed(_ files: Files, _ side: MergedTree.Side) throws(TreeFailure) -> Set<String> {
    var inside: [String: [String: TreeEntry]] = [:]
    var changed: Set<String> = []
    for (path, version) in files {
      let (folder, name) = path.splitAtLastSlash
      if inside[folder] == nil {
        let entries = folder.isEmpty ? try readers[side].entries(named: [name]) : try readers[side].entries(in: folder)
        inside[folder] = Dictionary(entries.map { ($0.name, $0) }) { first, _ in first }
      }
      let there = folder.isEmpty ? try readers[side].entries(named: [name]).first : inside[folder]?[name]
      guard let there else { continue }
      let isSame =
        if let known = there.fingerprint, let old = version.entry.fingerprint { known == old } else {
          try readers[side].read(path) == readers[.base].read(path)
        }
      if !isSame || there.isExecutable != version.entry.isExecutable || there.kind != version.entry.kind {
        changed.insert(path)
      }
    }
    return changed
  }

  /// The files of one side that another does not have, by path.
  private func files(
    of side: MergedTree.Side, _ list: [Version], notIn other: MergedTree.Side, _ otherList: [Version]
  ) throws(TreeFailure) -> Files {
    var found: Files = [:]
    try gather(side, list, other, otherList, &found)
    return found
  }

  private func gather(
    _ side: MergedTree.Side, _ list: [Version], _ other: MergedTree.Side, _ otherList: [Version],
    _ found: inout Files
  ) throws(TreeFailure) {
    var others = otherList[...]
    for version in list {
      while let first = others.first, first.name.precedesInBytes(version.name) { others.removeFirst() }
      let there = others.first.flatMap { $0.name == version.name ? $0 : nil }
      if version.entry.kind != .folder {
        if there == nil || there?.entry.kind == .folder { found[version.path] = version }
        continue
      }
      if let known = version.entry.fingerprint, known == there?.entry.fingerprint { continue }
      let below = there?.entry.kind == .folder ? there : nil
      try gather(
        side, inside(side, version), other, below.map { below throws(TreeFailure) in try inside(other, below) } ?? [],
        &found)
    }
  }

  private func inside(_ side: MergedTree.Side, _ folder: Version) throws(TreeFailure) -> [Version] {
    try readers[side].entries(in: folder.path).map {
      Version(name: $0.name, path: "\(folder.path)/\($0.name)", entry: $0)
    }
  }
}

extension String {
  /// The folders that a path lies in.
  fileprivate var folders: [String] {
    indices.filter { self[$0] == "/" }.map { String(self[..<$0]) }
  }
}
