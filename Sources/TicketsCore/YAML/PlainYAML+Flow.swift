/// Lists and mappings on one line, in brackets.
extension PlainYAML {
  /// `[a, "b"]`, `{a: 1}` or a value within one.
  func flow(_ position: inout Int, _ end: Int, depth: Int) -> YAMLNode? {
    guard depth < Self.deepest, position < end else { return nil }
    let start = position
    switch bytes[start] {
    case UInt8(ascii: "["):
      var items: [YAMLNode] = []
      let isWhole = flowItems(until: UInt8(ascii: "]"), &position, end) { position in
        guard let item = flow(&position, end, depth: depth + 1) else { return false }
        items.append(item)
        return true
      }
      return isWhole ? YAMLNode(value: .sequence(items), range: start..<position) : nil
    case UInt8(ascii: "{"):
      var fields: [YAMLField] = []
      let isWhole = flowItems(until: UInt8(ascii: "}"), &position, end) { position in
        guard let colon = keyEnd(position..<end) else { return false }
        let keyRange = position..<colon
        let key = String(decoding: bytes[keyRange], as: UTF8.self)
        position = colon + 1
        skipSpace(&position, end)
        guard fields.count < Self.mostKeys, !fields.contains(where: { $0.key == key }),
          let value = flow(&position, end, depth: depth + 1)
        else { return false }
        fields.append(YAMLField(key: key, keyRange: keyRange, value: value))
        return true
      }
      return isWhole ? YAMLNode(value: .mapping(fields), range: start..<position) : nil
    case let quote where Self.isQuote(quote):
      guard let close = bytes[(start + 1)..<end].firstIndex(of: quote) else { return nil }
      position = close + 1
      return scalar(start..<position)
    default:
      while position < end, !Self.endsFlow(bytes[position]) { position += 1 }
      var last = position
      while last > start, bytes[last - 1] == Ascii.space { last -= 1 }
      return last > start ? scalar(start..<last) : nil
    }
  }

  /// Goes through what stands between two brackets; false when something is not plain.
  private func flowItems(
    until close: UInt8, _ position: inout Int, _ end: Int, _ item: (inout Int) -> Bool
  ) -> Bool {
    position += 1
    skipSpace(&position, end)
    if position < end, bytes[position] == close {
      position += 1
      return true
    }
    while true {
      guard item(&position) else { return false }
      skipSpace(&position, end)
      guard position < end else { return false }
      position += 1
      if bytes[position - 1] == close { return true }
      guard bytes[position - 1] == UInt8(ascii: ",") else { return false }
      skipSpace(&position, end)
    }
  }

  private func skipSpace(_ position: inout Int, _ end: Int) {
    while position < end, bytes[position] == Ascii.space { position += 1 }
  }

  static func isFlow(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "[") || byte == UInt8(ascii: "{") }

  private static func endsFlow(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ",") || byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}")
  }
}
