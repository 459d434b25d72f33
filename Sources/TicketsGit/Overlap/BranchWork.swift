package import TicketsCore

/// What a branch did since it left the base branch.
package struct BranchWork: Sendable {
  package let name: String
  package let tip: ObjectID
  /// Its own commits, in no order.
  package let own: Set<ObjectID>
  /// Where it left the base branch.
  package let fork: ObjectID
  /// The files besides tickets that it changed, relative to the root: what each is now, nothing where it is gone.
  package let changes: [String: ObjectID?]
  /// The ticket folders that it changed: what each is now, nothing where it is gone.
  package let folders: [String: Fingerprint?]
  /// The folders of tickets whose logs it wrote.
  package let logged: [String]
  /// The tickets that its commits name.
  package let trailers: [String]
}

extension [BranchWork] {
  /// Whether a file that one of some branches changed was changed by another one too.
  package func share(_ names: [String]) -> Bool {
    var counts: [String: Int] = [:]
    for path in lazy.flatMap(\.changes.keys) { counts[path, default: 0] += 1 }
    return contains { work in names.contains(work.name) && work.changes.keys.contains { counts[$0] ?? 0 > 1 } }
  }
}

/// Finds out what branches did.
package final class BranchWorkReader {
  let graph: CommitGraph
  let prefix: String
  /// What the base branch is called, and its tips: here and at the remote it may end in different places.
  package let base: Reference?
  let baseTips: [ObjectID]
  private var ancestors: AncestorSet
  private(set) lazy var contents = LandedContents(tips: baseTips, prefix: prefix, in: graph)

  package init(base configured: String?, prefix: String, in repository: Repository) throws(GitError) {
    graph = CommitGraph(repository)
    self.prefix = prefix
    base = try repository.baseBranch(configured)
    var tips: [ObjectID] = []
    if let base {
      for reference in try [base] + repository.branches()
      where reference.isNamed(base.branchName) && !reference.isSymbolic {
        tips.append(try repository.commit(of: reference.id.hex))
      }
    }
    baseTips = tips.withoutRepeats
    ancestors = try AncestorSet(of: baseTips, in: graph)
  }

  /// The local branches that have commits of their own.
  package func branches() throws(GitError) -> [BranchWork] {
    var found: [BranchWork] = []
    for reference in try graph.repository.branches() where !reference.isRemote && !reference.isSymbolic {
      if let base, reference.isNamed(base.branchName) { continue }
      let tip = try graph.repository.commit(of: reference.id.hex)
      if let work = try work(named: reference.name, at: tip) { found.append(work) }
    }
    return found
  }

  /// What a revision did; none where it has nothing that the base branch has not.
  package func work(named name: String, at tip: ObjectID) throws(GitError) -> BranchWork? {
    var own: Set<ObjectID> = []
    var forks: [ObjectID] = []
    var rest = [tip]
    while let id = rest.popLast() {
      guard !own.contains(id), !forks.contains(id) else { continue }
      if try ancestors.contains(id) {
        forks.append(id)
      } else {
        own.insert(id)
        rest += try graph.node(id)?.parents ?? []
      }
    }
    guard !own.isEmpty else { return nil }
    var fork = forks.first
    if forks.count > 1 {
      fork = nil
      for base in baseTips where fork == nil { fork = try graph.mergeBases(base, tip).first }
    }
    // Of a history of its own nobody can say what it changed, nor will it be merged.
    guard let node = try graph.node(tip), let fork else { return nil }
    let before = try graph.node(fork)
    let (changes, inside) = try changes(from: before?.tree, to: node.tree)
    let top = try graph.repository.tickets(of: node.tree, prefix: prefix)
    var folders: [String: Fingerprint?] = [:]
    var logged: [String] = []
    for path in inside {
      let parts = path.split(separator: "/")
      guard parts.count > 1 else { continue }
      let folder = String(parts[0])
      if parts[1] == Layout.logsFolderName, logged.last != folder { logged.append(folder) }
      if folders[folder] != nil { continue }
      let entry = try top.flatMap { top throws(GitError) in
        try graph.repository.entry(named: Array(folder.utf8), in: top)
      }
      folders[folder] = .some(entry?.id.fingerprint)
    }
    return BranchWork(
      name: name, tip: tip, own: own, fork: fork, changes: changes, folders: folders, logged: logged,
      trailers: try trailers(of: own))
  }

  /// The files that differ between two trees, those besides tickets with what they are now, and those of tickets from
  /// their folder on.
  func changes(
    from old: ObjectID?, to new: ObjectID
  ) throws(GitError) -> (others: [String: ObjectID?], tickets: [String]) {
    let compared = try ChangedFiles(from: old, to: new, in: graph.repository)
    let top = prefix + Layout.folderName + "/"
    var (others, tickets): ([String: ObjectID?], [String]) = ([:], [])
    for (bytes, content) in zip(compared.paths, compared.contents) {
      let path = String(decoding: bytes, as: UTF8.self)
      if path.hasPrefix(top) {
        tickets.append(String(path.dropFirst(top.utf8.count)))
      } else {
        others[Path.relative(path, to: prefix)] = .some(content)
      }
    }
    return (others, tickets)
  }

  /// The tickets that commits name; of very many commits only some are asked.
  private func trailers(of commits: Set<ObjectID>) throws(GitError) -> [String] {
    var found: [String] = []
    for id in commits.sorted().prefix(500) {
      found += Trailers.tickets(
        in: try graph.repository.message(of: id), shortestName: TicketLocator.shortest)
    }
    return found.withoutRepeats
  }

  /// The files of a branch that the base branch has not got as the branch made them: none after a squash, and those of
  /// the other commits where some were picked over.
  func openPaths(of work: BranchWork) throws(GitError) -> Set<String> {
    if let before = try graph.node(work.fork)?.tree, let after = try graph.node(work.tip)?.tree,
      try contents.whole(from: before, to: after, since: work.tip) != nil
    {
      return []
    }
    var open: Set<String> = []
    for id in work.own where try graph.node(id)?.parents.count ?? 2 < 2 {
      let paths = try contents.paths(of: id)
      guard !paths.isEmpty, try contents.counterpart(of: id) == nil else { continue }
      if let (old, new) = try graph.trees(of: id),
        try contents.whole(from: old, to: new, since: work.tip) != nil
      {
        continue
      }
      open.formUnion(paths.map { Path.relative(String(decoding: $0, as: UTF8.self), to: prefix) })
    }
    return open
  }
}
