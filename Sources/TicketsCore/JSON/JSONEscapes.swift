extension Span<UInt8> {
  /// The value of four hexadecimal digits.
  func hexadecimal(at offset: Int) -> UInt16? {
    guard offset + 4 <= count else { return nil }
    var value: UInt16 = 0
    for index in offset..<offset + 4 {
      guard let digit = self[index].hexadecimalDigit else { return nil }
      value = value << 4 | UInt16(digit)
    }
    return value
  }

  /// The UTF-16 unit that an escape `\uXXXX` stands for.
  func escapedUnit(at offset: Int) -> UInt16? {
    guard offset + 6 <= count, self[offset] == UInt8(ascii: "\\"), self[offset + 1] == UInt8(ascii: "u")
    else { return nil }
    return hexadecimal(at: offset + 2)
  }
}

extension JSONScanner.StringToken {
  /// The text the token stands for in the bytes it was found in.
  package func text(in bytes: Span<UInt8>) -> String {
    let written = bytes.extracting(range)
    return hasEscapes ? unescaped(written) : String(utf8: written)
  }

  /// Whether the token stands for a text, found out without making the text where that is possible.
  package func equals(_ text: String, in bytes: Span<UInt8>) -> Bool {
    if hasEscapes { return self.text(in: bytes) == text }
    guard range.count == text.utf8.count else { return false }
    var index = range.lowerBound
    for byte in text.utf8 {
      if bytes[index] != byte { return false }
      index += 1
    }
    return true
  }

  private func unescaped(_ written: Span<UInt8>) -> String {
    var text: [UInt8] = []
    text.reserveCapacity(written.count)
    var offset = 0
    while offset < written.count {
      guard written[offset] == UInt8(ascii: "\\"), offset + 1 < written.count else {
        text.append(written[offset])
        offset += 1
        continue
      }
      guard let unit = written.escapedUnit(at: offset) else {
        text.append(Self.byte(escapedAs: written[offset + 1]))
        offset += 2
        continue
      }
      var units = [unit]
      if UTF16.isLeadSurrogate(unit), let next = written.escapedUnit(at: offset + 6) { units.append(next) }
      text.append(contentsOf: String(decoding: units, as: UTF16.self).utf8)
      offset += 6 * units.count
    }
    return String(decoding: text, as: UTF8.self)
  }

  private static func byte(escapedAs letter: UInt8) -> UInt8 {
    switch letter {
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "f"): 0x0C
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "r"): 0x0D
    case UInt8(ascii: "t"): 0x09
    default: letter
    }
  }
}
