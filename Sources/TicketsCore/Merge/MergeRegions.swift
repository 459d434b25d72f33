/// Where two texts differ from the one that both began as, and who changed it.
struct MergeRegions {
  enum Kind {
    case ours, theirs, conflict
  }

  struct Region {
    var kind: Kind
    var base: Range<Int>
    var ours: Range<Int>
    var theirs: Range<Int>
  }

  private(set) var regions: [Region] = []

  /// Finds the regions; raw ones hold all that changed, also where both sides changed it in the same way.
  init(
    _ base: [Int], _ ours: [Int], _ theirs: [Int], _ algorithm: LineDiff.Algorithm, isRaw: Bool = false
  ) {
    var left = LineDiff(base, ours, algorithm).hunks[...]
    var right = LineDiff(base, theirs, algorithm).hunks[...]
    // How far each side has moved away from the base by now.
    var drift = (ours: 0, theirs: 0)
    func passed(_ hunk: LineDiff.Hunk) -> Int { hunk.new.upperBound - hunk.old.upperBound }
    while true {
      switch (left.first, right.first) {
      case (let mine?, let other) where other.map({ mine.old.upperBound < $0.old.lowerBound }) ?? true:
        append(.ours, mine.old, mine.new, mine.old.shifted(by: drift.theirs))
        drift.ours = passed(mine)
        left.removeFirst()
      case (let mine, let other?) where mine.map({ other.old.upperBound < $0.old.lowerBound }) ?? true:
        append(.theirs, other.old, other.old.shifted(by: drift.ours), other.new)
        drift.theirs = passed(other)
        right.removeFirst()
      case (let mine?, let other?):
        // The same change on both sides is none to report: the text of ours has it.
        if isRaw || mine.old != other.old || ours[mine.new] != theirs[other.new] { appendConflict(mine, other) }
        if mine.old.upperBound >= other.old.upperBound {
          drift.theirs = passed(other)
          right.removeFirst()
        }
        if other.old.upperBound >= mine.old.upperBound {
          drift.ours = passed(mine)
          left.removeFirst()
        }
      default:
        if isRaw { return }
        refine(ours, theirs, algorithm)
        joinNeighbours()
        return
      }
    }
  }

  private mutating func appendConflict(_ mine: LineDiff.Hunk, _ other: LineDiff.Hunk) {
    // Each side's part grows to cover the same lines of the base.
    let base =
      min(mine.old.lowerBound, other.old.lowerBound)..<max(mine.old.upperBound, other.old.upperBound)
    func grown(_ hunk: LineDiff.Hunk) -> Range<Int> {
      (hunk.new.lowerBound - hunk.old.lowerBound + base.lowerBound)..<(hunk.new.upperBound - hunk.old.upperBound
        + base.upperBound)
    }
    append(.conflict, base, grown(mine), grown(other))
  }

  /// Adds a region, or lets the last one grow over it when they touch.
  private mutating func append(_ kind: Kind, _ base: Range<Int>, _ ours: Range<Int>, _ theirs: Range<Int>) {
    guard let last = regions.last,
      ours.lowerBound <= last.ours.upperBound || theirs.lowerBound <= last.theirs.upperBound
    else { return regions.append(Region(kind: kind, base: base, ours: ours, theirs: theirs)) }
    regions[regions.count - 1] = Region(
      kind: kind == last.kind ? kind : .conflict,
      base: last.base.lowerBound..<max(base.upperBound, last.base.lowerBound),
      ours: last.ours.lowerBound..<max(ours.upperBound, last.ours.lowerBound),
      theirs: last.theirs.lowerBound..<max(theirs.upperBound, last.theirs.lowerBound))
  }

  /// Leaves of each conflict only the lines in which the two sides differ from each other.
  private mutating func refine(_ ours: [Int], _ theirs: [Int], _ algorithm: LineDiff.Algorithm) {
    regions = regions.flatMap { region -> [Region] in
      guard region.kind == .conflict, !region.ours.isEmpty, !region.theirs.isEmpty else { return [region] }
      let hunks = LineDiff(Array(ours[region.ours]), Array(theirs[region.theirs]), algorithm).hunks
      return hunks.enumerated().map { index, hunk in
        Region(
          kind: .conflict, base: index == 0 ? region.base : region.base.upperBound..<region.base.upperBound,
          ours: hunk.old.shifted(by: region.ours.lowerBound), theirs: hunk.new.shifted(by: region.theirs.lowerBound))
      }
    }
  }

  /// Makes one conflict of two with no more than three lines between them: that is easier to read.
  private mutating func joinNeighbours() {
    var joined: [Region] = []
    for region in regions {
      if let last = joined.last, last.kind == .conflict, region.kind == .conflict,
        region.ours.lowerBound - last.ours.upperBound <= 3
      {
        joined[joined.count - 1] = Region(
          kind: .conflict, base: last.base.lowerBound..<max(last.base.upperBound, region.base.upperBound),
          ours: last.ours.lowerBound..<region.ours.upperBound,
          theirs: last.theirs.lowerBound..<region.theirs.upperBound)
      } else {
        joined.append(region)
      }
    }
    regions = joined
  }
}

extension Range<Int> {
  fileprivate func shifted(by distance: Int) -> Range<Int> {
    (lowerBound + distance)..<(upperBound + distance)
  }
}
