/// A name for content: equal fingerprints mean equal bytes, so equal ones are never read twice.
package struct Fingerprint: Hashable, Sendable {
  // Four words hold the 32 bytes of a SHA-256 without an allocation; behind the 20 of a SHA-1 they are zero.
  package let first: UInt64
  package let second: UInt64
  package let third: UInt64
  package let fourth: UInt64

  /// Makes a fingerprint from the words of a name that is already held so.
  package init(_ first: UInt64, _ second: UInt64, _ third: UInt64, _ fourth: UInt64) {
    (self.first, self.second, self.third, self.fourth) = (first, second, third, fourth)
  }

  /// Makes a fingerprint from 32 bytes; shorter input counts as followed by zeros, longer input is folded in.
  package init(_ bytes: some Sequence<UInt8>) {
    var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
    for (index, byte) in bytes.enumerated() {
      let part = UInt64(byte) << UInt64(56 - 8 * (index % 8))
      switch index % 32 {
      case 0..<8: words.0 ^= part
      case 8..<16: words.1 ^= part
      case 16..<24: words.2 ^= part
      default: words.3 ^= part
      }
    }
    self.init(words.0, words.1, words.2, words.3)
  }

  // The bits of a hash are as good as random: two words of it tell enough.
  package func hash(into hasher: inout Hasher) {
    hasher.combine(first ^ second)
  }
}
