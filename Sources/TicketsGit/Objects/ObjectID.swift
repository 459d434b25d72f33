package import TicketsCore

/// The name of an object, held without an allocation: 20 bytes in most repositories, 32 in those that use SHA-256.
package struct ObjectID: Hashable, Sendable {
  /// What equal content has in common, wherever it is read from.
  package let fingerprint: Fingerprint
  package let format: ObjectFormat

  /// The name of an object whose content has a fingerprint.
  package init(_ fingerprint: Fingerprint, _ format: ObjectFormat) {
    self.fingerprint = fingerprint
    self.format = format
  }

  /// Reads the name whose bytes begin at an offset.
  init(_ bytes: borrowing Span<UInt8>, at offset: Int = 0, _ format: ObjectFormat) {
    let raw = unsafe bytes.bytes
    let first = UInt64(bigEndian: unsafe raw.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
    let second = UInt64(bigEndian: unsafe raw.unsafeLoadUnaligned(fromByteOffset: offset + 8, as: UInt64.self))
    switch format {
    case .sha1:
      let last = UInt32(bigEndian: unsafe raw.unsafeLoadUnaligned(fromByteOffset: offset + 16, as: UInt32.self))
      fingerprint = Fingerprint(first, second, UInt64(last) << 32, 0)
    case .sha256:
      let third = UInt64(bigEndian: unsafe raw.unsafeLoadUnaligned(fromByteOffset: offset + 16, as: UInt64.self))
      let fourth = UInt64(bigEndian: unsafe raw.unsafeLoadUnaligned(fromByteOffset: offset + 24, as: UInt64.self))
      fingerprint = Fingerprint(first, second, third, fourth)
    }
    self.format = format
  }

  /// Reads hexadecimal digits; how many there are tells the format, and nothing else is a name.
  package init?(hex: some StringProtocol) {
    let digits = Array(hex.utf8)
    self.init(hexIn: digits.span, at: 0, count: digits.count)
  }

  /// Reads so many hexadecimal digits at an offset.
  init?(hexIn bytes: borrowing Span<UInt8>, at offset: Int, count: Int) {
    guard let format = ObjectFormat(length: count / 2), count % 2 == 0, offset + count <= bytes.count else {
      return nil
    }
    var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
    for index in 0..<count {
      guard let digit = Self.value(of: bytes[offset + index]) else { return nil }
      let part = UInt64(digit) << UInt64(60 - 4 * (index % 16))
      switch index {
      case 0..<16: words.0 |= part
      case 16..<32: words.1 |= part
      case 32..<48: words.2 |= part
      default: words.3 |= part
      }
    }
    self.init(Fingerprint(words.0, words.1, words.2, words.3), format)
  }

  /// The name in hexadecimal digits, in lower case.
  package var hex: String {
    String(decoding: bytes.flatMap { [Self.digits[Int($0 >> 4)], Self.digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  /// The bytes of the name.
  var bytes: [UInt8] {
    let words = [fingerprint.first, fingerprint.second, fingerprint.third, fingerprint.fourth]
    return (0..<format.length).map { UInt8(truncatingIfNeeded: words[$0 / 8] >> UInt64(56 - 8 * ($0 % 8))) }
  }

  /// The first of the bytes.
  var firstByte: Int { Int(fingerprint.first >> 56) }

  /// Whether this names nothing.
  var isZero: Bool { fingerprint == Fingerprint(0, 0, 0, 0) }

  private static let digits = Array("0123456789abcdef".utf8)

  private static func value(of digit: UInt8) -> UInt8? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): digit - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}

extension ObjectID: Comparable {
  package static func < (left: ObjectID, right: ObjectID) -> Bool {
    let (left, right) = (left.fingerprint, right.fingerprint)
    return (left.first, left.second, left.third, left.fourth) < (right.first, right.second, right.third, right.fourth)
  }
}

extension ObjectID: CustomStringConvertible {
  package var description: String { hex }
}
