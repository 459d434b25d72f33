import TicketsCore

/// Finds on a branch what commits elsewhere change: after a rebase, a cherry-pick or a squash it has other names.
final class LandedContents {
  /// What was found of a change.
  enum Finding {
    case nothing
    /// This commit, or what it brought in, has the whole of it.
    case whole(ObjectID)
    /// Only some of the files are as the change has them.
    case part
  }

  private let graph: CommitGraph
  private let tips: [ObjectID]
  private let tickets: [UInt8]
  /// By commit, what it changes besides tickets.
  private var changed: [ObjectID: Set<[UInt8]>] = [:]
  private var patches: [ObjectID: ObjectID?] = [:]
  private var blobs: [ObjectID: [UInt8]] = [:]
  private var sinces: [ObjectID: [ObjectID]] = [:]
  /// Whether something could not be compared, because it is not there or because there is too much.
  private(set) var isIncomplete = false

  /// Looks on the branch that has these tips.
  init(tips: [ObjectID], prefix: String, in graph: CommitGraph) {
    (self.graph, self.tips) = (graph, tips)
    tickets = Array((prefix + Layout.folderName).utf8)
  }

  private var repository: Repository { graph.repository }

  /// So many commits of the branch are looked at, the newest.
  private static let most = 5_000

  /// The commits that the branch has and another one has not, the oldest first.
  private func commits(since id: ObjectID) throws(GitError) -> [ObjectID] {
    if let known = sinces[id] { return known }
    let all = try graph.commits(from: tips, notFrom: [id])
    if all.count > Self.most { isIncomplete = true }
    sinces[id] = Array(all.suffix(Self.most))
    return sinces[id] ?? []
  }

  /// What a commit changes against its first parent, besides tickets; nothing where that cannot be told.
  func paths(of id: ObjectID) throws(GitError) -> Set<[UInt8]> {
    if let known = changed[id] { return known }
    var paths: Set<[UInt8]> = []
    if let (old, new) = try graph.trees(of: id) { paths = try self.paths(from: old, to: new) }
    changed[id] = paths
    return paths
  }

  private func paths(from old: ObjectID?, to new: ObjectID) throws(GitError) -> Set<[UInt8]> {
    Set(
      try ChangedFiles(from: old, to: new, in: repository).paths.filter { path in
        !(path.starts(with: tickets) && (path.count == tickets.count || path[tickets.count] == UInt8(ascii: "/")))
      })
  }

  /// The commit of the branch that changes the same as another one.
  func counterpart(of id: ObjectID) throws(GitError) -> ObjectID? {
    guard let node = try graph.node(id), node.parents.count < 2 else { return nil }
    let paths = try paths(of: id)
    guard !paths.isEmpty, let wanted = try patch(of: id) else { return nil }
    for other in try commits(since: id) where try graph.node(other)?.parents.count ?? 2 < 2 {
      if try self.paths(of: other) == paths, try patch(of: other) == wanted { return other }
    }
    return nil
  }

  /// A name for what a commit changes besides tickets.
  private func patch(of id: ObjectID) throws(GitError) -> ObjectID? {
    if let known = patches[id] { return known }
    var patch: ObjectID?
    if let (old, new) = try graph.trees(of: id) {
      let paths = try paths(of: id).sorted { $0.lexicographicallyPrecedes($1) }
      // What a partial clone lacks cannot be compared.
      patch = try? repository.patchID(from: old, to: new, paths: paths)
      if patch == nil, !paths.isEmpty { isIncomplete = true }
    }
    patches[id] = .some(patch)
    return patch
  }

  /// What the branch has of what differs between two trees, since another commit left it.
  func squash(from old: ObjectID?, to new: ObjectID, since id: ObjectID) throws(GitError) -> Finding {
    if let whole = try whole(from: old, to: new, since: id) { return .whole(whole) }
    let paths = try paths(from: old, to: new)
    guard !paths.isEmpty, let base = try base(of: id) else { return .nothing }
    var lacking: Set<[UInt8]> = []
    for path in paths where try !holds(path, old, new, at: base.tree) { lacking.insert(path) }
    for commit in try commits(since: id) {
      guard let tree = try graph.node(commit)?.tree else { continue }
      // What was there for a while was brought in, whatever became of it later.
      for path in try self.paths(of: commit).intersection(lacking) where try holds(path, old, new, at: tree) {
        return .part
      }
    }
    return .nothing
  }

  /// The first commit of the branch after which it has all that differs between two trees, since another commit left it.
  func whole(from old: ObjectID?, to new: ObjectID, since id: ObjectID) throws(GitError) -> ObjectID? {
    let paths = try paths(from: old, to: new)
    guard let base = try base(of: id) else { return nil }
    // One file that is lacking is enough to know that not all is there; what was there before it began is no sign of it.
    guard var lacking = try lacking(paths, old, new, at: base.tree) else { return nil }
    for commit in try commits(since: id) where try self.paths(of: commit).contains(lacking) {
      guard let tree = try graph.node(commit)?.tree, try holds(lacking, old, new, at: tree) else { continue }
      guard let other = try self.lacking(paths, old, new, at: tree) else { return commit }
      lacking = other
    }
    return nil
  }

  /// A file that a tree has not got as a change made it.
  private func lacking(
    _ paths: Set<[UInt8]>, _ old: ObjectID?, _ new: ObjectID, at tree: ObjectID?
  ) throws(GitError) -> [UInt8]? {
    // Texts are merged only where names of objects do not tell.
    var others: [[UInt8]] = []
    for path in paths where try file(path, in: new) != file(path, in: tree) { others.append(path) }
    for path in others where try !holds(path, old, new, at: tree) { return path }
    return nil
  }

  /// Where a commit left the branch.
  private func base(of id: ObjectID) throws(GitError) -> CommitNode? {
    for tip in tips {
      if let fork = try graph.mergeBases(id, tip).first { return try graph.node(fork) }
    }
    return nil
  }

  /// Whether merging a change of one file into a tree would leave that as it is.
  private func holds(_ path: [UInt8], _ old: ObjectID?, _ new: ObjectID, at tree: ObjectID?) throws(GitError) -> Bool {
    let (before, after, here) = (try file(path, in: old), try file(path, in: new), try file(path, in: tree))
    if after == here { return true }
    guard let after, let here, before != here else { return false }
    let texts = (try before.map { id throws(GitError) in try text(id) } ?? [], try text(here), try text(after))
    guard ![texts.0, texts.1, texts.2].contains(where: { $0.prefix(8_000).contains(0) }) else { return false }
    let merge = LineMerge(base: texts.0, ours: texts.1, theirs: texts.2)
    return merge.conflicts.isEmpty && merge.bytes == texts.1
  }

  private func file(_ path: [UInt8], in tree: ObjectID?) throws(GitError) -> ObjectID? {
    guard var id = tree else { return nil }
    let names = path.split(separator: UInt8(ascii: "/"))
    for (depth, name) in names.enumerated() {
      guard let entry = try repository.entry(named: Array(name), in: id) else { return nil }
      guard depth == names.count - 1 || entry.mode == RawTree.Entry.folderMode else { return nil }
      id = entry.id
    }
    return id
  }

  private func text(_ id: ObjectID) throws(GitError) -> [UInt8] {
    if let known = blobs[id] { return known }
    // A submodule is no text, and what a partial clone lacks is not fetched.
    guard let bytes = try? repository.blob(id) else {
      isIncomplete = true
      return [0]
    }
    if blobs.count > 256 { blobs.removeAll() }
    blobs[id] = bytes
    return bytes
  }
}
