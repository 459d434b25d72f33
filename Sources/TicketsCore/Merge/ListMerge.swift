/// Merges two lists as sets: what either side added is there, what either side took out is not.
struct ListMerge {
  /// The list in the form that ours has; nil when its text is not plain enough to be edited.
  private(set) var merged: ValueMerge.Merged?

  init(base: YAMLNode?, _ ours: YAMLNode, _ oursSource: [UInt8], _ theirs: YAMLNode, _ theirsSource: [UInt8]) {
    let items = ours.sequence ?? []
    let others = theirs.sequence ?? []
    // What items of several fields mean to each other nobody knows: such a list is no set.
    guard (items + others + (base?.sequence ?? [])).allSatisfy({ $0.scalar != nil }) else { return }
    let old = Set((base?.sequence ?? []).map { YAMLMeaning($0) })
    let mine = items.map { YAMLMeaning($0) }
    let other = others.map { YAMLMeaning($0) }
    let (allMine, allOther) = (Set(mine), Set(other))
    let kept = mine.indices.filter { allOther.contains(mine[$0]) || !old.contains(mine[$0]) }
    let text = Array(oursSource[ours.range])
    let start = ours.range.lowerBound
    let places = items.map { ($0.range.lowerBound - start)..<($0.range.upperBound - start) }
    let isFlow = text.first == UInt8(ascii: "[")
    let isTheirsFlow = theirsSource[theirs.range].first == UInt8(ascii: "[")
    var added: [[UInt8]] = []
    var meanings = kept.map { mine[$0] }
    for (meaning, node) in zip(other, others) where !old.contains(meaning) && !allMine.contains(meaning) {
      // Between the two forms of a list only quoted text means the same.
      guard isFlow == isTheirsFlow || node.string != nil else { return }
      added.append(
        isFlow == isTheirsFlow
          ? Array(theirsSource[node.range]) : Array(YAMLText.quoted(node.string ?? "").utf8))
      meanings.append(meaning)
    }
    let edited =
      isFlow ? Self.flow(text, places, kept, added) : Self.lines(oursSource, ours.range, items, kept, added)
    merged = edited.map { ValueMerge.Merged(bytes: $0[...], meaning: .list(meanings)) }
  }

  /// Edits `[a, b]`.
  private static func flow(_ text: [UInt8], _ places: [Range<Int>], _ kept: [Int], _ added: [[UInt8]]) -> [UInt8]? {
    guard !text.contains(Ascii.hash) else { return nil }
    let comma = Array(", ".utf8)
    var edits: [Edit] = []
    if let first = kept.first, let last = places.indices.last {
      if first > 0 { edits.append(Edit(places[0].lowerBound..<places[first].lowerBound, [])) }
      let isKept = Set(kept)
      for index in first...last where !isKept.contains(index) {
        edits.append(Edit(places[index - 1].upperBound..<places[index].upperBound, []))
      }
      let end = places[last].upperBound
      edits.append(Edit(end..<end, Array(added.map { comma + $0 }.joined())))
    } else {
      let inside = places.first.map { $0.lowerBound..<(places.last?.upperBound ?? $0.upperBound) } ?? 1..<1
      edits.append(Edit(inside, Array(added.joined(separator: comma))))
    }
    return edits.applied(to: text)
  }

  /// Edits items that stand on lines of their own, behind a dash.
  private static func lines(
    _ source: [UInt8], _ range: Range<Int>, _ items: [YAMLNode], _ kept: [Int], _ added: [[UInt8]]
  ) -> [UInt8]? {
    let starts = items.map { source[..<$0.range.lowerBound].lastIndex(of: Ascii.dash) ?? $0.range.lowerBound }
    guard let first = starts.first, first == range.lowerBound, !kept.isEmpty else { return nil }
    let indent = source[..<first].reversed().prefix { Ascii.isBlank($0) }.reversed()
    let end =
      source[..<first].dropLast(indent.count).suffix(2) == [Ascii.carriageReturn, Ascii.newline] ? "\r\n" : "\n"
    var text: [UInt8] = []
    for index in kept {
      let upper = index + 1 < items.count ? starts[index + 1] : range.upperBound
      var piece = Array(source[starts[index]..<upper])
      // The list ends with the text of its last item; the line goes on outside of it.
      while index + 1 < items.count, let last = piece.last, Ascii.isBlank(last) { piece.removeLast() }
      if !text.isEmpty { text += indent }
      text += piece
    }
    if text.last == Ascii.newline { text.removeLast(text.suffix(2) == [Ascii.carriageReturn, Ascii.newline] ? 2 : 1) }
    for item in added { text += Array(end.utf8) + indent + [Ascii.dash, Ascii.space] + item }
    return text
  }
}
