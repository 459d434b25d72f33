extension Document {
  /// The edits that take entries out of a list and leave all others, with comments, as they are.
  ///
  /// Nil when the list is written in a way that leaves no line or bracket to take out, or would then say something else.
  package func dropping(_ dropped: Set<Int>, from path: String) -> [Edit]? {
    if dropped.isEmpty { return [] }
    guard let field = entry(path), let items = field.value.sequence else { return nil }
    let isFlow = bytes[field.value.range].first == UInt8(ascii: "[")
    let edits = isFlow ? droppingInBrackets(dropped, field, items) : droppingLines(dropped, field, items)
    let kept = YAMLMeaning.list(items.indices.filter { !dropped.contains($0) }.map { YAMLMeaning(items[$0]) })
    let keys = path.split(separator: ".").map(String.init)
    return meaning(with: kept, at: keys).flatMap { firstThatSays($0, of: [edits]) }
  }

  private func droppingInBrackets(_ dropped: Set<Int>, _ field: YAMLField, _ items: [YAMLNode]) -> [Edit]? {
    let range = field.value.range
    if dropped.count == items.count, isOnlyList(range.lowerBound + 1..<range.upperBound - 1, around: items) {
      return [Edit(range, "[]")]
    }
    // At the end the comma before an entry goes with it, elsewhere the one after, unless a comment is in between.
    let tail = items.indices.last { !dropped.contains($0) }.map { $0 + 1 } ?? items.count
    let takesCommaBefore = tail > 0 && tail < items.count && isSeparator(between: tail - 1, items)
    var edits: [Edit] = []
    for index in dropped.sorted() {
      let own = items[index].range
      if index >= tail, takesCommaBefore {
        guard isSeparator(between: index - 1, items) else { return nil }
        edits.append(Edit(items[index - 1].range.upperBound..<own.upperBound, ""))
      } else if index + 1 < items.count, isSeparator(between: index, items) {
        edits.append(Edit(own.lowerBound..<items[index + 1].range.lowerBound, ""))
      } else {
        let comma = comma(from: own.upperBound)
        guard comma != nil || index + 1 == items.count else { return nil }
        edits.append(Edit(own.lowerBound..<(comma ?? own.upperBound), ""))
      }
    }
    return edits
  }

  private func isSeparator(between index: Int, _ items: [YAMLNode]) -> Bool {
    isSeparator(items[index].range.upperBound..<items[index + 1].range.lowerBound)
  }

  /// The byte after a comma that comes next on the line.
  private func comma(from start: Int) -> Int? {
    bytes[start...].firstIndex { !Ascii.isBlank($0) }.flatMap { bytes[$0] == UInt8(ascii: ",") ? $0 + 1 : nil }
  }

  private func isSeparator(_ range: Range<Int>) -> Bool {
    bytes[range].allSatisfy { Ascii.isBlank($0) || $0 == UInt8(ascii: ",") }
  }

  /// Whether there is nothing between the entries but commas and space.
  private func isOnlyList(_ range: Range<Int>, around items: [YAMLNode]) -> Bool {
    var position = range.lowerBound
    for item in items {
      guard isSeparator(position..<item.range.lowerBound) else { return false }
      position = item.range.upperBound
    }
    return isSeparator(position..<range.upperBound)
  }

  private func droppingLines(_ dropped: Set<Int>, _ field: YAMLField, _ items: [YAMLNode]) -> [Edit]? {
    var edits: [Edit] = []
    for index in dropped.sorted() {
      let own = written(items[index])
      let line = startOfLine(at: own.lowerBound)
      guard let dash = bytes[line..<own.lowerBound].firstIndex(where: { !Ascii.isBlank($0) }),
        bytes[dash] == Ascii.dash, bytes[(dash + 1)..<own.lowerBound].allSatisfy(Ascii.isBlank),
        !bytes[own].contains(Ascii.newline), let rest = restOfLine(after: own.upperBound)
      else { return nil }
      edits.append(Edit(rest.comment.map { dash..<$0 } ?? line..<rest.next, ""))
    }
    if dropped.count == items.count {
      guard let colon = bytes[field.keyRange.upperBound...].firstIndex(of: UInt8(ascii: ":")) else { return nil }
      edits.insert(Edit(colon + 1..<colon + 1, " []"), at: 0)
    }
    return edits
  }
}
