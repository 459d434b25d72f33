/// The forecast of a merge: three trees compared by fingerprints, and merged where both sides changed something.
package struct TreeMerge: Sendable {
  /// Who merges the files that both sides changed.
  package enum Assumption: String, CaseIterable, Sendable {
    /// Git with the merge drivers of this tool.
    case drivers
    /// Git alone, as it runs where code is hosted.
    case host
  }

  /// What happened in one folder, or to one file beside the folders.
  package struct Folder: Sendable {
    package let name: String
    package let changedByOurs: Bool
    package let changedByTheirs: Bool
    /// The files that both sides changed, each in its own way.
    package fileprivate(set) var files: [File] = []
  }

  /// How a file is merged that both sides changed.
  package struct File: Sendable {
    /// From `.tickets`.
    package let path: String
    /// What is left to a person when the drivers merge.
    package let conflicts: [MergeConflict]
    /// Whether git alone merges it.
    package let isCleanOnHost: Bool
  }

  package let tree: MergedTree
  /// What either side changed, in byte order of the names.
  package let folders: [Folder]

  /// Merges trees; a base that is itself a merge of several keeps the old version of what was deleted and changed.
  package init(
    base: any TicketTree, ours: any TicketTree, theirs: any TicketTree, assuming assumption: Assumption,
    isBase: Bool = false
  ) throws(TreeFailure) {
    let sides = MergedTree.Sides(base: base, ours: ours, theirs: theirs)
    var pass = TreeMergePass(readers: try SideReaders(sides), assumption: assumption, isBase: isBase)
    let nodes = try pass.merge(
      "", base: try pass.readers[.base].entries(), ours: try pass.readers[.ours].entries(),
      theirs: try pass.readers[.theirs].entries())
    folders = pass.folders
    tree = MergedTree(label: "the merge of \(ours.label) and \(theirs.label)", nodes: nodes, sides: sides)
  }
}

/// One walk through three trees.
private struct TreeMergePass {
  let readers: SideReaders
  let assumption: TreeMerge.Assumption
  let isBase: Bool
  var folders: [TreeMerge.Folder] = []

  typealias Node = MergedTree.Node

  /// The versions of one name.
  struct Versions {
    let path: String
    let base: TreeEntry?
    let ours: TreeEntry?
    let theirs: TreeEntry?

    var all: [TreeEntry] { [base, ours, theirs].compactMap(\.self) }
  }

  /// Merges what lies in a folder, name by name.
  mutating func merge(
    _ folder: String, base: [TreeEntry], ours: [TreeEntry], theirs: [TreeEntry]
  ) throws(TreeFailure) -> [MergedTree.Named] {
    var merged: [MergedTree.Named] = []
    merged.reserveCapacity(max(ours.count, theirs.count))
    var (base, ours, theirs) = (base[...], ours[...], theirs[...])
    while let name = Self.first(base.first, ours.first, theirs.first) {
      let versions = Versions(
        path: folder + name, base: Self.take(name, &base), ours: Self.take(name, &ours), theirs: Self.take(name, &theirs))
      if let node = try merge(versions, isTop: folder.isEmpty) { merged.append(.init(name: name, node: node)) }
    }
    return merged
  }

  private static func first(_ entries: TreeEntry?...) -> String? {
    var first: String?
    for entry in entries {
      guard let name = entry?.name else { continue }
      if first.map({ name.precedesInBytes($0) }) ?? true { first = name }
    }
    return first
  }

  private static func take(_ name: String, _ entries: inout ArraySlice<TreeEntry>) -> TreeEntry? {
    entries.first?.name == name ? entries.popFirst() : nil
  }

  private mutating func merge(_ versions: Versions, isTop: Bool) throws(TreeFailure) -> Node? {
    let (base, ours, theirs) = (versions.base, versions.ours, versions.theirs)
    let isChangedByOurs = try !isSame(versions.path, (.ours, ours), (.base, base))
    let isChangedByTheirs = try !isSame(versions.path, (.theirs, theirs), (.base, base))
    if isTop, isChangedByOurs || isChangedByTheirs {
      folders.append(
        .init(name: versions.path, changedByOurs: isChangedByOurs, changedByTheirs: isChangedByTheirs))
    }
    if !isChangedByTheirs { return ours.map { .taken(.ours, versions.path, $0) } }
    if !isChangedByOurs { return theirs.map { .taken(.theirs, versions.path, $0) } }
    if try isSame(versions.path, (.ours, ours), (.theirs, theirs)) { return ours.map { .taken(.ours, versions.path, $0) } }
    if versions.all.allSatisfy({ $0.kind == .folder }) {
      let nodes = try merge(
        versions.path + "/", base: try inside(.base, base, versions.path),
        ours: try inside(.ours, ours, versions.path), theirs: try inside(.theirs, theirs, versions.path))
      return nodes.isEmpty ? nil : .folder(nodes)
    }
    return try mergeFile(versions)
  }

  private mutating func mergeFile(_ versions: Versions) throws(TreeFailure) -> Node? {
    let path = versions.path
    guard let ours = versions.ours, let theirs = versions.theirs, ours.kind == .file, theirs.kind == .file else {
      // Deleted here and changed there, or a file against a folder: git keeps what there is and asks.
      let conflict = MergeConflict(
        .deleted, path.splitAtLastSlash.name, base: versions.base?.kind.name, ours: versions.ours?.kind.name,
        theirs: versions.theirs?.kind.name)
      note(.init(path: path, conflicts: [conflict], isCleanOnHost: false))
      if isBase { return versions.base.map { .taken(.base, path, $0) } }
      return versions.ours.map { .taken(.ours, path, $0) } ?? versions.theirs.map { .taken(.theirs, path, $0) }
    }
    let old = versions.base?.kind == .file ? try readers[.base].read(path) : []
    let (mine, other) = (try readers[.ours].read(path), try readers[.theirs].read(path))
    let driver = FileMerge(path: path, base: old, ours: mine, theirs: other)
    let isText = ![old, mine, other].contains { $0.prefix(8000).contains(0) }
    let host = LineMerge(base: old, ours: mine, theirs: other)
    let isClean = isText && host.conflicts.isEmpty
    note(.init(path: path, conflicts: driver.conflicts, isCleanOnHost: isClean))
    return .file(assumption == .drivers ? driver.bytes : isText ? host.bytes : mine)
  }

  private mutating func note(_ file: TreeMerge.File) {
    if !folders.isEmpty { folders[folders.count - 1].files.append(file) }
  }

  private func inside(_ side: MergedTree.Side, _ entry: TreeEntry?, _ path: String) throws(TreeFailure) -> [TreeEntry] {
    entry == nil ? [] : try readers[side].entries(in: path)
  }

  /// Whether two versions are equal; contents are only read where no fingerprint tells.
  private func isSame(
    _ path: String, _ first: (side: MergedTree.Side, entry: TreeEntry?),
    _ second: (side: MergedTree.Side, entry: TreeEntry?)
  ) throws(TreeFailure) -> Bool {
    guard let left = first.entry, let right = second.entry else { return first.entry == nil && second.entry == nil }
    guard left.kind == right.kind else { return false }
    if let known = left.fingerprint, let other = right.fingerprint { return known == other }
    switch left.kind {
    case .file: return try readers[first.side].read(path) == readers[second.side].read(path)
    case .folder:
      let (mine, other) = (
        try readers[first.side].entries(in: path), try readers[second.side].entries(in: path)
      )
      guard mine.map(\.name) == other.map(\.name) else { return false }
      for (one, two) in zip(mine, other)
      where try !isSame(path + "/" + one.name, (first.side, one), (second.side, two)) { return false }
      return true
    case .link, .other: return false
    }
  }
}

extension FileMerge {
  /// Merges a file as the drivers do: which one is asked depends on where the file lies.
  init(path: String, base: [UInt8], ours: [UInt8], theirs: [UInt8]) {
    let parts = path.split(separator: "/")
    if parts.count == 2, parts[1] == TicketRecord.fileName {
      self = TicketMerge.merge(base: base, ours: ours, theirs: theirs)
    } else if parts.count == 3, parts[1] == TicketRecord.logsFolderName, parts[2].hasSuffix(RunLogName.suffix) {
      self = LogMerge.merge(name: String(parts[2]), base: base, ours: ours, theirs: theirs)
    } else {
      self.init(text: base, ours, theirs, name: path.splitAtLastSlash.name, kind: .body)
    }
  }
}
