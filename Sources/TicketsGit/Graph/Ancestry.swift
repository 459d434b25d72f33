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
  /// Of the commits that only the first side has reached, when the oldest was made.
  private var oldest = Int64.max

  init(_ graph: CommitGraph) {
    self.graph = graph
  }

  /// Where the histories of a commit and of others meet, the newest first; clocks that lie may leave one too many.
  mutating func meetings(of first: ObjectID, and others: [ObjectID]) throws(GitError) -> [ObjectID] {
    try paint(from: [first], and: others, beyond: nil)
    return found.filter { sides[$0]?.contains(.stale) == false }
  }

  /// The commits that are reached from the first alone.
  mutating func only(from tips: [ObjectID], notFrom others: [ObjectID]) throws(GitError) -> Set<ObjectID> {
    try paint(from: tips, and: others, beyond: AncestorSet.mostClocksDiffer)
    return Set(sides.filter { $0.value == .first }.keys)
  }

  /// Paints until only what is stale is left, and so many seconds more: what lies behind might be of one side after all.
  private mutating func paint(
    from tips: [ObjectID], and others: [ObjectID], beyond seconds: Int64?
  ) throws(GitError) {
    (sides, found, oldest) = ([:], [], .max)
    for tip in tips { sides[tip] = .first }
    for other in others { sides[other, default: []].formUnion(.second) }
    var queue = NewestFirst()
    for id in tips + others { queue.push(id, time: try graph.node(id)?.time ?? 0) }
    var waiting = Set(sides.keys)
    while !waiting.isEmpty || queue.newest ?? .min > seconds.map({ oldest &- $0 }) ?? .max, let id = queue.pop() {
      waiting.remove(id)
      var reached = sides[id] ?? []
      if reached == .first { oldest = min(oldest, try graph.node(id)?.time ?? 0) }
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
