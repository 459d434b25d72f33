import TicketsCore

/// When fields and criteria of many tickets changed, from one walk along a history.
///
/// Tickets go by the names of their folders here: `TicketHistory` follows a single one wherever it lay.
package struct TicketHistories {
  /// By the names of folders what commits changed, the newest first.
  package private(set) var events: [String: [TicketHistory.Event]] = [:]

  private let graph: CommitGraph
  private let prefix: String
  private var trees: [ObjectID: RawTree] = [:]
  private var versions: [ObjectID: TicketVersion?] = [:]

  /// Reads the newest commits that lead to a revision, and of each ticket the newest changes.
  package init(
    at revision: String, prefix: String = "", in repository: Repository, mostCommits: Int = 1_000, mostEvents: Int = 20
  ) throws(GitError) {
    graph = CommitGraph(repository)
    self.prefix = prefix
    let commits = try graph.commits(from: [repository.commit(of: revision)])
    for commit in commits.suffix(mostCommits).reversed() {
      for (folder, changes) in try changes(at: commit) where events[folder, default: []].count < mostEvents {
        events[folder, default: []].append(
          TicketHistory.Event(commit: try repository.commit(commit), changes: changes))
      }
    }
  }

  /// What a commit changed that none of its parents has.
  private mutating func changes(at commit: ObjectID) throws(GitError) -> [(String, VersionChanges)] {
    let parents = try graph.parents(of: commit)
    // Where a shallow clone ends nobody can say what a commit changed.
    guard let new = try tree(at: commit), try parents.count == graph.node(commit)?.parents.count else { return [] }
    var old: [RawTree] = []
    for parent in parents { old.append(try tree(at: parent) ?? .empty) }
    let candidates = new.entries(unlike: old.first ?? .empty).own.filter(new.isTicketFolder)
    var found: [(String, VersionChanges)] = []
    for entry in candidates {
      let name = Array(new.nameBytes(of: entry))
      let file = try self.file(in: entry.id)
      var before: [ObjectID?] = []
      for tree in old {
        if let there = tree.entry(named: name) {
          before.append(try self.file(in: there.id))
        } else {
          before.append(nil)
        }
      }
      if before.contains(file) { continue }
      let changes = TicketVersion.changes(
        from: before.map { $0.flatMap { versions[$0] ?? nil } }, to: file.flatMap { versions[$0] ?? nil })
      if !changes.isEmpty { found.append((String(decoding: name, as: UTF8.self), changes)) }
    }
    return found
  }

  /// The tree of `.tickets` at a commit; neighbours in a history are asked for again and again.
  private mutating func tree(at commit: ObjectID) throws(GitError) -> RawTree? {
    guard let node = try graph.node(commit), let id = try graph.repository.tickets(of: node.tree, prefix: prefix) else {
      return nil
    }
    if let tree = trees[id] { return tree }
    let tree = try graph.repository.tree(id)
    if trees.count > 64 { trees.removeAll() }
    trees[id] = tree
    return tree
  }

  /// The file of the ticket in a folder, read for once.
  private mutating func file(in folder: ObjectID) throws(GitError) -> ObjectID? {
    guard let entry = try graph.repository.entry(named: Array(Layout.ticketFileName.utf8), in: folder) else {
      return nil
    }
    if versions[entry.id] == nil { versions[entry.id] = .some(TicketVersion(try graph.repository.blob(entry.id))) }
    return entry.id
  }
}
