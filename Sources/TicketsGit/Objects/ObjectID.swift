package import TicketsCore
internal import CGit2

/// The SHA-1 name of an object, held in three integers.
package struct ObjectID: Hashable, Sendable {
  private let high: UInt64
  private let middle: UInt64
  private let low: UInt32

  /// How many bytes a name has.
  static let length = 20

  static let zero = ObjectID(high: 0, middle: 0, low: 0)

  private init(high: UInt64, middle: UInt64, low: UInt32) {
    self.high = high
    self.middle = middle
    self.low = low
  }

  /// The name of an object whose content has a fingerprint.
  init(_ fingerprint: Fingerprint) {
    self.init(high: fingerprint.high, middle: fingerprint.middle, low: fingerprint.low)
  }

  /// Reads the name whose 20 bytes begin at an offset.
  init(_ bytes: borrowing Span<UInt8>, at offset: Int = 0) {
    let raw = unsafe bytes.bytes
    high = UInt64(bigEndian: unsafe raw.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self))
    middle = UInt64(bigEndian: unsafe raw.unsafeLoadUnaligned(fromByteOffset: offset + 8, as: UInt64.self))
    low = UInt32(bigEndian: unsafe raw.unsafeLoadUnaligned(fromByteOffset: offset + 16, as: UInt32.self))
  }

  /// Reads 40 hexadecimal digits; nothing else is a name.
  package init?(hex: some StringProtocol) {
    let digits = Array(hex.utf8)
    guard digits.count == 2 * Self.length else { return nil }
    var bytes: ArraySlice<UInt8> = []
    for index in stride(from: 0, to: digits.count, by: 2) {
      guard let high = Self.value(of: digits[index]), let low = Self.value(of: digits[index + 1]) else { return nil }
      bytes.append(high << 4 | low)
    }
    self.init(bytes.span)
  }

  /// Reads 40 hexadecimal digits at an offset.
  init?(hexIn bytes: borrowing Span<UInt8>, at offset: Int) {
    guard offset + 2 * Self.length <= bytes.count else { return nil }
    var words: (UInt64, UInt64, UInt64) = (0, 0, 0)
    for index in 0..<(2 * Self.length) {
      guard let digit = Self.value(of: bytes[offset + index]) else { return nil }
      switch index {
      case 0..<16: words.0 = words.0 << 4 | UInt64(digit)
      case 16..<32: words.1 = words.1 << 4 | UInt64(digit)
      default: words.2 = words.2 << 4 | UInt64(digit)
      }
    }
    self.init(high: words.0, middle: words.1, low: UInt32(words.2))
  }

  /// Forty hexadecimal digits in lower case.
  package var hex: String {
    String(decoding: bytes.flatMap { [Self.digits[Int($0 >> 4)], Self.digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  /// The twenty bytes.
  var bytes: [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: high >> UInt64(56 - 8 * $0)) }
      + (0..<8).map { UInt8(truncatingIfNeeded: middle >> UInt64(56 - 8 * $0)) }
      + (0..<4).map { UInt8(truncatingIfNeeded: low >> UInt32(24 - 8 * $0)) }
  }

  /// The first of the twenty bytes.
  var firstByte: Int { Int(high >> 56) }

  /// What equal content has in common, wherever it is read from.
  package var fingerprint: Fingerprint { Fingerprint(high: high, middle: middle, low: low) }

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
    (left.high, left.middle, left.low) < (right.high, right.middle, right.low)
  }
}

extension ObjectID: CustomStringConvertible {
  package var description: String { hex }
}

extension ObjectID {
  /// Copies libgit2's form of a name.
  init(_ raw: git_oid) {
    self = unsafe withUnsafeBytes(of: raw.id) { unsafe ObjectID($0.bindMemory(to: UInt8.self).span) }
  }

  /// Copies the name a libgit2 function returned; none is returned only for what is not there.
  @safe init?(_ raw: UnsafePointer<git_oid>?) {
    guard let raw = unsafe raw else { return nil }
    self.init(unsafe raw.pointee)
  }

  /// Libgit2's form of the name.
  var raw: git_oid {
    var raw = git_oid()
    unsafe withUnsafeMutableBytes(of: &raw.id) {
      unsafe $0.storeBytes(of: high.bigEndian, as: UInt64.self)
      unsafe $0.storeBytes(of: middle.bigEndian, toByteOffset: 8, as: UInt64.self)
      unsafe $0.storeBytes(of: low.bigEndian, toByteOffset: 16, as: UInt32.self)
    }
    return raw
  }
}
