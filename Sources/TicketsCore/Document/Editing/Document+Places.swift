extension Document {
  /// The edit that replaces a value by a word that needs no quotes; quotes around a single old word stay.
  func replacing(_ node: YAMLNode, with word: String) -> Edit {
    let range = written(node)
    guard let scalar = node.scalar, !bytes[range].contains(Ascii.newline) else { return Edit(range, word) }
    switch scalar.style {
    case .plain, .block: return Edit(range, range.isEmpty ? " \(word)" : word)
    case .singleQuoted: return Edit(range, "'\(word)'")
    case .doubleQuoted: return Edit(range, "\"\(word)\"")
    }
  }

  /// The bytes of a value without the line ends that a block of text takes with it.
  func written(_ node: YAMLNode) -> Range<Int> {
    let text = bytes[node.range]
    let end = text.lastIndex { $0 > Ascii.space } ?? text.startIndex - 1
    return node.range.lowerBound..<(end + 1)
  }

  /// The edit that adds a line at the end of the front matter; what YAML calls the end of a document comes after it.
  func appendingLine(_ line: String) -> Edit { Edit(endOfFields..<endOfFields, line + lineEnd) }

  /// Where a last line goes.
  var endOfFields: Int {
    let last = Lines(of: bytes[frontMatter]).first { bytes[$0.range].starts(with: Self.documentEnd) }
    return last?.range.lowerBound ?? frontMatter.upperBound
  }

  private static let documentEnd = Array("...".utf8)

  /// The whole lines of a field, when they hold nothing else but a comment.
  func lines(of field: YAMLField) -> Range<Int>? {
    let start = startOfLine(at: field.keyRange.lowerBound)
    let end = max(contentEnd(of: field.value), field.keyRange.upperBound + 1)
    guard bytes[start..<field.keyRange.lowerBound].allSatisfy(Ascii.isBlank), let next = restOfLine(after: end)?.next
    else { return nil }
    return start..<next
  }

  /// Where the text of a value ends: comments below its last line are not part of it.
  private func contentEnd(of node: YAMLNode) -> Int {
    let opening = bytes[node.range].first
    if opening == UInt8(ascii: "[") || opening == UInt8(ascii: "{") { return node.range.upperBound }
    switch node.value {
    case .scalar: return written(node).upperBound
    case .sequence(let items): return items.last.map(contentEnd) ?? written(node).upperBound
    case .mapping(let fields):
      return fields.last.map { max(contentEnd(of: $0.value), $0.keyRange.upperBound + 1) } ?? written(node).upperBound
    }
  }

  /// Where the line of a byte begins.
  func startOfLine(at offset: Int) -> Int {
    bytes[..<offset].lastIndex(of: Ascii.newline).map { $0 + 1 } ?? 0
  }

  /// Where the comment after a value begins, if there is one, and the next line; nil when more than that follows.
  func restOfLine(after offset: Int) -> (comment: Int?, next: Int)? {
    let line = Lines(of: bytes[offset...]).first { _ in true }
    guard let line else { return (nil, offset) }
    guard let first = bytes[line.range].firstIndex(where: { !Ascii.isBlank($0) }) else { return (nil, line.next) }
    return bytes[first] == Ascii.hash ? (first, line.next) : nil
  }
}
