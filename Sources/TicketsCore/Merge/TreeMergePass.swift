/// One walk through the three trees of a merge.
struct TreeMergePass {
  /// What a side has under a name, and where it lies there: a renamed folder lies elsewhere.
  struct Version {
    let name: String
    let path: String
    let entry: TreeEntry

    /// Whether the other version is known to be the same, in the same place.
    func isKnown(as other: Version?) -> Bool {
      guard let other, let known = entry.fingerprint else { return false }
      return known == other.entry.fingerprint && entry.kind == other.entry.kind
        && entry.isExecutable == other.entry.isExecutable && path == other.path && name == other.name
    }
  }

  /// One list or one entry for each of the three.
  struct Three<Value> {
    var base: Value
    var ours: Value
    var theirs: Value
  }

  private typealias Versions = Three<Version?>

  let readers: SideReaders
  private let assumption: TreeMerge.Assumption
  private let baseDepth: Int
  private(set) var folders: [TreeMerge.Folder] = []
  private(set) var doubts: [RenameDoubt] = []
  /// The side that gave the folder at hand another name.
  private var renamer: MergedTree.Side?
  /// What stays under the old name of a folder, by that name.
  private var leftBehind: [String: [MergedTree.Named]] = [:]

  private var isBase: Bool { baseDepth > 0 }

  init(_ readers: SideReaders, assuming assumption: TreeMerge.Assumption, baseDepth: Int) {
    self.readers = readers
    self.assumption = assumption
    self.baseDepth = baseDepth
  }

  /// Merges everything, name by name, or what has some names.
  mutating func merge(only names: Set<String>?) throws(TreeFailure) -> [MergedTree.Named] {
    func top(_ side: MergedTree.Side) throws(TreeFailure) -> [Version] {
      let reader = readers[side]
      let entries = if let names { try reader.entries(named: names) } else { try reader.entries() }
      return entries.map { Version(name: $0.name, path: $0.name, entry: $0) }
    }
    let lists = Three(base: try top(.base), ours: try top(.ours), theirs: try top(.theirs))
    let nodes = try merge("", FolderRenames.applied(to: lists, readers))
    doubts += try RenameDoubts.find(lists, readers)
    for doubt in doubts {
      for index in folders.indices where doubt.names.contains(folders[index].name) { folders[index].isInDoubt = true }
    }
    let strays = leftBehind.filter { nodes.named($0.key) == nil }
    if strays.isEmpty { return nodes }
    folders += strays.keys.map {
      .init($0, byOurs: false, byTheirs: false, Versions(base: nil, ours: nil, theirs: nil))
    }
    folders.sort { $0.name.precedesInBytes($1.name) }
    return (nodes + strays.map { .init(name: $0.key, node: .folder($0.value)) })
      .sorted { $0.name.precedesInBytes($1.name) }
  }

  private mutating func merge(_ folder: String, _ lists: Three<[Version]>) throws(TreeFailure) -> [MergedTree.Named] {
    var merged: [MergedTree.Named] = []
    merged.reserveCapacity(max(lists.ours.count, lists.theirs.count))
    var rest = (lists.base[...], lists.ours[...], lists.theirs[...])
    while let name = Self.first(rest.0.first, rest.1.first, rest.2.first) {
      if let ours = rest.1.first, ours.isKnown(as: rest.0.first), ours.isKnown(as: rest.2.first) {
        // Nearly everything is the same everywhere: it goes through without another look.
        merged.append(.init(name: name, node: .taken(.ours, ours.path, ours.entry)))
        rest = (rest.0.dropFirst(), rest.1.dropFirst(), rest.2.dropFirst())
        continue
      }
      let versions = Versions(
        base: Self.take(name, &rest.0), ours: Self.take(name, &rest.1), theirs: Self.take(name, &rest.2))
      let node = try merge(folder + name, versions, isTop: folder.isEmpty)
      if let node { merged.append(.init(name: name, node: node)) }
    }
    return merged
  }

  private static func first(_ base: Version?, _ ours: Version?, _ theirs: Version?) -> String? {
    var first = base?.name
    if let name = ours?.name, first.map({ name.precedesInBytes($0) }) ?? true { first = name }
    if let name = theirs?.name, first.map({ name.precedesInBytes($0) }) ?? true { first = name }
    return first
  }

  private static func take(_ name: String, _ versions: inout ArraySlice<Version>) -> Version? {
    versions.first?.name == name ? versions.popFirst() : nil
  }

  private mutating func merge(
    _ path: String, _ versions: Versions, isTop: Bool
  ) throws(TreeFailure) -> MergedTree.Node? {
    let isChangedByOurs = try !isSame(.ours, versions.ours, .base, versions.base)
    let isChangedByTheirs = try !isSame(.theirs, versions.theirs, .base, versions.base)
    if isTop, isChangedByOurs || isChangedByTheirs {
      folders.append(.init(path, byOurs: isChangedByOurs, byTheirs: isChangedByTheirs, versions))
      renamer = Self.renamer(versions)
    }
    if !isTop, let lost = astray(versions) {
      // In a base git leaves such a file where it was, and else moves it along, but asks whether that was meant.
      if isBase { doubts.append(.init(old: lost.path, new: path, side: renamer == .ours ? .ours : .theirs)) }
      let isLog = path.hasSuffix(RunLogName.suffix)
      note(.init(path: path, conflicts: [MergeConflict(isLog ? .log : .body, lost.name)], isCleanOnHost: false))
    }
    if !isTop, let stray = try strayFolder(path, versions) {
      leftBehind[stray.old, default: []].append(
        .init(name: stray.version.name, node: .taken(stray.side, stray.version.path, stray.version.entry)))
      return stray.side == .ours ? Self.taken(.theirs, versions.theirs) : Self.taken(.ours, versions.ours)
    }
    let kinds = [versions.base, versions.ours, versions.theirs].compactMap { $0?.entry.kind }
    let isFolder = kinds.allSatisfy { $0 == .folder }
    // Whoever renamed a folder has an opinion on each new file in it, though nothing in it has changed.
    if renamer == nil || isTop || !isFolder || versions.base == nil {
      if !isChangedByTheirs { return Self.taken(.ours, versions.ours) }
      if !isChangedByOurs { return Self.taken(.theirs, versions.theirs) }
      if try isSame(.ours, versions.ours, .theirs, versions.theirs) { return Self.taken(.ours, versions.ours) }
    }
    guard isFolder else {
      return kinds.contains(.folder) ? try mergeKinds(path, versions) : try mergeFile(path, versions)
    }
    let inside = Three(
      base: try inside(.base, versions.base), ours: try inside(.ours, versions.ours),
      theirs: try inside(.theirs, versions.theirs))
    let nodes = try merge(path + "/", inside)
    return nodes.isEmpty ? nil : .folder(nodes)
  }

  private static func renamer(_ versions: Versions) -> MergedTree.Side? {
    guard let base = versions.base else { return nil }
    if let ours = versions.ours, ours.path != base.path { return .ours }
    return versions.theirs.map { $0.path != base.path } == true ? .theirs : nil
  }

  /// A file that one side made in a folder which the other renamed, whether that side has one of this name or not.
  private func astray(_ versions: Versions) -> Version? {
    guard versions.base == nil else { return nil }
    let made: Version? =
      switch renamer {
      case .ours: versions.theirs
      case .theirs: versions.ours
      default: nil
      }
    return made.flatMap { $0.entry.kind == .file ? $0 : nil }
  }

  /// A folder that one side made in a ticket's folder which the other renamed, and the old name of that.
  ///
  /// Git does not move it along unless that side put a file beside it. The other side may have one of this name too.
  private func strayFolder(
    _ path: String, _ versions: Versions
  ) throws(TreeFailure) -> (side: MergedTree.Side, version: Version, old: String)? {
    guard let renamer, versions.base == nil,
      let made = renamer == .ours ? versions.theirs : versions.ours, made.entry.kind == .folder
    else { return nil }
    let side: MergedTree.Side = renamer == .ours ? .theirs : .ours
    let (old, name) = made.path.splitAtLastSlash
    guard !old.contains("/"), path.splitAtLastSlash.name == name else { return nil }
    func files(_ side: MergedTree.Side) throws(TreeFailure) -> Set<String> {
      Set(try readers[side].entries(in: old).filter { $0.kind != .folder }.map(\.name))
    }
    return try files(side).isSubset(of: files(.base)) ? (side, made, old) : nil
  }

  /// Merges a file and a folder of one name each on its own, as git does; where both are left, a person must choose.
  private mutating func mergeKinds(_ path: String, _ versions: Versions) throws(TreeFailure) -> MergedTree.Node? {
    func part(_ isWanted: (Version) -> Bool) -> Versions {
      func kept(_ version: Version?) -> Version? { version.flatMap { isWanted($0) ? $0 : nil } }
      return Versions(base: kept(versions.base), ours: kept(versions.ours), theirs: kept(versions.theirs))
    }
    let folder = try merge(path, part { $0.entry.kind == .folder }, isTop: false)
    let file = try merge(path, part { $0.entry.kind != .folder }, isTop: false)
    if folder != nil, file != nil {
      note(.init(path: path, conflicts: [kindConflict(path, versions)], isCleanOnHost: false))
    }
    return folder ?? file
  }

  private func kindConflict(_ path: String, _ versions: Versions) -> MergeConflict {
    func kind(_ version: Version?) -> JSON? { version.map { .string($0.entry.kind.name) } }
    return MergeConflict(
      .deleted, path.splitAtLastSlash.name, base: kind(versions.base), ours: kind(versions.ours),
      theirs: kind(versions.theirs))
  }

  private mutating func mergeFile(_ path: String, _ versions: Versions) throws(TreeFailure) -> MergedTree.Node? {
    guard let ours = versions.ours, let theirs = versions.theirs, ours.entry.kind == .file, theirs.entry.kind == .file
    else {
      // Deleted here and changed there, or a file against a folder: git keeps what there is and asks.
      note(.init(path: path, conflicts: [kindConflict(path, versions)], isCleanOnHost: false))
      if isBase { return Self.taken(.base, versions.base) }
      return Self.taken(.ours, versions.ours) ?? Self.taken(.theirs, versions.theirs)
    }
    let old: [UInt8] =
      if let base = versions.base, base.entry.kind == .file { try readers[.base].read(base.path) } else { [] }
    let (mine, other) = (try readers[.ours].read(ours.path), try readers[.theirs].read(theirs.path))
    // Where one side changed only the mode git asks no driver, and does not look whether a file is text.
    let settled = versions.base == nil ? nil : threeWay(old, mine, other)
    let driver =
      settled.map { FileMerge(bytes: $0) } ?? FileMerge(path: path, base: old, ours: mine, theirs: other)
    let host = LineMerge(
      base: old, ours: mine, theirs: other, labels: isBase ? MergeLabels(mergedBase: baseDepth) : MergeLabels())
    // Git takes a file for text unless one of its first bytes is zero.
    let isText =
      threeWay(old, mine, other) != nil || ![old, mine, other].contains { $0.prefix(8000).contains(0) }
    let oldMode = versions.base.flatMap { $0.entry.kind == .file ? $0.entry.isExecutable : nil }
    let mode = threeWay(oldMode, ours.entry.isExecutable, theirs.entry.isExecutable) ?? nil
    let modeConflicts = mode == nil ? [modeConflict(oldMode, ours.entry, theirs.entry)] : []
    note(
      .init(
        path: path, conflicts: driver.conflicts + modeConflicts,
        isCleanOnHost: isText && host.conflicts.isEmpty && modeConflicts.isEmpty))
    return .file(
      assumption == .drivers ? driver.bytes : isText ? host.bytes : isBase ? old : mine,
      isExecutable: mode ?? ours.entry.isExecutable)
  }

  private func modeConflict(_ base: Bool?, _ ours: TreeEntry, _ theirs: TreeEntry) -> MergeConflict {
    func mode(_ isExecutable: Bool) -> JSON { .string(isExecutable ? "executable" : "plain") }
    return MergeConflict(
      .field, "file mode", base: base.map(mode), ours: mode(ours.isExecutable), theirs: mode(theirs.isExecutable))
  }

  private mutating func note(_ file: TreeMerge.File) {
    if !folders.isEmpty { folders[folders.count - 1].files.append(file) }
  }

  private static func taken(_ side: MergedTree.Side, _ version: Version?) -> MergedTree.Node? {
    version.map { .taken(side, $0.path, $0.entry) }
  }

  private func inside(_ side: MergedTree.Side, _ folder: Version?) throws(TreeFailure) -> [Version] {
    guard let folder else { return [] }
    return try readers[side].entries(in: folder.path).map {
      Version(name: $0.name, path: "\(folder.path)/\($0.name)", entry: $0)
    }
  }

  /// Whether two versions are equal; contents are only read where no fingerprint tells.
  private func isSame(
    _ side: MergedTree.Side, _ version: Version?, _ otherSide: MergedTree.Side, _ other: Version?
  ) throws(TreeFailure) -> Bool {
    guard let version, let other else { return version == nil && other == nil }
    // A folder that has another name now is not the same, whatever it holds.
    guard version.entry.kind == other.entry.kind, version.entry.name == other.entry.name,
      version.entry.isExecutable == other.entry.isExecutable
    else { return false }
    if let known = version.entry.fingerprint, let same = other.entry.fingerprint { return known == same }
    switch version.entry.kind {
    case .file: return try readers[side].read(version.path) == readers[otherSide].read(other.path)
    case .folder:
      let (mine, theirs) = (try inside(side, version), try inside(otherSide, other))
      guard mine.map(\.name) == theirs.map(\.name) else { return false }
      for (one, two) in zip(mine, theirs) where try !isSame(side, one, otherSide, two) { return false }
      return true
    case .link, .other: return false
    }
  }
}
