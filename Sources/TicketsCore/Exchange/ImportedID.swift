extension TicketID {
  /// The id of what came from elsewhere: the same wherever it is made of the same words.
  package init(madeOf words: [String], at time: Instant) {
    let hash = SHA1.hash(Array(words.joined(separator: "\0").utf8))
    let bits = hash.prefix(16).reduce(into: (high: UInt64(0), low: UInt64(0))) { bits, byte in
      bits = (bits.high << 8 | bits.low >> 56, bits.low << 8 | UInt64(byte))
    }
    let milliseconds = UInt64(min(max(time.milliseconds, 0), 253_402_300_799_999))
    self.init(
      UUIDBits(high: milliseconds << 16 | 0x7000 | bits.high & 0xFFF, low: 0b10 << 62 | bits.low >> 2))
  }
}
