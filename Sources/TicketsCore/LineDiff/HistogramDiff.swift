/// Pairs two texts around the longest run of their rarest common lines, and then what lies before and after it.
struct HistogramDiff {
  /// A line more common than this pairs nothing.
  private static let mostRepeats = 64

  private struct Region {
    let old: Range<Int>
    let new: Range<Int>
  }

  private let old: [Int]
  private let new: [Int]
  /// By the number of a line, how often it stands in the old part of the region at hand, and where first.
  private var counts: [Int]
  private var firsts: [Int]
  /// By the place of an old line, where the same line stands next.
  private var following: [Int]

  private init(_ marks: DiffMarks) {
    (old, new) = Self.dense(marks.old, marks.new)
    let most = max(old.max() ?? 0, new.max() ?? 0) + 1
    counts = Array(repeating: 0, count: most)
    firsts = Array(repeating: -1, count: most)
    following = Array(repeating: -1, count: old.count)
  }

  /// The same lines with numbers from zero on where those of a small part of large texts would waste room.
  private static func dense(_ old: [Int], _ new: [Int]) -> ([Int], [Int]) {
    let most = max(old.max() ?? 0, new.max() ?? 0)
    guard most > 4 * (old.count + new.count) else { return (old, new) }
    var numbers: [Int: Int] = [:]
    func number(_ line: Int) -> Int {
      if let known = numbers[line] { return known }
      numbers[line] = numbers.count
      return numbers.count - 1
    }
    return (old.map(number), new.map(number))
  }

  static func mark(_ marks: inout DiffMarks) {
    var diff = HistogramDiff(marks)
    var open = [Region(old: marks.oldLines, new: marks.newLines)]
    while let region = open.popLast() {
      if region.old.isEmpty || region.new.isEmpty {
        marks.mark(region.old, region.new)
        continue
      }
      switch diff.anchor(region) {
      case .none: marks.mark(region.old, region.new)
      case .tooCommon: MyersDiff.mark(&marks, region.old, region.new)
      case .unique(let runs):
        var (oldEnd, newEnd) = (region.old.lowerBound, region.new.lowerBound)
        for run in UniqueRuns.paired(runs, of: region.old) {
          marks.mark(oldEnd..<run.old, newEnd..<run.new)
          (oldEnd, newEnd) = (run.old + run.count, run.new + run.count)
        }
        marks.mark(oldEnd..<region.old.upperBound, newEnd..<region.new.upperBound)
      case .run(let run):
        open.append(
          Region(old: run.old.upperBound..<region.old.upperBound, new: run.new.upperBound..<region.new.upperBound))
        open.append(
          Region(old: region.old.lowerBound..<run.old.lowerBound, new: region.new.lowerBound..<run.new.lowerBound))
      }
    }
  }

  private enum Anchor {
    case none, tooCommon
    case run(Region)
    /// All common runs of a region in which no common line is there twice: what to pair can be told at once.
    case unique([UniqueRuns.Run])
  }

  private mutating func anchor(_ region: Region) -> Anchor {
    for index in region.old.reversed() {
      let line = old[index]
      following[index] = firsts[line]
      firsts[line] = index
      counts[line] += 1
    }
    let anchor = uniqueRuns(region).map(Anchor.unique) ?? anchorOfCounted(region)
    for index in region.old {
      counts[old[index]] = 0
      firsts[old[index]] = -1
    }
    return anchor
  }

  /// The common runs in the order of the new text, unless a common line is in the old text more than once.
  private func uniqueRuns(_ region: Region) -> [UniqueRuns.Run]? {
    guard region.new.allSatisfy({ counts[new[$0]] <= 1 }) else { return nil }
    var runs: [UniqueRuns.Run] = []
    for position in region.new {
      let place = firsts[new[position]]
      guard place >= 0 else { continue }
      if let last = runs.last, last.new + last.count == position, last.old + last.count == place {
        runs[runs.count - 1].count += 1
      } else {
        runs.append(UniqueRuns.Run(old: place, new: position, count: 1))
      }
    }
    return runs
  }

  private func anchorOfCounted(_ region: Region) -> Anchor {
    var best: Region?
    var rarest = Self.mostRepeats + 1
    var hasCommon = false
    var position = region.new.lowerBound
    while position < region.new.upperBound {
      var next = position + 1
      let found = counts[new[position]]
      hasCommon = hasCommon || found > 0
      if found > 0, found <= rarest {
        // Where the run around the last place ended: what lies within it would only be found again.
        var end = region.old.lowerBound
        var link = firsts[new[position]]
        while link >= 0 {
          let place = link
          link = following[link]
          if place < end { continue }
          var (oldStart, newStart, repeats) = (place, position, found)
          while oldStart > region.old.lowerBound, newStart > region.new.lowerBound,
            old[oldStart - 1] == new[newStart - 1]
          {
            oldStart -= 1
            newStart -= 1
            repeats = min(repeats, counts[old[oldStart]])
          }
          var (oldEnd, newEnd) = (place + 1, position + 1)
          while oldEnd < region.old.upperBound, newEnd < region.new.upperBound, old[oldEnd] == new[newEnd] {
            repeats = min(repeats, counts[old[oldEnd]])
            oldEnd += 1
            newEnd += 1
          }
          end = oldEnd
          next = max(next, newEnd)
          if oldEnd - oldStart > (best?.old.count ?? 1) || repeats < rarest {
            best = Region(old: oldStart..<oldEnd, new: newStart..<newEnd)
            rarest = repeats
          }
        }
      }
      position = next
    }
    if hasCommon, rarest > Self.mostRepeats { return .tooCommon }
    return best.map(Anchor.run) ?? .none
  }
}
