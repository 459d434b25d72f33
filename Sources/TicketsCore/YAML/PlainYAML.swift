/// Reads the YAML that nearly every front matter is written in, several times faster than libyaml.
///
/// It answers only for what it understands completely: ASCII, `key: value` lines, lists and nested keys by indentation,
/// values on one line without escapes, tags, anchors or trailing comments. For anything else it has no answer, and
/// libyaml is asked. Tests hold the two to the same nodes.
package struct PlainYAML {
  private let bytes: [UInt8]
  private var lines: [Line] = []
  private var next = 0

  /// A line with something on it, without the space around it.
  private struct Line {
    let indent: Int
    let content: Range<Int>
  }

  /// Deeper than any ticket goes.
  private static let deepest = 8

  /// The node of a range, with the places that libyaml would give, or nil when libyaml must be asked.
  package static func read(_ bytes: [UInt8], in range: Range<Int>) -> YAMLNode? {
    guard var reader = PlainYAML(bytes, range), let node = reader.block(atLeast: 0, depth: 0),
      reader.next == reader.lines.count
    else { return nil }
    return node
  }

  private init?(_ bytes: [UInt8], _ range: Range<Int>) {
    self.bytes = bytes
    lines.reserveCapacity(range.count / 24)
    for line in Lines(of: bytes[range]) {
      var start = line.range.lowerBound
      var end = line.range.upperBound
      while start < end, bytes[start] == Ascii.space { start += 1 }
      if start == end || bytes[start] == Ascii.hash {
        guard isPrintable(start..<end) else { return nil }
        continue
      }
      while bytes[end - 1] == Ascii.space { end -= 1 }
      guard isPrintable(start..<end) else { return nil }
      lines.append(Line(indent: start - line.range.lowerBound, content: start..<end))
    }
  }

  private func isPrintable(_ range: Range<Int>) -> Bool {
    for index in range where bytes[index] &- 0x20 > 0x7E - 0x20 { return false }
    return true
  }

  /// The mapping or list whose lines begin here, indented the same.
  private mutating func block(atLeast indent: Int, depth: Int) -> YAMLNode? {
    guard depth < Self.deepest, next < lines.count, lines[next].indent >= indent else { return nil }
    return isItem(lines[next]) ? list(lines[next].indent) : mapping(lines[next].indent, depth)
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
      if fields.contains(where: { $0.key == key }) { return nil }
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
  private func keyEnd(_ line: Range<Int>) -> Int? {
    var end = line.lowerBound
    while end < line.upperBound, Self.isKeyByte(bytes[end]) { end += 1 }
    guard end > line.lowerBound, end < line.upperBound, bytes[end] == UInt8(ascii: ":"),
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
      return bytes[start] == UInt8(ascii: "[") ? flowList(start..<line.upperBound) : scalar(start..<line.upperBound)
    }
    if next < lines.count, lines[next].indent > indent || lines[next].indent == indent && isItem(lines[next]) {
      return block(atLeast: indent, depth: depth + 1)
    }
    return YAMLNode(value: .scalar(YAMLScalar(text: "", style: .plain)), range: colon + 1..<colon + 1)
  }

  /// A list of single values, one a line.
  private mutating func list(_ indent: Int) -> YAMLNode? {
    let first = lines[next].content.lowerBound
    var items: [YAMLNode] = []
    while next < lines.count, lines[next].indent == indent, isItem(lines[next]) {
      let line = lines[next].content
      next += 1
      guard next == lines.count || lines[next].indent <= indent,
        let item = scalar((line.lowerBound + 2)..<line.upperBound)
      else { return nil }
      items.append(item)
    }
    guard let last = items.last, next == lines.count || lines[next].indent <= indent else { return nil }
    return YAMLNode(value: .sequence(items), range: first..<last.range.upperBound)
  }

  /// `[a, "b"]` on one line.
  private func flowList(_ range: Range<Int>) -> YAMLNode? {
    let close = range.upperBound - 1
    guard bytes[close] == UInt8(ascii: "]"), close > range.lowerBound else { return nil }
    var items: [YAMLNode] = []
    var start = range.lowerBound + 1
    while start < close {
      while start < close, bytes[start] == Ascii.space { start += 1 }
      if start == close { return items.isEmpty ? YAMLNode(value: .sequence([]), range: range) : nil }
      var end = start
      if Self.isQuote(bytes[start]) {
        guard let quote = bytes[(start + 1)..<close].firstIndex(of: bytes[start]) else { return nil }
        end = quote + 1
      } else {
        while end < close, bytes[end] != UInt8(ascii: ",") { end += 1 }
      }
      var last = end
      while last > start, bytes[last - 1] == Ascii.space { last -= 1 }
      guard last > start, let item = scalar(start..<last) else { return nil }
      items.append(item)
      while end < close, bytes[end] == Ascii.space { end += 1 }
      guard end == close || bytes[end] == UInt8(ascii: ",") && end + 1 < close else { return nil }
      start = end + 1
    }
    return YAMLNode(value: .sequence(items), range: range)
  }

  /// A value that stands alone in its range.
  private func scalar(_ range: Range<Int>) -> YAMLNode? {
    let first = bytes[range.lowerBound]
    if Self.isQuote(first) {
      guard range.count >= 2, bytes[range.upperBound - 1] == first else { return nil }
      let inside = (range.lowerBound + 1)..<(range.upperBound - 1)
      guard !bytes[inside].contains(where: { $0 == first || $0 == UInt8(ascii: "\\") }) else { return nil }
      let style: YAMLScalar.Style = first == UInt8(ascii: "'") ? .singleQuoted : .doubleQuoted
      return node(inside, style, range)
    }
    guard Self.isLetterOrDigit(first) else { return nil }
    for index in range where !isPlain(at: index, range) { return nil }
    return node(range, .plain, range)
  }

  private func node(_ text: Range<Int>, _ style: YAMLScalar.Style, _ range: Range<Int>) -> YAMLNode {
    let text = String(decoding: bytes[text], as: UTF8.self)
    return YAMLNode(value: .scalar(YAMLScalar(text: text, style: style)), range: range)
  }

  /// Whether a byte means nothing but itself in an unquoted value, be it in a list or not.
  private func isPlain(at index: Int, _ range: Range<Int>) -> Bool {
    switch bytes[index] {
    case UInt8(ascii: ":"): index + 1 < range.upperBound && Self.isLetterOrDigit(bytes[index + 1])
    case Ascii.space, UInt8(ascii: "+"): true
    case let byte: Self.isKeyByte(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "/")
    }
  }

  private static func isQuote(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    Ascii.isDigit(byte) || (byte | 0x20) &- UInt8(ascii: "a") < 26
  }

  private static func isKeyByte(_ byte: UInt8) -> Bool {
    isLetterOrDigit(byte) || byte == UInt8(ascii: "_") || byte == Ascii.dash
  }
}
