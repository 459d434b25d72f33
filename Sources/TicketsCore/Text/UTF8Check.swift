/// Whether bytes are text.
package enum UTF8Check {
  /// The first byte that is not part of well-formed UTF-8, or nil.
  package static func firstInvalid(in bytes: [UInt8]) -> Int? {
    let slice = bytes[...]
    let span = slice.span
    var index = 0
    while index < span.count {
      let byte = span[index]
      if byte < 0x80 {
        index += 1
        continue
      }
      guard let length = length(at: index, in: span) else { return index }
      index += length
    }
    return nil
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
