/// Walks back from commits, the newest first.
struct Ancestry {
  private struct Node {
    let time: Int64
    let parents: [ObjectID]
  }

  /// From which side a commit was reached.
  private struct Sides: OptionSet {
    let rawValue: UInt8
    static let first = Sides(rawValue: 1)
    static let second = Sides(rawValue: 2)
    /// Older than a meeting that is already known.
    static let stale = Sides(rawValue: 4)
    static let both: Sides = [.first, .second]
  }

  private let repository: Repository
  private var nodes: [ObjectID: Node] = [:]

  init(_ repository: Repository) {
    self.repository = repository
  }

  /// Where the histories of a commit and of others meet, the newest first; clocks that lie may leave one too many.
  mutating func meetings(of first: ObjectID, and others: [ObjectID]) throws(GitError) -> [ObjectID] {
    var sides: [ObjectID: Sides] = [first: .first]
    for other in others { sides[other, default: []].formUnion(.second) }
    var queue = NewestFirst()
    for id in [first] + others { queue.push(id, time: try node(id)?.time ?? 0) }
    // The walk ends when only stale commits are left in the queue.
    var waiting = Set(sides.keys)
    var meetings: [ObjectID] = []
    while !waiting.isEmpty, let id = queue.pop() {
      waiting.remove(id)
      var reached = sides[id] ?? []
      if reached == .both {
        if !meetings.contains(id) { meetings.append(id) }
        reached.insert(.stale)
      }
      for parent in try node(id)?.parents ?? [] where !(sides[parent] ?? []).isSuperset(of: reached) {
        guard let time = try node(parent)?.time else { continue }
        sides[parent, default: []].formUnion(reached)
        if sides[parent]?.contains(.stale) == true { waiting.remove(parent) } else { waiting.insert(parent) }
        queue.push(parent, time: time)
      }
    }
    return meetings.filter { sides[$0]?.contains(.stale) == false }
  }

  /// A commit; none when a shallow clone ends before it.
  private mutating func node(_ id: ObjectID) throws(GitError) -> Node? {
    if let node = nodes[id] { return node }
    do throws(GitError) {
      let commit = try repository.commit(id)
      let node = Node(time: commit.committer.seconds, parents: commit.parents)
      nodes[id] = node
      return node
    } catch {
      if error.kind == .notFetched, repository.isShallow { return nil }
      throw error
    }
  }
}
