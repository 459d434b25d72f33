/// A three-way merge of lines, as `git merge` does it for any text.
package struct LineMerge {
  /// The merged text; where the sides disagree, both between markers.
  package let bytes: [UInt8]
  /// Where the sides disagree.
  package let conflicts: [Conflict]

  /// Lines that each side has changed in its own way.
  package struct Conflict: Equatable, Sendable {
    package let base: [UInt8]
    package let ours: [UInt8]
    package let theirs: [UInt8]
  }

  package init(base: [UInt8], ours: [UInt8], theirs: [UInt8], labels: MergeLabels = MergeLabels()) {
    self.init(base: base, ours: ours, theirs: theirs, labels: labels, .histogram)
  }

  init(
    base: [UInt8], ours: [UInt8], theirs: [UInt8], labels: MergeLabels = MergeLabels(), _ algorithm: LineDiff.Algorithm
  ) {
    if ours == theirs || theirs == base {
      (bytes, conflicts) = (ours, [])
      return
    }
    if ours == base {
      (bytes, conflicts) = (theirs, [])
      return
    }
    var table = LineTable()
    let texts = (base: table.text(base), ours: table.text(ours), theirs: table.text(theirs))
    let regions = MergeRegions(texts.base.numbers, texts.ours.numbers, texts.theirs.numbers, algorithm).regions
    var writer = MergeWriter(labels)
    var conflicts: [Conflict] = []
    var position = 0
    for region in regions {
      writer.add(texts.ours[lines: position..<region.ours.lowerBound])
      switch region.kind {
      case .ours: writer.add(texts.ours[lines: region.ours])
      case .theirs: writer.add(texts.theirs[lines: region.theirs])
      case .conflict:
        let conflict = Conflict(
          base: Array(texts.base[lines: region.base]), ours: Array(texts.ours[lines: region.ours]),
          theirs: Array(texts.theirs[lines: region.theirs]))
        let ends = [
          texts.ours.hasCarriageReturns(before: region.ours.lowerBound),
          texts.theirs.hasCarriageReturns(before: region.theirs.lowerBound), texts.base.hasCarriageReturns(before: 0),
        ]
        writer.add(conflict, showsBase: false, carriageReturns: !ends.contains(false) && ends[2] == true)
        conflicts.append(conflict)
      }
      position = region.ours.upperBound
    }
    writer.add(texts.ours[lines: position..<texts.ours.lines.count])
    self.bytes = writer.bytes
    self.conflicts = conflicts
  }
}

extension LineTable.Text {
  /// Whether the line before this one, or else the first, ends in CR LF; nil when there is none to tell.
  fileprivate func hasCarriageReturns(before line: Int) -> Bool? {
    guard let last = lines.indices.last else { return nil }
    var line = max(line - 1, 0)
    if line == last, bytes[lines[line]].last != Ascii.newline {
      guard line > 0 else { return nil }
      line -= 1
    }
    return bytes[lines[line]].dropLast().last == Ascii.carriageReturn
  }
}
