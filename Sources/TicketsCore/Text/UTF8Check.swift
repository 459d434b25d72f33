/// Whether bytes are text.
package enum UTF8Check {
  /// The first byte that is not part of well-formed UTF-8, or nil.
  package static func firstInvalid(in bytes: [UInt8]) -> Int? {
    firstInvalid(in: bytes[...])
  }

  /// The first byte of a piece that is not part of well-formed UTF-8, or nil.
  package static func firstInvalid(in bytes: ArraySlice<UInt8>) -> Int? {
    let span = bytes.span
    var index = endOfASCII(in: span, from: 0)
    while index < span.count {
      guard let length = length(at: index, in: span) else { return bytes.startIndex + index }
      index = endOfASCII(in: span, from: index + length)
    }
    return nil
  }

  /// Whether every byte is a character of its own.
  static func isASCII(_ bytes: ArraySlice<UInt8>) -> Bool {
    endOfASCII(in: bytes.span, from: 0) == bytes.count
  }

  private static func endOfASCII(in span: Span<UInt8>, from start: Int) -> Int {
    let bytes = unsafe span.bytes
    var index = start
    // Most text is ASCII: eight bytes are settled by one look.
    while index + 8 <= bytes.byteCount,
      unsafe bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
    {
      index += 8
    }
    while index < span.count, span[index] < 0x80 { index += 1 }
    return index
  }

  /// How many bytes the well-formed character of more than one byte takes that begins here, or nil when none does.
  static func length(at index: Int, in span: Span<UInt8>) -> Int? {
    // The lead byte says how many follow, and what the second may be (no overlong forms, no surrogates).
    let (length, second): (Int, ClosedRange<UInt8>)
    switch span[index] {
    case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xE1...0xEC, 0xEE...0xEF: (length, second) = (3, 0x80...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    default: return nil
    }
    guard index + length <= span.count, second.contains(span[index + 1]) else { return nil }
    for offset in 2..<max(length, 2) where span[index + offset] & 0xC0 != 0x80 { return nil }
    return length
  }
}
