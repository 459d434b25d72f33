/// Merges run logs: the lines of both sides, each once and in order; an old line must still be there on both.
package enum LogMerge {
  /// Merges by the bytes of the lines; a carriage return at the end of one makes no difference.
  package static func merge(
    name: String, base: [UInt8], ours: [UInt8], theirs: [UInt8], labels: MergeLabels = MergeLabels()
  ) -> FileMerge {
    if ours == theirs { return FileMerge(bytes: ours) }
    var table = LineTable()
    let (base, left, right) = (
      table.text(base, endsCount: false), table.text(ours, endsCount: false), table.text(theirs, endsCount: false)
    )
    let lost = base.linesMissing(in: left).union(base.linesMissing(in: right))
    let regions = MergeRegions(base.numbers, left.numbers, right.numbers, .myers, isRaw: true).regions
      .filter { !lost.isDisjoint(with: base.numbers[$0.base]) }
    var writer = MergeWriter(labels)
    var conflicts: [MergeConflict] = []
    let old = Set(base.numbers)
    var seen = old
    var position = 0
    func add(_ log: LineTable.Text, _ lines: Range<Int>, keepsOld: Bool) {
      for line in lines where seen.insert(log.numbers[line]).inserted || keepsOld && old.contains(log.numbers[line]) {
        writer.add(log.whole(line))
      }
    }
    for region in regions {
      add(left, position..<region.ours.lowerBound, keepsOld: true)
      let conflict = LineMerge.Conflict(
        base: base.whole(region.base), ours: left.whole(region.ours), theirs: right.whole(region.theirs))
      seen.formUnion(left.numbers[region.ours])
      seen.formUnion(right.numbers[region.theirs])
      writer.add(conflict, showsBase: true, carriageReturns: false)
      conflicts.append(MergeConflict(.log, name, conflict))
      position = region.ours.upperBound
    }
    add(left, position..<left.numbers.count, keepsOld: true)
    add(right, 0..<right.numbers.count, keepsOld: false)
    return FileMerge(bytes: writer.bytes, conflicts: conflicts)
  }
}

extension LineTable.Text {
  /// A line with its end, also when the file ends without one.
  fileprivate func whole(_ line: Int) -> [UInt8] {
    let text = Array(bytes[lines[line]])
    return text.last == Ascii.newline ? text : text + [Ascii.newline]
  }

  fileprivate func whole(_ range: Range<Int>) -> [UInt8] { range.flatMap { whole($0) } }

  /// The numbers of the lines that another log does not have, or not as often.
  fileprivate func linesMissing(in other: LineTable.Text) -> Set<Int> {
    var left: [Int: Int] = [:]
    for number in other.numbers { left[number, default: 0] += 1 }
    return Set(
      numbers.filter { number in
        left[number, default: 0] -= 1
        return left[number, default: 0] < 0
      })
  }
}
