/// The 128 bits of a UUID, which order like its text.
struct UUIDBits: Hashable, Comparable, Sendable {
  let high: UInt64
  let low: UInt64

  var version: Int { Int(high >> 12 & 0xF) }
  var isStandardVariant: Bool { low >> 62 == 0b10 }

  var text: String {
    var text: [UInt8] = []
    text.reserveCapacity(36)
    for index in 0..<32 {
      if index == 8 || index == 12 || index == 16 || index == 20 { text.append(Ascii.dash) }
      text.append(digit(at: index))
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The last digits of the text, up to 12.
  func ending(_ count: Int) -> String {
    String(decoding: (32 - count..<32).map(digit(at:)), as: UTF8.self)
  }

  private func digit(at index: Int) -> UInt8 {
    let word = index < 16 ? high : low
    let digit = UInt8(truncatingIfNeeded: word >> UInt64(60 - index % 16 * 4) & 0xF)
    return digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10
  }

  static func < (left: UUIDBits, right: UUIDBits) -> Bool {
    (left.high, left.low) < (right.high, right.low)
  }

  /// Reads `8-4-4-4-12` hexadecimal digits in either case.
  static func parse(_ text: some StringProtocol) -> (uuid: UUIDBits, hasUpperCase: Bool)? {
    parse(Array(text.utf8).span)
  }

  static func parse(_ bytes: Span<UInt8>) -> (uuid: UUIDBits, hasUpperCase: Bool)? {
    guard bytes.count == 36 else { return nil }
    var words: (high: UInt64, low: UInt64) = (0, 0)
    var hasUpperCase = false
    for index in 0..<36 {
      let byte = bytes[index]
      if index == 8 || index == 13 || index == 18 || index == 23 {
        guard byte == Ascii.dash else { return nil }
        continue
      }
      guard let digit = byte.hexadecimalDigit else { return nil }
      if UInt8(ascii: "A")...UInt8(ascii: "F") ~= byte { hasUpperCase = true }
      if index < 18 { words.high = words.high << 4 | UInt64(digit) } else { words.low = words.low << 4 | UInt64(digit) }
    }
    return (UUIDBits(high: words.high, low: words.low), hasUpperCase)
  }
}

extension UInt8 {
  /// The value of a hexadecimal digit in either case.
  var hexadecimalDigit: UInt8? {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): self - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): self - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
