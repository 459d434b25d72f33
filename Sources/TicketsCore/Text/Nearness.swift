/// Which of the known names someone meant.
package enum Nearness {
  /// The known name that takes the fewest edits, the first of equals.
  ///
  /// At most a third of its letters may differ; within a limit, so many, but no more than half of the known name.
  package static func nearest(to name: String, among known: [String], within limit: Int? = nil) -> String? {
    let letters = Array(name)
    var best: (name: String, edits: Int)?
    for candidate in known {
      let meant = Array(candidate)
      let allowed = limit.map { min($0, meant.count / 2) } ?? max(1, min(letters.count, meant.count) / 3)
      guard abs(letters.count - meant.count) <= allowed else { continue }
      let edits = edits(letters, meant)
      if edits <= allowed, edits < best?.edits ?? .max { best = (candidate, edits) }
    }
    return best?.name
  }

  /// How many letters must be put in, taken out, replaced or swapped with a neighbour.
  private static func edits(_ first: [Character], _ second: [Character]) -> Int {
    var before: [Int] = []
    var previous = Array(0...second.count)
    for (row, left) in first.enumerated() {
      var current = [row + 1]
      for (column, right) in second.enumerated() {
        var cost = min(previous[column] + (left == right ? 0 : 1), previous[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, left == second[column - 1], first[row - 1] == right {
          cost = min(cost, before[column - 1] + 1)
        }
        current.append(cost)
      }
      (before, previous) = (previous, current)
    }
    return previous[second.count]
  }
}
