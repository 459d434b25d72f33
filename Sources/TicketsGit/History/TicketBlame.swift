package import TicketsCore

/// Who set each thing that a ticket says to what it is.
package struct TicketBlame {
  /// A commit, with what is known of how it came to be.
  package struct Source: Sendable {
    package let commit: Commit
    /// The run whose log the same commit wrote.
    package let run: String?
    /// The branch that it was made on, as far as anybody can tell.
    package let branch: String?
  }

  package let blame: Blame
  /// The ticket at the revision; none where it was deleted.
  package let present: TicketVersion?
  /// By number of the commit.
  package let sources: [Int: Source]
  /// Whether something lies before the end of a shallow clone.
  package let isCut: Bool

  /// Follows a ticket back from a revision, as its history does.
  package init(
    of id: TicketID?, folder: String, at revision: String, base configured: String?, prefix: String = "",
    in repository: Repository
  ) throws(GitError) {
    let graph = CommitGraph(repository)
    let tip = try repository.commit(of: revision)
    let commits = try graph.commits(from: [tip])
    let numbers = Dictionary(uniqueKeysWithValues: commits.enumerated().map { ($1, $0) })
    var reader = VersionReader(of: id, folder: folder, prefix: prefix, in: graph)
    let states = try reader.states(at: commits)
    var versions: [TicketVersion] = []
    var known: [ObjectID: Int] = [:]
    var nodes: [Blame.Commit] = []
    for commit in commits {
      let file = states[commit] ?? nil
      if let file, known[file] == nil, let version = reader.version(of: file) {
        known[file] = versions.count
        versions.append(version)
      }
      let parents = try graph.parents(of: commit)
      nodes.append(
        Blame.Commit(
          parents: parents.compactMap { numbers[$0] },
          isCut: try parents.count < graph.node(commit)?.parents.count ?? 0,
          version: file.flatMap { known[$0] }))
    }
    blame = try Blame(of: nodes, versions: versions) { (first, second) throws(GitError) in
      try graph.mergeBases(commits[first], commits[second]).first.flatMap { numbers[$0] }
    }
    present = (states[tip] ?? nil).flatMap { reader.version(of: $0) }
    isCut = nodes.contains(where: \.isCut)
    let wanted = Set(
      blame.rows.compactMap(\.commit) + blame.dropped.flatMap { [$0.commit, $0.merge].compactMap(\.self) })
    let origins = try CommitOrigins(in: graph, base: repository.baseBranch(configured), prefix: prefix)
    var sources: [Int: Source] = [:]
    for number in wanted {
      let id = commits[number]
      sources[number] = Source(
        commit: try repository.commit(id), run: try origins.run(of: id, folder: folder),
        branch: try origins.branch(of: id))
    }
    self.sources = sources
  }
}

/// Where commits come from: the run that made them, the branch that they were made on.
private struct CommitOrigins {
  private let graph: CommitGraph
  private let base: Reference?
  private let prefix: String
  /// The commits that the base branch went through itself.
  private var trunk: Set<ObjectID> = []
  /// The merges of the base branch, the oldest first.
  private var merges: [ObjectID] = []
  private let references: [(name: String, commit: ObjectID)]

  init(in graph: CommitGraph, base: Reference?, prefix: String) throws(GitError) {
    (self.graph, self.base, self.prefix) = (graph, base, prefix)
    var next = try base.map { base throws(GitError) in try graph.repository.commit(of: base.id.hex) }
    while let id = next, let node = try graph.node(id) {
      trunk.insert(id)
      if node.parents.count > 1 { merges.insert(id, at: 0) }
      next = node.parents.first
    }
    references = try graph.repository.branches().filter { !$0.isSymbolic }.compactMap { reference in
      graph.repository.commit(within: reference.id).map { (reference.name, $0) }
    }
  }

  /// The branch: the base branch for what it went through itself, the one that a merge names for what that brought in,
  /// or else the first that has the commit.
  func branch(of id: ObjectID) throws(GitError) -> String? {
    if trunk.contains(id) { return base?.name }
    var known: [ObjectID: Bool] = [:]
    for merge in merges where try graph.contains(id, in: merge, known: &known) {
      return Self.branch(in: try graph.repository.commit(merge).subject)
    }
    known = [:]
    for (name, tip) in references where try graph.contains(id, in: tip, known: &known) { return name }
    return nil
  }

  /// The branch that the first line of a merge names, as git and services write it.
  private static func branch(in subject: String) -> String? {
    for mark in ["Merge branch '", "Merge remote-tracking branch '"] where subject.hasPrefix(mark) {
      return String(subject.dropFirst(mark.count).prefix { $0 != "'" })
    }
    let words = subject.split(separator: " ")
    guard subject.hasPrefix("Merge pull request #"), words.count == 6, words[4] == "from" else { return nil }
    return words[5].firstIndex(of: "/").map { String(words[5][words[5].index(after: $0)...]) }
  }

  /// The run whose log a commit wrote, where it wrote only one.
  func run(of id: ObjectID, folder: String) throws(GitError) -> String? {
    guard let (old, new) = try graph.trees(of: id) else { return nil }
    let (before, after) = (try logs(old, folder), try logs(new, folder))
    let changed = after.entries(unlike: before).own.compactMap { after.name(of: $0) }
    let runs = changed.compactMap { RunLogName($0)?.runID }.withoutRepeats
    return runs.count == 1 ? runs[0] : nil
  }

  private func logs(_ tree: ObjectID?, _ folder: String) throws(GitError) -> RawTree {
    guard let tree,
      let entry = try graph.repository.entry(
        "\(prefix)\(Layout.folderName)/\(folder)/\(Layout.logsFolderName)", in: tree),
      entry.kind == .folder
    else { return .empty }
    return try graph.repository.tree(entry.id)
  }
}
