/// Finds the order in which to merge branches so that as few as possible stop.
///
/// Nobody knows how a conflict will be settled, so those that stop come last, each told as if the others were left out.
package struct TrainSearch<State, Failure: Error> {
  /// What merging one branch would do.
  package struct Trial {
    /// In how many places it stops; none means that it is merged.
    package let conflicts: Int
    /// What there is after it; as before, where it stops.
    package let state: State

    package init(conflicts: Int, state: State) {
      (self.conflicts, self.state) = (conflicts, state)
    }
  }

  /// So many branches are tried in every order.
  package static var mostExact: Int { 7 }

  /// The branches by their numbers.
  package private(set) var order: [Int] = []
  /// Whether every order was tried, or none can be better.
  package private(set) var isExact = false

  private let key: (State) -> String
  private let attempt: (State, Int) throws(Failure) -> Trial
  private var trials: [String: Trial] = [:]
  private var best: [String: Found] = [:]

  /// The branches that stop, then the places where they do.
  private struct Cost: Comparable {
    var stops = 0
    var conflicts = 0

    static func < (left: Cost, right: Cost) -> Bool {
      (left.stops, left.conflicts) < (right.stops, right.conflicts)
    }
  }

  private typealias Found = (cost: Cost, order: [Int])

  /// Searches from a state on; equal keys mean equal states.
  ///
  /// Of orders that are equally good it takes the given one.
  package init(
    of count: Int, from start: State, key: @escaping (State) -> String,
    trying attempt: @escaping (State, Int) throws(Failure) -> Trial
  ) throws(Failure) {
    (self.key, self.attempt) = (key, attempt)
    let given = Array(0..<count)
    var found = try inOrder(given, start)
    if found.cost == Cost() {
      isExact = true
    } else if count <= Self.mostExact {
      let best = try search(given, start)
      if best.cost < found.cost { found = best }
      isExact = true
    } else {
      let other = try inOrder(fewestFirst(given, start), start)
      if other.cost < found.cost { found = other }
    }
    order = found.order
  }

  /// Merges what does not stop, again and again the first of them.
  private mutating func inOrder(_ branches: [Int], _ start: State) throws(Failure) -> Found {
    var (state, order, rest) = (start, [Int](), branches)
    while let (branch, next) = try firstClean(rest, state) {
      order.append(branch)
      rest.removeAll { $0 == branch }
      state = next
    }
    return try ending(order, rest, state)
  }

  private mutating func firstClean(_ rest: [Int], _ state: State) throws(Failure) -> (branch: Int, state: State)? {
    for branch in rest {
      let trial = try self.trial(state, branch)
      if trial.conflicts == 0 { return (branch, trial.state) }
    }
    return nil
  }

  /// The order with those at its end that stop, the ones first that stop in the fewest places.
  private mutating func ending(_ order: [Int], _ rest: [Int], _ state: State) throws(Failure) -> Found {
    var stops: [(branch: Int, conflicts: Int)] = []
    for branch in rest { stops.append((branch, try trial(state, branch).conflicts)) }
    stops.sort { ($0.conflicts, $0.branch) < ($1.conflicts, $1.branch) }
    let cost = Cost(stops: stops.count, conflicts: stops.reduce(0) { $0 + $1.conflicts })
    return (cost, order + stops.map(\.branch))
  }

  /// The branches, those first after which the fewest others stop.
  private mutating func fewestFirst(_ branches: [Int], _ start: State) throws(Failure) -> [Int] {
    var counts: [Int: Int] = [:]
    for branch in branches {
      let first = try trial(start, branch)
      guard first.conflicts == 0 else {
        counts[branch] = .max
        continue
      }
      var count = 0
      for other in branches where other != branch {
        if try trial(first.state, other).conflicts > 0 { count += 1 }
      }
      counts[branch] = count
    }
    return branches.sorted { (counts[$0] ?? 0, $0) < (counts[$1] ?? 0, $1) }
  }

  private mutating func search(_ rest: [Int], _ state: State) throws(Failure) -> Found {
    let name = "\(rest) \(key(state))"
    if let known = best[name] { return known }
    var found: Found?
    for branch in rest {
      let trial = try self.trial(state, branch)
      guard trial.conflicts == 0 else { continue }
      let after = try search(rest.filter { $0 != branch }, trial.state)
      if found.map({ after.cost < $0.cost }) ?? true { found = (after.cost, [branch] + after.order) }
      if after.cost == Cost() { break }
    }
    let result: Found
    if let found { result = found } else { result = try ending([], rest, state) }
    best[name] = result
    return result
  }

  private mutating func trial(_ state: State, _ branch: Int) throws(Failure) -> Trial {
    let name = "\(branch) \(key(state))"
    if let known = trials[name] { return known }
    let trial = try attempt(state, branch)
    trials[name] = trial
    return trial
  }
}
