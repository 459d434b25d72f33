/// Reads the YAML that nearly every front matter and issues file is written in, several times faster than libyaml.
///
/// It answers only for what it understands completely: `key: value` lines, lists and nested keys by indentation, values
/// on one line without escapes, tags or anchors, and comments. For anything else it has no answer, and libyaml is asked.
/// Tests hold the two to the same nodes.
package struct PlainYAML {
  let bytes: [UInt8]
  private var lines: [Line] = []
  private var next = 0

  /// A line with something on it, without the space around it.
  private struct Line {
    let indent: Int
    let content: Range<Int>
  }

  /// Deeper than any ticket goes.
  static let deepest = 8
  /// More than any ticket has: each is compared with all before it, which would be slow for hostile input.
  static let mostKeys = 64
  /// Longer than any key of ours; libyaml has a limit of its own.
  private static let longestKey = 128

  /// The node of a range, with the places that libyaml would give, or nil when libyaml must be asked.
  package static func read(_ bytes: [UInt8], in range: Range<Int>) -> YAMLNode? {
    guard var reader = PlainYAML(bytes, range), let node = reader.block(atLeast: 0, depth: 0),
      reader.next == reader.lines.count
    else { return nil }
    return node
  }

  private init?(_ bytes: [UInt8], _ range: Range<Int>) {
    self.bytes = bytes
    var isASCII = true
    lines.reserveCapacity(range.count / 24)
    for line in Lines(of: bytes[range]) {
      var start = line.range.lowerBound
      var end = line.range.upperBound
      while start < end, bytes[start] == Ascii.space { start += 1 }
      for index in start..<end where bytes[index] &- 0x20 > 0x7E - 0x20 {
        guard bytes[index] >= 0x80, !Self.isOdd(bytes, at: index, end) else { return nil }
        isASCII = false
      }
      if start == end || bytes[start] == Ascii.hash { continue }
      while bytes[end - 1] == Ascii.space { end -= 1 }
      lines.append(Line(indent: start - line.range.lowerBound, content: start..<end))
    }
    if !isASCII, UTF8Check.firstInvalid(in: bytes[range]) != nil { return nil }
  }

  /// Whether a character of more than one byte may begin here that YAML forbids, or that ends a line for it.
  static func isOdd(_ bytes: [UInt8], at index: Int, _ end: Int) -> Bool {
    switch bytes[index] {
    case 0xC2: index + 1 == end || bytes[index + 1] < 0xA0
    case 0xE2: index + 2 >= end || bytes[index + 1] == 0x80 && 0xA8...0xA9 ~= bytes[index + 2]
    case 0xEF: index + 2 >= end || bytes[index + 1] >= 0xBB
    default: false
    }
  }

  /// The mapping or list whose lines begin here, indented the same.
  private mutating func block(atLeast indent: Int, depth: Int) -> YAMLNode? {
    guard depth < Self.deepest, next < lines.count, lines[next].indent >= indent else { return nil }
    return isItem(lines[next]) ? list(lines[next].indent, depth) : mapping(lines[next].indent, depth)
  }

  private func isItem(_ line: Line) -> Bool {
    bytes[line.content.lowerBound] == Ascii.dash && line.content.count > 2
      && bytes[line.content.lowerBound + 1] == Ascii.space
  }

  private mutating func mapping(_ indent: Int, _ depth: Int) -> YAMLNode? {
    var fields: [YAMLField] = []
    while next < lines.count, lines[next].indent == indent {
      let line = lines[next].content
      guard let colon = keyEnd(line) else { return nil }
      let key = String(decoding: bytes[line.lowerBound..<colon], as: UTF8.self)
      if fields.count == Self.mostKeys || fields.contains(where: { $0.key == key }) { return nil }
      next += 1
      guard let value = value(after: colon, line, indent, depth) else { return nil }
      fields.append(YAMLField(key: key, keyRange: line.lowerBound..<colon, value: value))
    }
    // A line between two indentations is something that only libyaml can judge.
    guard let first = fields.first, let last = fields.last, next == lines.count || lines[next].indent < indent else {
      return nil
    }
    return YAMLNode(value: .mapping(fields), range: first.keyRange.lowerBound..<last.value.range.upperBound)
  }

  /// Where a plain key ends that a colon and a space, or the end of the line, follow.
  func keyEnd(_ line: Range<Int>) -> Int? {
    var end = line.lowerBound
    while end < line.upperBound, Self.isKeyByte(bytes[end]) { end += 1 }
    guard 1...Self.longestKey ~= end - line.lowerBound, end < line.upperBound, bytes[end] == UInt8(ascii: ":"),
      end + 1 == line.upperBound || bytes[end + 1] == Ascii.space
    else { return nil }
    return end
  }

  private mutating func value(after colon: Int, _ line: Range<Int>, _ indent: Int, _ depth: Int) -> YAMLNode? {
    var start = colon + 1
    while start < line.upperBound, bytes[start] == Ascii.space { start += 1 }
    if start < line.upperBound {
      // A deeper line would go on with this value.
      guard next == lines.count || lines[next].indent <= indent else { return nil }
      return inline(start..<line.upperBound)
    }
    if next < lines.count, lines[next].indent > indent || lines[next].indent == indent && isItem(lines[next]) {
      return block(atLeast: indent, depth: depth + 1)
    }
    return YAMLNode(value: .scalar(YAMLScalar(text: "", style: .plain)), range: colon + 1..<colon + 1)
  }

  /// A list of mappings, or of values on one line each.
  private mutating func list(_ indent: Int, _ depth: Int) -> YAMLNode? {
    let first = lines[next].content.lowerBound
    var items: [YAMLNode] = []
    while next < lines.count, lines[next].indent == indent, isItem(lines[next]) {
      guard let item = item(depth), next == lines.count || lines[next].indent <= indent else { return nil }
      items.append(item)
    }
    guard let last = items.last else { return nil }
    return YAMLNode(value: .sequence(items), range: first..<last.range.upperBound)
  }

  private mutating func item(_ depth: Int) -> YAMLNode? {
    let line = lines[next]
    var start = line.content.lowerBound + 2
    while bytes[start] == Ascii.space { start += 1 }
    let content = start..<line.content.upperBound
    guard keyEnd(content) != nil else {
      next += 1
      return inline(content)
    }
    // The first key of a mapping stands behind the dash, the others below it.
    guard depth + 1 < Self.deepest else { return nil }
    let indent = line.indent + start - line.content.lowerBound
    lines[next] = Line(indent: indent, content: content)
    return mapping(indent, depth + 1)
  }

  /// A value on one line, and perhaps a comment.
  private func inline(_ range: Range<Int>) -> YAMLNode? {
    guard let range = withoutComment(range) else { return nil }
    guard Self.isFlow(bytes[range.lowerBound]) else { return scalar(range) }
    var position = range.lowerBound
    let node = flow(&position, range.upperBound, depth: 0)
    return position == range.upperBound ? node : nil
  }

  /// The value alone; nothing when what follows it is no comment.
  private func withoutComment(_ range: Range<Int>) -> Range<Int>? {
    let first = range.lowerBound
    if Self.isQuote(bytes[first]) {
      guard let quote = bytes[(first + 1)..<range.upperBound].firstIndex(of: bytes[first]) else { return nil }
      let rest = bytes[(quote + 1)..<range.upperBound]
      if rest.isEmpty { return range }
      guard rest.first == Ascii.space, rest.first(where: { $0 != Ascii.space }) == Ascii.hash else { return nil }
      return first..<quote + 1
    }
    for index in range.dropFirst() where bytes[index] == Ascii.hash && bytes[index - 1] == Ascii.space {
      var end = index
      while bytes[end - 1] == Ascii.space { end -= 1 }
      return first..<end
    }
    return range
  }

  /// A value that stands alone in its range.
  func scalar(_ range: Range<Int>) -> YAMLNode? {
    let first = bytes[range.lowerBound]
    if Self.isQuote(first) {
      guard range.count >= 2, bytes[range.upperBound - 1] == first else { return nil }
      let inside = (range.lowerBound + 1)..<(range.upperBound - 1)
      guard !bytes[inside].contains(where: { $0 == first || $0 == UInt8(ascii: "\\") }) else { return nil }
      let style: YAMLScalar.Style = first == UInt8(ascii: "'") ? .singleQuoted : .doubleQuoted
      return node(inside, style, range)
    }
    guard Self.isLetterOrDigit(first) || first >= 0x80 else { return nil }
    for index in range {
      let next = index + 1 < range.upperBound ? bytes[index + 1] : Ascii.newline
      guard Self.isPlain(bytes[index], before: next) else { return nil }
    }
    return node(range, .plain, range)
  }

  private func node(_ text: Range<Int>, _ style: YAMLScalar.Style, _ range: Range<Int>) -> YAMLNode {
    let text = String(decoding: bytes[text], as: UTF8.self)
    return YAMLNode(value: .scalar(YAMLScalar(text: text, style: style)), range: range)
  }

  /// Whether a byte means nothing but itself in an unquoted value, be it in a list or not.
  static func isPlain(_ byte: UInt8, before next: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: ":"): isLetterOrDigit(next)
    case Ascii.space, UInt8(ascii: "+"): true
    default: isKeyByte(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "/") || byte >= 0x80
    }
  }

  static func isQuote(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") }

  static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    Ascii.isDigit(byte) || (byte | 0x20) &- UInt8(ascii: "a") < 26
  }

  private static func isKeyByte(_ byte: UInt8) -> Bool {
    isLetterOrDigit(byte) || byte == UInt8(ascii: "_") || byte == Ascii.dash
  }
}
