/// Which lines differ between two texts, found as git finds them: a merge is only like git's when its differences are.
struct LineDiff {
  /// How the lines that both texts have are paired.
  enum Algorithm {
    /// Pairs around the rarest lines, as `git merge` does.
    case histogram
    /// The fewest changes, as `git merge-file` and `git diff` do.
    case myers
  }

  /// Lines of the old text that others of the new one take the place of.
  struct Hunk: Equatable {
    let old: Range<Int>
    let new: Range<Int>
  }

  let hunks: [Hunk]

  init(_ old: [Int], _ new: [Int], _ algorithm: Algorithm) {
    var marks = DiffMarks(old: old, new: new)
    switch algorithm {
    case .histogram: HistogramDiff.mark(&marks)
    case .myers: MyersDiff.mark(&marks, marks.oldLines, marks.newLines)
    }
    DiffGroups.slide(old, &marks.removed, along: marks.added)
    DiffGroups.slide(new, &marks.added, along: marks.removed)
    hunks = marks.hunks
  }
}

/// The lines that a comparison has marked as changed so far.
struct DiffMarks {
  let old: [Int]
  let new: [Int]
  var removed: [Bool]
  var added: [Bool]

  init(old: [Int], new: [Int]) {
    (self.old, self.new) = (old, new)
    removed = Array(repeating: false, count: old.count)
    added = Array(repeating: false, count: new.count)
  }

  var oldLines: Range<Int> { 0..<old.count }
  var newLines: Range<Int> { 0..<new.count }

  mutating func mark(_ oldLines: Range<Int>, _ newLines: Range<Int>) {
    for index in oldLines { removed[index] = true }
    for index in newLines { added[index] = true }
  }

  /// The runs of marks, paired by the unmarked lines between them.
  var hunks: [LineDiff.Hunk] {
    var hunks: [LineDiff.Hunk] = []
    var (left, right) = (0, 0)
    while left < old.count || right < new.count {
      let start = (left, right)
      while left < old.count, removed[left] { left += 1 }
      while right < new.count, added[right] { right += 1 }
      if start != (left, right) { hunks.append(LineDiff.Hunk(old: start.0..<left, new: start.1..<right)) }
      // Both sides stand on a pair of equal lines now, or at the end.
      left += 1
      right += 1
    }
    return hunks
  }
}
