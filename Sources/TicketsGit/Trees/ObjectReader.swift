package import TicketsCore

/// Folders made of tree objects: stored ones, and ones that are in memory.
struct ObjectFolders: Sendable {
  /// What stands for `.tickets`; none when there is nothing of that name.
  var top: RawTree.Entry?
  /// What stands at a path instead of a tree yet to be read; the top is the empty path.
  ///
  /// Paths are bytes: as strings, two spellings of one accent would be the same.
  var known: [[UInt8]: RawTree] = [:]

  /// What lies directly in `.tickets`, where that is known or there is nothing.
  var knownTop: RawTree? { known[[]] ?? (top == nil ? .empty : nil) }
}

/// Reads tickets out of git objects.
final class ObjectReader: TreeReader {
  private let location: RepositoryLocation
  /// Opened when the first object is wanted: what lies directly in `.tickets` may be known already.
  private var opened: Repository?
  private let sharesPacks: Bool
  private let folders: ObjectFolders
  /// What lies directly in `.tickets`, when all that is below is stored.
  private let storedTop: RawTree?
  /// Where in the top the ticket after the last one is likely to stand.
  private var place = 0
  /// The folders on the way to the last one asked for, the top first: the next one is usually near.
  private var way: [(name: Substring, path: [UInt8], tree: RawTree)] = []

  /// Opens the folders for a thread.
  init(at location: RepositoryLocation, _ folders: ObjectFolders, sharingPacks: Bool = true) throws(TreeFailure) {
    self.folders = folders
    self.sharesPacks = sharingPacks
    if let top = folders.top, top.kind != .folder { throw TreeFailure(path: "", reason: .wrongKind(top.kind)) }
    self.location = location
    storedTop = folders.known.count == 1 ? folders.known[[]] : nil
  }

  func entries() throws(TreeFailure) -> [TreeEntry] { try entries(in: "") }

  func entries(named names: Set<String>) throws(TreeFailure) -> [TreeEntry] {
    guard let tree = try tree(at: "") else { return [] }
    return names.sorted { $0.precedesInBytes($1) }.compactMap { tree[$0[...]].map(tree.treeEntry) }
  }

  func entries(in folder: String) throws(TreeFailure) -> [TreeEntry] {
    guard let tree = try tree(at: folder[...]) else { return [] }
    return tree.entries.map { tree.treeEntry($0) }
  }

  func read(_ path: String, limit: Int?) throws(TreeFailure) -> [UInt8] {
    if limit != nil, let bytes = try readHead(path, limit) { return bytes }
    let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
    let folder = slash.map { path[..<$0] } ?? ""
    let name = slash.map { path[path.utf8.index(after: $0)...] } ?? path[...]
    guard let entry = try tree(at: folder)?[name] else {
      throw TreeFailure(path: path, reason: .missing)
    }
    if entry.isConflicted {
      throw TreeFailure(path: path, reason: .unreadable("a merge left it in conflict; `git add` it once it is settled"))
    }
    guard entry.kind == .file else { throw TreeFailure(path: path, reason: .wrongKind(entry.kind)) }
    return try Self.failing(at: path) { () throws(GitError) in try repository().blob(entry.id, limit: limit) }
  }

  /// The head of a ticket whose folder nothing else is wanted of, so that its tree need not be taken apart.
  private func readHead(_ path: String, _ limit: Int?) throws(TreeFailure) -> [UInt8]? {
    guard let storedTop, let slash = path.utf8.firstIndex(of: UInt8(ascii: "/")),
      let folder = storedTop.entry(named: Array(path.utf8[..<slash]), near: &place), folder.kind == .folder
    else { return nil }
    let name = Array(path.utf8[slash...].dropFirst())
    return try Self.failing(at: path) { () throws(GitError) in
      guard let file = try file(named: name, in: folder.id) else { return nil }
      return try repository().blob(file, limit: limit)
    }
  }

  /// The object of a file that lies directly in a folder; none where there is no such file.
  func file(named name: [UInt8], in folder: ObjectID) throws(GitError) -> ObjectID? {
    guard let file = try repository().entry(named: name, in: folder), RawTree.Entry.isFile(file.mode) else {
      return nil
    }
    return file.id
  }

  /// The first bytes of a file whose object is known; the path is for messages.
  func head(of file: ObjectID, limit: Int, at path: String) throws(TreeFailure) -> [UInt8] {
    try Self.failing(at: path) { () throws(GitError) in try repository().blob(file, limit: limit) }
  }

  /// Says which objects are likely to be read next, in this order.
  func expect(_ ids: [ObjectID]) { if let repository = try? repository() { repository.reader.expect(ids) } }

  func fingerprint(of bytes: [UInt8]) -> Fingerprint? { try? repository().id(of: bytes, type: .blob).fingerprint }

  /// How deep folders may lie: whoever walks through them needs some room for each.
  private static let deepest = 200

  /// The folder at a path; none when there is no folder.
  private func tree(at folder: Substring) throws(TreeFailure) -> RawTree? {
    let names = folder.utf8.split(separator: UInt8(ascii: "/")).map(Substring.init)
    guard names.count <= Self.deepest else {
      let reason = "folders lie more than \(Self.deepest) deep in each other; move them out of .tickets"
      throw TreeFailure(path: String(names[0]), reason: .unreadable(reason))
    }
    var depth = 0
    while depth < names.count, depth + 1 < way.count, way[depth + 1].name.utf8.elementsEqual(names[depth].utf8) {
      depth += 1
    }
    way.removeSubrange(min(depth + 1, way.count)...)
    if way.isEmpty { way.append(("", [], try top())) }
    for (depth, name) in names.enumerated().dropFirst(depth) {
      let parent = way[depth]
      guard let entry = parent.tree[name] else { return nil }
      guard entry.kind == .folder else { throw TreeFailure(path: String(folder), reason: .wrongKind(entry.kind)) }
      let here = parent.path + (depth == 0 ? [] : [UInt8(ascii: "/")]) + parent.tree.nameBytes(of: entry)
      let tree = if let tree = folders.known[here] { tree } else { try stored(entry.id, at: String(folder)) }
      way.append((name, here, tree))
    }
    return way.last?.tree
  }

  private func top() throws(TreeFailure) -> RawTree {
    if let tree = folders.knownTop { return tree }
    return try folders.top.map { (top) throws(TreeFailure) in try stored(top.id, at: "") } ?? .empty
  }

  private func stored(_ id: ObjectID, at path: String) throws(TreeFailure) -> RawTree {
    try Self.failing(at: path) { () throws(GitError) in try repository().tree(id) }
  }

  private func repository() throws(GitError) -> Repository {
    if let opened { return opened }
    let repository = try Repository(at: location, sharingPacks: sharesPacks)
    opened = repository
    return repository
  }

  private static func failing<Value>(
    at path: String, _ read: () throws(GitError) -> Value
  ) throws(TreeFailure) -> Value {
    do throws(GitError) {
      return try read()
    } catch {
      throw TreeFailure(path: path, reason: error.treeReason)
    }
  }
}

extension RawTree {
  /// An entry as readers of tickets see it.
  func treeEntry(_ entry: Entry) -> TreeEntry {
    let fingerprint = entry.id.isZero ? nil : entry.id.fingerprint
    if let name = name(of: entry) {
      return TreeEntry(
        name: name, kind: entry.kind, fingerprint: fingerprint,
        isExecutable: entry.kind == .file && entry.mode & 0o100 != 0)
    }
    // As in the working tree: a name that is not UTF-8 is shown repaired, and nothing can be read by it.
    let repaired = String(decoding: nameBytes(of: entry), as: UTF8.self)
    return TreeEntry(name: repaired, kind: .other, fingerprint: fingerprint)
  }
}

extension GitError {
  /// The failure as readers of tickets see it.
  package var treeReason: TreeFailure.Reason {
    if kind == .notFetched, let hint { return .notFetched(hint: hint) }
    return .unreadable(hint.map { "\(self); \($0)" } ?? "\(self)")
  }
}
