/// Finds the fewest changes between two texts, halving the problem at the middle of a shortest way.
struct MyersDiff {
  private let old: [Int]
  private let new: [Int]
  private let mostCost: Int
  /// The furthest place reached on each diagonal, from the beginning and from the end.
  private var forward: [Int]
  private var backward: [Int]
  /// Diagonals count from `-new.count - 1`.
  private let zero: Int

  /// Marks what differs between two ranges of lines.
  static func mark(_ marks: inout DiffMarks, _ oldLines: Range<Int>, _ newLines: Range<Int>) {
    let kept = DiffTrim(marks.old[oldLines], marks.new[newLines])
    for index in kept.unmatchedOld { marks.removed[index] = true }
    for index in kept.unmatchedNew { marks.added[index] = true }
    var diff = MyersDiff(kept.old.map { marks.old[$0] }, kept.new.map { marks.new[$0] })
    diff.compare(0..<kept.old.count, 0..<kept.new.count) { removed, added in
      for index in removed { marks.removed[kept.old[index]] = true }
      for index in added { marks.added[kept.new[index]] = true }
    }
  }

  private init(_ old: [Int], _ new: [Int]) {
    (self.old, self.new) = (old, new)
    let diagonals = old.count + new.count + 3
    mostCost = max(DiffTrim.roughRoot(diagonals), 256)
    forward = Array(repeating: 0, count: diagonals)
    backward = Array(repeating: 0, count: diagonals)
    zero = new.count + 1
  }

  private mutating func compare(_ first: Range<Int>, _ second: Range<Int>, _ mark: (Range<Int>, Range<Int>) -> Void) {
    var open = [(first, second)]
    while let (left, right) = open.popLast() {
      var (start, end) = ((left.lowerBound, right.lowerBound), (left.upperBound, right.upperBound))
      while start.0 < end.0, start.1 < end.1, old[start.0] == new[start.1] { start = (start.0 + 1, start.1 + 1) }
      while start.0 < end.0, start.1 < end.1, old[end.0 - 1] == new[end.1 - 1] { end = (end.0 - 1, end.1 - 1) }
      if start.0 == end.0 || start.1 == end.1 {
        mark(start.0..<end.0, start.1..<end.1)
      } else {
        let middle = split(start.0..<end.0, start.1..<end.1)
        open.append((middle.0..<end.0, middle.1..<end.1))
        open.append((start.0..<middle.0, start.1..<middle.1))
      }
    }
  }

  /// A place that a shortest way goes through, found from both ends at once.
  private mutating func split(_ left: Range<Int>, _ right: Range<Int>) -> (Int, Int) {
    let limits = (left.lowerBound - right.upperBound)...(left.upperBound - right.lowerBound)
    let (first, last) = (left.lowerBound - right.lowerBound, left.upperBound - right.upperBound)
    let isOdd = (first - last) & 1 != 0
    var (ahead, behind) = ((low: first, high: first), (low: last, high: last))
    forward[zero + first] = left.lowerBound
    backward[zero + last] = left.upperBound
    for cost in 1... {
      if ahead.low > limits.lowerBound {
        ahead.low -= 1
        forward[zero + ahead.low - 1] = -1
      } else {
        ahead.low += 1
      }
      if ahead.high < limits.upperBound {
        ahead.high += 1
        forward[zero + ahead.high + 1] = -1
      } else {
        ahead.high -= 1
      }
      for diagonal in stride(from: ahead.high, through: ahead.low, by: -2) {
        var x = max(forward[zero + diagonal - 1] + 1, forward[zero + diagonal + 1])
        while x < left.upperBound, x - diagonal < right.upperBound, old[x] == new[x - diagonal] { x += 1 }
        forward[zero + diagonal] = x
        if isOdd, behind.low <= diagonal, diagonal <= behind.high, backward[zero + diagonal] <= x {
          return (x, x - diagonal)
        }
      }
      if behind.low > limits.lowerBound {
        behind.low -= 1
        backward[zero + behind.low - 1] = .max
      } else {
        behind.low += 1
      }
      if behind.high < limits.upperBound {
        behind.high += 1
        backward[zero + behind.high + 1] = .max
      } else {
        behind.high -= 1
      }
      for diagonal in stride(from: behind.high, through: behind.low, by: -2) {
        let (below, above) = (backward[zero + diagonal - 1], backward[zero + diagonal + 1])
        var x = below < above ? below : above - 1
        while x > left.lowerBound, x - diagonal > right.lowerBound, old[x - 1] == new[x - diagonal - 1] { x -= 1 }
        backward[zero + diagonal] = x
        if !isOdd, ahead.low <= diagonal, diagonal <= ahead.high, x <= forward[zero + diagonal] {
          return (x, x - diagonal)
        }
      }
      if cost >= mostCost { return furthest(left, right, ahead, behind) }
    }
    return (left.upperBound, right.upperBound)
  }

  /// The place reached with the most lines behind it: two texts without much in common are not worth more time.
  private func furthest(
    _ left: Range<Int>, _ right: Range<Int>, _ ahead: (low: Int, high: Int), _ behind: (low: Int, high: Int)
  ) -> (Int, Int) {
    var (best, most) = ((left.lowerBound, right.lowerBound), -1)
    for diagonal in stride(from: ahead.high, through: ahead.low, by: -2) {
      let x = min(forward[zero + diagonal], left.upperBound, right.upperBound + diagonal)
      if 2 * x - diagonal > most { (best, most) = ((x, x - diagonal), 2 * x - diagonal) }
    }
    var (other, least) = ((left.upperBound, right.upperBound), Int.max)
    for diagonal in stride(from: behind.high, through: behind.low, by: -2) {
      let x = max(backward[zero + diagonal], left.lowerBound, right.lowerBound + diagonal)
      if 2 * x - diagonal < least { (other, least) = ((x, x - diagonal), 2 * x - diagonal) }
    }
    let isAheadBetter =
      left.upperBound + right.upperBound - least < most - left.lowerBound - right.lowerBound
    return isAheadBetter ? best : other
  }
}
