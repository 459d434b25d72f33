/// Commits and all their ancestors, found as far back as they are asked for.
struct AncestorSet {
  private let graph: CommitGraph
  private var found: Set<ObjectID> = []
  private var queue = NewestFirst()

  init(of tips: [ObjectID], in graph: CommitGraph) throws(GitError) {
    self.graph = graph
    for tip in tips where found.insert(tip).inserted { queue.push(tip, time: try graph.node(tip)?.time ?? 0) }
  }

  /// Whether a commit is one of the tips or an ancestor of one.
  mutating func contains(_ id: ObjectID) throws(GitError) -> Bool {
    if found.contains(id) { return true }
    let time = try graph.node(id)?.time ?? 0
    while let newest = queue.newest, newest > time &- Self.mostClocksDiffer, let next = queue.pop() {
      for parent in try graph.node(next)?.parents ?? [] where found.insert(parent).inserted {
        queue.push(parent, time: try graph.node(parent)?.time ?? 0)
      }
    }
    return found.contains(id)
  }

  /// Where the history of another commit leaves these ancestors; several where it did so more than once.
  mutating func forks(of tip: ObjectID) throws(GitError) -> Set<ObjectID> {
    var forks: Set<ObjectID> = []
    var seen: Set<ObjectID> = []
    var rest = [tip]
    while let id = rest.popLast() {
      guard seen.insert(id).inserted else { continue }
      if try contains(id) { forks.insert(id) } else { rest += try graph.node(id)?.parents ?? [] }
    }
    return forks
  }

  /// Clocks that differ by no more, in seconds, hide no ancestor.
  static let mostClocksDiffer: Int64 = 86_400
}
