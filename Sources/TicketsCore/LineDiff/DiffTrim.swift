/// What is left of two texts to compare once their equal ends and the lines that pair with nothing are set aside.
struct DiffTrim {
  /// Indices of the lines that remain.
  private(set) var old: [Int] = []
  private(set) var new: [Int] = []
  /// Indices of the lines that are changed without a further look.
  private(set) var unmatchedOld: [Int] = []
  private(set) var unmatchedNew: [Int] = []

  private enum Matches {
    case none, some, many
  }

  init(_ oldLines: ArraySlice<Int>, _ newLines: ArraySlice<Int>) {
    var oldCounts: [Int: Int] = [:]
    var newCounts: [Int: Int] = [:]
    for line in oldLines { oldCounts[line, default: 0] += 1 }
    for line in newLines { newCounts[line, default: 0] += 1 }
    let head = zip(oldLines, newLines).prefix { $0 == $1 }.count
    let room = min(oldLines.count, newLines.count) - head
    let tail = zip(oldLines.reversed(), newLines.reversed()).prefix(room).prefix { $0 == $1 }.count
    (old, unmatchedOld) = Self.sift(oldLines, head, tail, newCounts)
    (new, unmatchedNew) = Self.sift(newLines, head, tail, oldCounts)
  }

  private static func sift(
    _ lines: ArraySlice<Int>, _ head: Int, _ tail: Int, _ counts: [Int: Int]
  ) -> (kept: [Int], unmatched: [Int]) {
    let many = min(roughRoot(lines.count), 1024)
    let middle = lines.dropFirst(head).dropLast(tail)
    let matches = middle.map { line -> Matches in
      let count = counts[line] ?? 0
      return count == 0 ? .none : count >= many ? .many : .some
    }
    var (kept, unmatched): ([Int], [Int]) = ([], [])
    for (position, index) in middle.indices.enumerated() {
      if matches[position] == .none || matches[position] == .many && isLost(matches, position) {
        unmatched.append(index)
      } else {
        kept.append(index)
      }
    }
    return (kept, unmatched)
  }

  /// Whether a common line stands in the middle of lines that mostly pair with nothing.
  private static func isLost(_ matches: [Matches], _ position: Int) -> Bool {
    let before = matches[max(0, position - 100)..<position].reversed().prefix { $0 != .some }
    let after = matches[(position + 1)..<min(matches.count, position + 101)].prefix { $0 != .some }
    let (unmatchedBefore, unmatchedAfter) = (before.count { $0 == .none }, after.count { $0 == .none })
    guard unmatchedBefore > 0, unmatchedAfter > 0 else { return false }
    let unmatched = unmatchedBefore + unmatchedAfter
    let common = before.count + after.count - unmatched + 2
    return common * 4 < common + unmatched
  }

  /// A power of two near the square root.
  static func roughRoot(_ number: Int) -> Int {
    var (root, rest) = (1, number)
    while rest > 0 {
      root <<= 1
      rest >>= 2
    }
    return root
  }
}
