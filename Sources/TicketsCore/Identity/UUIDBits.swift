/// The 128 bits of a UUID, which order like its text.
struct UUIDBits: Hashable, Comparable, Sendable {
  let high: UInt64
  let low: UInt64

  var version: Int { Int(high >> 12 & 0xF) }
  var isStandardVariant: Bool { low >> 62 == 0b10 }

  var text: String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(36)
    for (word, dashes) in [(high, [32, 16]), (low, [48])] {
      if bytes.count == 18 { bytes.append(UInt8(ascii: "-")) }
      for shift in stride(from: 60, through: 0, by: -4) {
        bytes.append(Self.digits[Int(word >> UInt64(shift) & 0xF)])
        if dashes.contains(shift) { bytes.append(UInt8(ascii: "-")) }
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static let digits = Array("0123456789abcdef".utf8)

  static func < (left: UUIDBits, right: UUIDBits) -> Bool {
    (left.high, left.low) < (right.high, right.low)
  }

  /// Reads `8-4-4-4-12` hexadecimal digits in either case.
  static func parse(_ text: some StringProtocol) -> (uuid: UUIDBits, hasUpperCase: Bool)? {
    var words: (high: UInt64, low: UInt64) = (0, 0)
    var hasUpperCase = false
    var count = 0
    for byte in text.utf8 {
      defer { count += 1 }
      if count == 8 || count == 13 || count == 18 || count == 23 {
        guard byte == UInt8(ascii: "-") else { return nil }
        continue
      }
      guard count < 36, let digit = byte.hexadecimalDigit else { return nil }
      if byte & 0x60 == 0x40 { hasUpperCase = true }
      if count < 18 { words.high = words.high << 4 | UInt64(digit) } else { words.low = words.low << 4 | UInt64(digit) }
    }
    return count == 36 ? (UUIDBits(high: words.high, low: words.low), hasUpperCase) : nil
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
