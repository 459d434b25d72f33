/// A name for content: equal fingerprints mean equal bytes, so equal ones are never read twice.
package struct Fingerprint: Hashable, Sendable {
  // Three words hold the 20 bytes of a SHA-1 without an allocation.
  package let high: UInt64
  package let middle: UInt64
  package let low: UInt32

  /// Makes a fingerprint from the three words of a name that is already held so.
  package init(high: UInt64, middle: UInt64, low: UInt32) {
    (self.high, self.middle, self.low) = (high, middle, low)
  }

  /// Makes a fingerprint from 20 bytes; shorter input counts as followed by zeros, longer input is folded in.
  package init(_ bytes: some Sequence<UInt8>) {
    var words: (UInt64, UInt64, UInt32) = (0, 0, 0)
    for (index, byte) in bytes.enumerated() {
      switch index % 20 {
      case 0..<8: words.0 ^= UInt64(byte) << UInt64(56 - 8 * (index % 20))
      case 8..<16: words.1 ^= UInt64(byte) << UInt64(120 - 8 * (index % 20))
      default: words.2 ^= UInt32(byte) << UInt32(152 - 8 * (index % 20))
      }
    }
    (high, middle, low) = words
  }
}
