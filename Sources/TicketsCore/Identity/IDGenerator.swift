/// Makes ticket ids: UUIDv7 as RFC 9562 says, each greater than the one before.
package struct IDGenerator<Source: RandomNumberGenerator> {
  private var source: Source
  private var milliseconds: Int64 = -1
  // The twelve bits after the time count within a millisecond; when they are full, the count goes on in the next one.
  private var counter: UInt64 = 0

  /// Makes a generator that draws its random bits from a source.
  package init(_ source: Source) {
    self.source = source
  }

  /// The next id, also when the clock stands still or goes back.
  package mutating func next(at now: Instant) -> TicketID {
    advance(to: min(max(now.milliseconds, 0), Self.lastMillisecond))
    let high = UInt64(milliseconds) << 16 | 0x7000 | counter
    let low = 0b10 << 62 | source.next() >> 2
    return TicketID(UUIDBits(high: high, low: low))
  }

  // The end of the year 9999: the 48 bits of the time reach a thousand years further, so a carry always has room.
  private static var lastMillisecond: Int64 { 253_402_300_799_999 }

  private mutating func advance(to now: Int64) {
    if now > milliseconds {
      milliseconds = now
    } else if counter < 0xFFF {
      counter += 1
      return
    } else {
      milliseconds += 1
    }
    // Half of the counter stays free for what follows in the same millisecond.
    counter = source.next() & 0x7FF
  }
}

extension IDGenerator: Sendable where Source: Sendable {}
