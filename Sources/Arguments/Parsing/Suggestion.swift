extension String {
  /// The candidate that was most likely meant, if one is close enough; the first of equals.
  package func nearest(among candidates: some Sequence<String>) -> String? {
    let typed = Array(lowercased().drop { $0 == "-" })
    var best: (candidate: String, edits: Int)?
    var longer: String?
    for candidate in candidates {
      let meant = Array(candidate.lowercased().drop { $0 == "-" })
      // A share of the shorter word: one edit makes any short name out of another, and no help.
      let allowed = Swift.max(1, Swift.min(typed.count, meant.count) / 3)
      if longer == nil, typed.count > 2, meant.starts(with: typed) { longer = candidate }
      guard abs(typed.count - meant.count) <= allowed, typed.count > 1 || meant.count > 1 else { continue }
      let edits = edits(from: typed, to: meant)
      if edits <= allowed, edits < best?.edits ?? .max { best = (candidate, edits) }
    }
    return best?.candidate ?? longer
  }
}

/// Counts the letters to add, drop or change, and the neighbours to swap.
private func edits(from old: [Character], to new: [Character]) -> Int {
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
