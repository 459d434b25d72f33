/// Reads the parts of one timestamp from left to right.
struct TimestampScanner {
  private var offset = 0

  mutating func strict(_ bytes: Span<UInt8>) -> Instant? {
    guard
      var time = date(bytes), skip(bytes, "T"),
      readTime(into: &time, bytes, separated: isExtended, isStrict: true),
      skip(bytes, "Z"), offset == bytes.count, time.isReal
    else { return nil }
    return time.instant
  }

  mutating func lenient(_ bytes: Span<UInt8>) -> Instant? {
    skipSpaces(bytes)
    guard var time = date(bytes) else { return nil }
    let end = endWithoutSpaces(bytes)
    // Eight digits alone may be a plain number.
    if offset == end { return isExtended && time.isReal ? time.instant : nil }
    guard
      skip(bytes, "T") || skip(bytes, "t") || skip(bytes, " "),
      readTime(into: &time, bytes, separated: byte(bytes, after: 2) == UInt8(ascii: ":"), isStrict: false),
      time.isReal, let minutes = zone(bytes, end: end), offset == end
    else { return nil }
    let instant = Instant(milliseconds: time.instant.milliseconds - minutes * 60_000)
    return 1...9999 ~= CivilTime(instant).year ? instant : nil
  }

  private var isExtended = false

  private mutating func date(_ bytes: Span<UInt8>) -> CivilTime? {
    guard let year = number(bytes, digits: 4) else { return nil }
    isExtended = skip(bytes, "-")
    guard
      let month = number(bytes, digits: 2), !isExtended || skip(bytes, "-"), let day = number(bytes, digits: 2)
    else { return nil }
    return CivilTime(year: year, month: month, day: day)
  }

  private mutating func readTime(
    into time: inout CivilTime, _ bytes: Span<UInt8>, separated: Bool, isStrict: Bool
  ) -> Bool {
    guard let hour = number(bytes, digits: 2), !separated || skip(bytes, ":"), let minute = number(bytes, digits: 2)
    else { return false }
    (time.hour, time.minute) = (hour, minute)
    guard separated ? skip(bytes, ":") : isAtDigit(bytes) else { return !isStrict }
    guard let second = number(bytes, digits: 2) else { return false }
    time.second = second
    return skip(bytes, ".") || !isStrict && skip(bytes, ",") ? readFraction(into: &time, bytes) : true
  }

  private mutating func readFraction(into time: inout CivilTime, _ bytes: Span<UInt8>) -> Bool {
    guard isAtDigit(bytes) else { return false }
    var weight: Int64 = 100
    while isAtDigit(bytes) {
      time.millisecond += Int64(bytes[offset] - UInt8(ascii: "0")) * weight
      weight /= 10
      offset += 1
    }
    return true
  }

  /// Minutes east of UTC.
  private mutating func zone(_ bytes: Span<UInt8>, end: Int) -> Int64? {
    if offset == end { return 0 }
    skipSpaces(bytes)
    if skip(bytes, "Z") || skip(bytes, "z") || skipWord(bytes, "utc") || skipWord(bytes, "gmt") { return 0 }
    let isWest = skip(bytes, "-")
    guard isWest || skip(bytes, "+"), let hours = number(bytes, digits: 2), hours < 24 else { return nil }
    var minutes: Int64 = 0
    if skip(bytes, ":") || isAtDigit(bytes) {
      guard let read = number(bytes, digits: 2), read < 60 else { return nil }
      minutes = read
    }
    return (hours * 60 + minutes) * (isWest ? -1 : 1)
  }

  private mutating func number(_ bytes: Span<UInt8>, digits: Int) -> Int64? {
    var value: Int64 = 0
    for _ in 0..<digits {
      guard isAtDigit(bytes) else { return nil }
      value = value * 10 + Int64(bytes[offset] - UInt8(ascii: "0"))
      offset += 1
    }
    return value
  }

  private func isAtDigit(_ bytes: Span<UInt8>) -> Bool {
    offset < bytes.count && Ascii.isDigit(bytes[offset])
  }

  private func byte(_ bytes: Span<UInt8>, after count: Int) -> UInt8? {
    offset + count < bytes.count ? bytes[offset + count] : nil
  }

  private mutating func skip(_ bytes: Span<UInt8>, _ mark: Unicode.Scalar) -> Bool {
    guard byte(bytes, after: 0) == UInt8(ascii: mark) else { return false }
    offset += 1
    return true
  }

  private mutating func skipWord(_ bytes: Span<UInt8>, _ lowercase: String) -> Bool {
    var end = offset
    for letter in lowercase.utf8 {
      guard end < bytes.count, bytes[end] | 0x20 == letter else { return false }
      end += 1
    }
    offset = end
    return true
  }

  private mutating func skipSpaces(_ bytes: Span<UInt8>) {
    while skip(bytes, " ") {}
  }

  private func endWithoutSpaces(_ bytes: Span<UInt8>) -> Int {
    var end = bytes.count
    while end > offset, bytes[end - 1] == UInt8(ascii: " ") { end -= 1 }
    return end
  }
}
