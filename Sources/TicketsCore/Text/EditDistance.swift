/// How far two words are apart, to find out what someone meant.
package enum EditDistance {
  /// The candidate with the fewest edits, when so few are enough; the first of equals.
  package static func nearest(to word: String, among candidates: [String], within limit: Int) -> String? {
    let typed = Array(word.utf8.prefix(64))
    var best: (candidate: String, edits: Int)?
    for candidate in candidates {
      let meant = Array(candidate.utf8)
      // In a short word each edit makes another word.
      let allowed = min(limit, meant.count / 2)
      guard abs(word.utf8.count - meant.count) <= allowed else { continue }
      let edits = between(typed, meant)
      if edits <= allowed, edits < best?.edits ?? .max { best = (candidate, edits) }
    }
    return best?.candidate
  }

  /// Counts the letters to add, drop or change, and the neighbours to swap.
  private static func between(_ old: [UInt8], _ new: [UInt8]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...new.count)
    for row in old.indices {
      var current = [row + 1]
      for column in new.indices {
        let same = old[row] == new[column]
        var edits = min(last[column] + (same ? 0 : 1), last[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, old[row] == new[column - 1], old[row - 1] == new[column] {
          edits = min(edits, beforeLast[column - 1] + 1)
        }
        current.append(edits)
      }
      (beforeLast, last) = (last, current)
    }
    return last[new.count]
  }
}
