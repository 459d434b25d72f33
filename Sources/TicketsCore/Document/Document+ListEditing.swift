extension Document {
  /// The edits that take entries out of a list and leave all others, with comments, as they are.
  ///
  /// Nil when the list is written in a way that leaves no line or bracket to take out.
  func dropping(_ dropped: Set<Int>, from field: YAMLField) -> [Edit]? {
    guard let items = field.value.sequence, !dropped.isEmpty else { return [] }
    let isFlow = bytes[field.value.range].first == UInt8(ascii: "[")
    return isFlow ? droppingInBrackets(dropped, field, items) : droppingLines(dropped, field, items)
  }

  private func droppingInBrackets(_ dropped: Set<Int>, _ field: YAMLField, _ items: [YAMLNode]) -> [Edit] {
    let range = field.value.range
    if dropped.count == items.count, isOnlyList(range.lowerBound + 1..<range.upperBound - 1, around: items) {
      return [Edit(range, "[]")]
    }
    let lastKept = items.indices.last { !dropped.contains($0) }
    return dropped.sorted().map { index in
      let own = items[index].range
      // In the middle the comma after an entry goes with it, at the end the one before.
      if let lastKept, index > lastKept {
        let before = items[index - 1].range.upperBound
        if isSeparator(before..<own.lowerBound) { return Edit(before..<own.upperBound, "") }
      } else if index + 1 < items.count {
        let after = items[index + 1].range.lowerBound
        if isSeparator(own.upperBound..<after) { return Edit(own.lowerBound..<after, "") }
      }
      let comma = bytes[own.upperBound..<range.upperBound].firstIndex { !Ascii.isBlank($0) }
      let hasComma = comma.map { bytes[$0] == UInt8(ascii: ",") } ?? false
      return Edit(own.lowerBound..<(hasComma ? comma.map { $0 + 1 } ?? own.upperBound : own.upperBound), "")
    }
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
