import TicketsCore

/// Finds the versions of one ticket in a history, whichever folders it had; each object is read once.
struct VersionReader {
  private let id: TicketID?
  private let prefix: String
  private let graph: CommitGraph
  /// The names of the folders that the ticket was ever found in.
  private var folders: [[UInt8]]
  /// By the tree object of `.tickets`, the file of the ticket in it.
  private var files: [ObjectID: ObjectID?] = [:]
  private var versions: [ObjectID: TicketVersion?] = [:]

  init(of id: TicketID?, folder: String, prefix: String, in graph: CommitGraph) {
    (self.id, self.prefix, self.graph) = (id, prefix, graph)
    folders = [Array(folder.utf8)]
  }

  private var repository: Repository { graph.repository }

  /// The version that a file holds.
  func version(of file: ObjectID) -> TicketVersion? { versions[file] ?? nil }

  /// The file of the ticket at each commit, the oldest first; none where there is no ticket.
  ///
  /// A file that cannot be read says nothing: there the ticket is as it was before.
  mutating func states(at commits: [ObjectID]) throws(GitError) -> [ObjectID: ObjectID?] {
    let trees = try trees(at: commits)
    // Older trees are stored as what is different from newer ones, which are then at hand.
    let newestFirst = commits.reversed().compactMap { trees[$0] }.withoutRepeats
    repeat { try readFiles(in: newestFirst) } while try findOtherFolders(commits, trees)
    var states: [ObjectID: ObjectID?] = [:]
    for commit in commits {
      let file = trees[commit].flatMap { files[$0] ?? nil }
      if let file, version(of: file) == nil {
        states[commit] = try graph.parents(of: commit).first.flatMap { states[$0] } ?? nil
      } else {
        states[commit] = .some(file)
      }
    }
    return states
  }

  /// What each commit changed that none of its parents has.
  func changes(
    at commits: [ObjectID], _ states: [ObjectID: ObjectID?]
  ) throws(GitError) -> [(ObjectID, VersionChanges)] {
    var found: [(ObjectID, VersionChanges)] = []
    for commit in commits {
      let parents = try graph.parents(of: commit)
      // Where a shallow clone ends nobody can say what a commit changed.
      if try parents.count < graph.node(commit)?.parents.count ?? 0 { continue }
      let new = states[commit] ?? nil
      let old = parents.map { states[$0] ?? nil }
      if old.contains(new) || old.isEmpty && new == nil { continue }
      let changes = TicketVersion.changes(
        from: old.map { $0.flatMap { version(of: $0) } }, to: new.flatMap { version(of: $0) })
      if !changes.isEmpty { found.append((commit, changes)) }
    }
    return found
  }

  /// Whether the ticket at a commit is this file.
  mutating func has(_ file: ObjectID?, at commit: ObjectID) throws(GitError) -> Bool {
    guard let file, let node = try graph.node(commit),
      let tree = try repository.tickets(of: node.tree, prefix: prefix)
    else { return false }
    try readFiles(in: [tree])
    return files[tree] == .some(file)
  }

  /// The tree objects of `.tickets`, where there are some.
  private func trees(at commits: [ObjectID]) throws(GitError) -> [ObjectID: ObjectID] {
    var roots: [ObjectID] = []
    for commit in commits.reversed() { roots.append(try graph.node(commit)?.tree ?? repository.format.zero) }
    let (location, prefix, distinct) = (repository.location, prefix, roots.withoutRepeats)
    let trees: [ObjectID?] = try Threads.map(count: distinct.count, atLeast: 512) { () throws(GitError) in
      try Repository(at: location)
    } _: { (repository: borrowing Repository, index: Int) throws(GitError) in
      try repository.tickets(of: distinct[index], prefix: prefix)
    }
    let found = Dictionary(uniqueKeysWithValues: zip(distinct, trees))
    return Dictionary(uniqueKeysWithValues: zip(commits.reversed(), roots).map { ($0, found[$1] ?? nil) })
      .compactMapValues(\.self)
  }

  /// Finds the ticket in trees of `.tickets` where that is not known yet.
  private mutating func readFiles(in trees: [ObjectID]) throws(GitError) {
    let (wanted, location, names) = (trees.filter { (files[$0] ?? nil) == nil }, repository.location, folders)
    let found: [[ObjectID]] = try Threads.map(count: wanted.count, atLeast: 256) { () throws(GitError) in
      try Repository(at: location)
    } _: { (repository: borrowing Repository, index: Int) throws(GitError) in
      var found: [ObjectID] = []
      for name in names {
        if let folder = try repository.entry(named: name, in: wanted[index]), folder.mode == RawTree.Entry.folderMode {
          found.append(folder.id)
        }
      }
      return found
    }
    var known: [ObjectID: ObjectID?] = [:]
    for (tree, candidates) in zip(wanted, found) {
      var file: ObjectID?
      for folder in candidates where file == nil {
        if known[folder] == nil { known[folder] = try self.file(in: folder) }
        file = known[folder] ?? nil
      }
      files[tree] = .some(file)
    }
  }

  /// The file of this ticket in a folder; none where the folder holds another ticket.
  private mutating func file(in folder: ObjectID) throws(GitError) -> ObjectID? {
    guard let entry = try repository.entry(named: Array(Layout.ticketFileName.utf8), in: folder) else { return nil }
    if versions[entry.id] == nil { versions[entry.id] = .some(TicketVersion(try repository.blob(entry.id))) }
    if let id, let other = version(of: entry.id)?.ticket.id, other != id { return nil }
    return entry.id
  }

  /// Looks for other names of the folder where the ticket comes from nowhere or goes there; whether there is one.
  private mutating func findOtherFolders(
    _ commits: [ObjectID], _ trees: [ObjectID: ObjectID]
  ) throws(GitError) -> Bool {
    guard let id else { return false }
    var seen: Set<[ObjectID]> = []
    for commit in commits {
      guard let here = trees[commit] else { continue }
      for parent in try graph.parents(of: commit) {
        guard let there = trees[parent], here != there else { continue }
        let (isHere, isThere) = (files[here] ?? nil, files[there] ?? nil)
        guard (isHere == nil) != (isThere == nil), seen.insert([here, there]).inserted else { continue }
        let (without, with) = isHere == nil ? (here, there) : (there, here)
        if try findFolder(of: id, in: without, butNotIn: with) { return true }
      }
    }
    return false
  }

  private mutating func findFolder(
    of id: TicketID, in tree: ObjectID, butNotIn other: ObjectID
  ) throws(GitError) -> Bool {
    let (tree, other) = (try repository.tree(tree), try repository.tree(other))
    for entry in tree.entries(unlike: other).own where tree.isTicketFolder(entry) {
      let name = Array(tree.nameBytes(of: entry))
      guard !folders.contains(name), try file(in: entry.id).flatMap({ version(of: $0) })?.ticket.id == id else {
        continue
      }
      folders.append(name)
      return true
    }
    return false
  }
}
