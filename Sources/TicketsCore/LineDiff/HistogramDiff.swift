/// Pairs two texts around the longest run of their rarest common lines, and then what lies before and after it.
enum HistogramDiff {
  /// A line more common than this pairs nothing.
  private static let mostRepeats = 64

  private struct Region {
    let old: Range<Int>
    let new: Range<Int>
  }

  static func mark(_ marks: inout DiffMarks) {
    var open = [Region(old: marks.oldLines, new: marks.newLines)]
    while let region = open.popLast() {
      if region.old.isEmpty || region.new.isEmpty {
        marks.mark(region.old, region.new)
        continue
      }
      switch anchor(marks, region) {
      case .none: marks.mark(region.old, region.new)
      case .tooCommon: MyersDiff.mark(&marks, region.old, region.new)
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
  }

  private static func anchor(_ marks: DiffMarks, _ region: Region) -> Anchor {
    let (old, new) = (marks.old, marks.new)
    // Where each line stands in the old text, the first place first.
    var places: [Int: [Int]] = [:]
    for index in region.old { places[old[index], default: []].append(index) }
    func count(_ index: Int) -> Int { places[old[index]]?.count ?? 0 }

    var best: Region?
    var rarest = mostRepeats + 1
    var hasCommon = false
    var position = region.new.lowerBound
    while position < region.new.upperBound {
      var next = position + 1
      let found = places[new[position]] ?? []
      hasCommon = hasCommon || !found.isEmpty
      if found.count <= rarest {
        // Where the run around the last place ended: what lies within it would only be found again.
        var end = region.old.lowerBound
        for place in found where place >= end {
          var (oldStart, newStart, repeats) = (place, position, found.count)
          while oldStart > region.old.lowerBound, newStart > region.new.lowerBound,
            old[oldStart - 1] == new[newStart - 1]
          {
            oldStart -= 1
            newStart -= 1
            repeats = min(repeats, count(oldStart))
          }
          var (oldEnd, newEnd) = (place + 1, position + 1)
          while oldEnd < region.old.upperBound, newEnd < region.new.upperBound, old[oldEnd] == new[newEnd] {
            repeats = min(repeats, count(oldEnd))
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
    if hasCommon, rarest > mostRepeats { return .tooCommon }
    return best.map(Anchor.run) ?? .none
  }
}
