/// Walks back from commits, the newest first, and paints each with the sides that it was reached from.
struct Ancestry {
  /// From which side a commit was reached.
  private struct Sides: OptionSet {
    let rawValue: UInt8
    static let first = Sides(rawValue: 1)
    static let second = Sides(rawValue: 2)
    /// Older than a meeting that is already known.
    static let stale = Sides(rawValue: 4)
    static let both: Sides = [.first, .second]
  }

  private let graph: CommitGraph
  private var sides: [ObjectID: Sides] = [:]
  private var found: [ObjectID] = []

  init(_ graph: CommitGraph) {
    self.graph = graph
  }

  /// Where the histories of a commit and of others meet, the newest first; clocks that lie may leave one too many.
  mutating func meetings(of first: ObjectID, and others: [ObjectID]) throws(GitError) -> [ObjectID] {
    try paint(from: [first], and: others)
    return found.filter { sides[$0]?.contains(.stale) == false }
  }

  /// The commits that are reached from the first alone.
  mutating func only(from tips: [ObjectID], notFrom others: [ObjectID]) throws(GitError) -> Set<ObjectID> {
    try paint(from: tips, and: others)
    return Set(sides.filter { $0.value == .first }.keys)
  }

  private mutating func paint(from tips: [ObjectID], and others: [ObjectID]) throws(GitError) {
    (sides, found) = ([:], [])
    for tip in tips { sides[tip] = .first }
    for other in others { sides[other, default: []].formUnion(.second) }
    var queue = NewestFirst()
    for id in tips + others { queue.push(id, time: try graph.node(id)?.time ?? 0) }
    // The walk ends when only stale commits are left in the queue.
    var waiting = Set(sides.keys)
    while !waiting.isEmpty, let id = queue.pop() {
      waiting.remove(id)
      var reached = sides[id] ?? []
      if reached == .both {
        if !found.contains(id) { found.append(id) }
        reached.insert(.stale)
      }
      for parent in try graph.node(id)?.parents ?? [] {
        let known = sides[parent]
        if known?.isSuperset(of: reached) == true { continue }
        guard let time = try graph.node(parent)?.time else { continue }
        let all = reached.union(known ?? [])
        sides[parent] = all
        // What was painted before its time, because a clock lied, must be painted again all the way down.
        if all.contains(.stale), known != .first { waiting.remove(parent) } else { waiting.insert(parent) }
        queue.push(parent, time: time)
      }
    }
  }
}
