/// Reads JSON strictly as RFC 8259 says, and refuses a name that appears twice in an object.
package enum JSONReader {
  /// Reads one value and nothing after it.
  package static func read(_ bytes: Span<UInt8>) throws(JSONFailure) -> JSON {
    var scanner = JSONScanner()
    let value = try value(bytes, &scanner)
    try scanner.end(bytes)
    return value
  }

  /// Reads one value from bytes; places count from the first of them.
  package static func read(_ bytes: ArraySlice<UInt8>) throws(JSONFailure) -> JSON {
    try read(bytes.span)
  }

  /// Reads one value from bytes.
  package static func read(_ bytes: [UInt8]) throws(JSONFailure) -> JSON {
    try read(bytes[...])
  }

  /// Reads one value from text.
  package static func read(_ text: some StringProtocol) throws(JSONFailure) -> JSON {
    try read(Array(text.utf8))
  }

  private static func value(_ bytes: Span<UInt8>, _ scanner: inout JSONScanner) throws(JSONFailure) -> JSON {
    switch try scanner.kind(bytes) {
    case .object:
      return .object(try members(bytes, &scanner))
    case .array:
      var elements: [JSON] = []
      try scanner.open()
      while try scanner.nextElement(bytes) { elements.append(try value(bytes, &scanner)) }
      return .array(elements)
    case .string:
      return .string(try scanner.string(bytes).text(in: bytes))
    case .number:
      let digits = String(utf8: bytes.extracting(try scanner.number(bytes)))
      // "-0" is a number of its own, which an integer would lose.
      return digits == "-0" ? .number(digits) : Int64(digits).map(JSON.integer) ?? .number(digits)
    case .true:
      try scanner.word("true", bytes)
      return .bool(true)
    case .false:
      try scanner.word("false", bytes)
      return .bool(false)
    case .null:
      try scanner.word("null", bytes)
      return .null
    }
  }

  private static func members(
    _ bytes: Span<UInt8>, _ scanner: inout JSONScanner
  ) throws(JSONFailure) -> [JSON.Member] {
    var members: [JSON.Member] = []
    var names: Set<String> = []
    try scanner.open()
    while let token = try scanner.nextName(bytes) {
      let name = token.text(in: bytes)
      if names.isEmpty, members.count >= 16 { names = Set(members.map(\.name)) }
      // Looking through few names is faster than hashing them.
      let isKnown = names.isEmpty ? members.contains { $0.name == name } : names.contains(name)
      guard !isKnown else {
        throw JSONFailure(
          offset: token.range.lowerBound - 1, message: "the name \"\(name)\" appears twice in an object")
      }
      if !names.isEmpty { names.insert(name) }
      members.append(JSON.Member(name, try value(bytes, &scanner)))
    }
    return members
  }
}
