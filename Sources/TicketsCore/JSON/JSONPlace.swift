/// A place inside an object or an array of a JSON text, for who adds something there and changes no other byte.
package struct JSONPlace: Equatable, Sendable {
  /// Just behind the opening bracket.
  package let offset: Int
  /// Whether nothing is in there yet.
  package let isEmpty: Bool

  /// Finds what nested members lead to; nothing where one of them is not there.
  package static func inside(_ names: [String], of bytes: [UInt8]) throws(JSONFailure) -> JSONPlace? {
    var scanner = JSONScanner()
    return try find(names[...], bytes.span, &scanner)
  }

  private static func find(
    _ names: ArraySlice<String>, _ bytes: Span<UInt8>, _ scanner: inout JSONScanner
  ) throws(JSONFailure) -> JSONPlace? {
    let kind = try scanner.kind(bytes)
    guard kind == .object || kind == .array && names.isEmpty else { return nil }
    try scanner.open()
    if names.isEmpty {
      var next = scanner.offset
      while next < bytes.count, Ascii.isBlank(bytes[next]) || bytes[next] == Ascii.newline || bytes[next] == 0x0D {
        next += 1
      }
      let isEmpty = next < bytes.count && [UInt8(ascii: "}"), UInt8(ascii: "]")].contains(bytes[next])
      return JSONPlace(offset: scanner.offset, isEmpty: isEmpty)
    }
    while let name = try scanner.nextName(bytes) {
      if name.text(in: bytes) == names.first {
        _ = try scanner.kind(bytes)
        return try find(names.dropFirst(), bytes, &scanner)
      }
      _ = try scanner.kind(bytes)
      try scanner.skipValue(bytes)
    }
    return nil
  }
}
