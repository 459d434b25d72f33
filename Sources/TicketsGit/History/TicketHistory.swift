package import TicketsCore

/// When each field and criterion of a ticket changed.
package struct TicketHistory {
  /// A commit that changed something.
  package struct Event: Sendable {
    package let commit: Commit
    package let changes: VersionChanges
  }

  /// The oldest first, none before one that it rests on.
  package let events: [Event]
  /// The ticket as it is at the revision; none where it was deleted.
  package let present: TicketVersion?
  /// The branches and the tags that have the present state: its commits, or the same file.
  package let branches: [String]
  package let tags: [String]

  /// When the ticket became done for the first time.
  package var firstDone: Event? { events.first(where: \.changes.isDone) }

  /// Follows a ticket back from a revision; the folder is the one that it has there, or was deleted with.
  package init(
    of id: TicketID?, folder: String, at revision: String, prefix: String = "", in repository: Repository
  ) throws(GitError) {
    let graph = CommitGraph(repository)
    let tip = try repository.commit(of: revision)
    let commits = try graph.commits(from: [tip])
    var versions = VersionReader(of: id, folder: folder, prefix: prefix, in: graph)
    let states = try versions.states(at: commits)
    var events: [Event] = []
    for (commit, changes) in try versions.changes(at: commits, states) {
      events.append(Event(commit: try repository.commit(commit), changes: changes))
    }
    self.events = events
    present = states[tip]?.flatMap { versions.version(of: $0) }
    let last = try graph.last(of: Set(events.map(\.commit.id)), in: commits)
    var known = last.map { _ in [ObjectID: Bool]() }
    func names(_ references: [Reference]) throws(GitError) -> [String] {
      var names: [String] = []
      for reference in references where !reference.isSymbolic {
        // A tag may name something that is no commit.
        guard let commit = repository.commit(within: reference.id) else { continue }
        var hasAll = !last.isEmpty
        for (index, id) in last.enumerated() where hasAll {
          hasAll = try graph.contains(id, in: commit, known: &known[index])
        }
        if !hasAll { hasAll = try versions.has(states[tip] ?? nil, at: commit) }
        if hasAll { names.append(reference.name) }
      }
      return names
    }
    branches = try names(repository.branches())
    tags = try names(repository.tags())
  }
}

extension CommitGraph {
  /// Of some commits those that no other of them rests on; the order has no commit before its parents.
  fileprivate func last(of wanted: Set<ObjectID>, in order: [ObjectID]) throws(GitError) -> [ObjectID] {
    var covered: Set<ObjectID> = []
    var last: [ObjectID] = []
    for id in order.reversed() {
      if wanted.contains(id), !covered.contains(id) { last.append(id) }
      if wanted.contains(id) || covered.contains(id) { covered.formUnion(try parents(of: id)) }
    }
    return last
  }
}
