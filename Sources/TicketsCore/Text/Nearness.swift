/// Which of the known names someone meant.
package enum Nearness {
  /// The known name that takes the fewest edits; at most a third of its letters may differ.
  package static func nearest(to name: String, among known: [String]) -> String? {
    let name = Array(name)
    return known.map { (name: $0, edits: edits(name, Array($0))) }
      .filter { $0.edits <= max(1, min(name.count, $0.name.count) / 3) }
      .min { $0.edits < $1.edits }?.name
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
