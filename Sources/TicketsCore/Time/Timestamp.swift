/// Instants as text: ISO 8601 in UTC, extended (`2026-01-29T18:42:10Z`) or basic (`20260129T184210.123Z`).
package enum Timestamp {
  /// Reads a timestamp the format allows: either form in full, a fraction or none, a `Z`, and a real date and time.
  ///
  /// What a fraction says beyond milliseconds is dropped.
  package static func parse(_ bytes: Span<UInt8>) -> Instant? {
    var scanner = TimestampScanner()
    return scanner.strict(bytes)
  }

  /// Reads a timestamp the format allows from the bytes of its text.
  package static func parse(_ bytes: ArraySlice<UInt8>) -> Instant? {
    parse(bytes.span)
  }

  /// Reads a timestamp the format allows from text.
  package static func parse(_ text: some StringProtocol) -> Instant? {
    parse(Array(text.utf8)[...])
  }

  /// Reads what `parse` reads, and whatever else names one instant without doubt.
  ///
  /// That is: an offset (`+01:00`, `+0100`, `+01`, `UTC`), a space for the `T` or before the zone, lower case, a comma
  /// before the fraction, no seconds, space around the whole, and a date alone, which is its midnight. A time without a
  /// zone is UTC, for that is the default of the format as it is of YAML.
  package static func guess(_ bytes: Span<UInt8>) -> Instant? {
    if let instant = parse(bytes) { return instant }
    var scanner = TimestampScanner()
    return scanner.lenient(bytes)
  }

  /// Reads whatever names one instant without doubt from the bytes of its text.
  package static func guess(_ bytes: ArraySlice<UInt8>) -> Instant? {
    guess(bytes.span)
  }

  /// Reads whatever names one instant without doubt from text.
  package static func guess(_ text: some StringProtocol) -> Instant? {
    guess(Array(text.utf8)[...])
  }

  /// The form for `ticket.md`, `ts` and people: `2026-01-29T18:42:10Z`, with milliseconds when asked.
  package static func extended(_ instant: Instant, milliseconds: Bool = false) -> String {
    let time = CivilTime(instant)
    let date = "\(digits(time.year, 4))-\(digits(time.month, 2))-\(digits(time.day, 2))"
    let clock = "\(digits(time.hour, 2)):\(digits(time.minute, 2)):\(digits(time.second, 2))"
    return "\(date)T\(clock)\(milliseconds ? "." + digits(time.millisecond, 3) : "")Z"
  }

  /// The form for file names and `run_started`: `20260129T184210.123Z`, which sorts as it happened.
  package static func basic(_ instant: Instant) -> String {
    let time = CivilTime(instant)
    let date = "\(digits(time.year, 4))\(digits(time.month, 2))\(digits(time.day, 2))"
    let clock = "\(digits(time.hour, 2))\(digits(time.minute, 2))\(digits(time.second, 2))"
    return "\(date)T\(clock).\(digits(time.millisecond, 3))Z"
  }

  private static func digits(_ number: Int64, _ count: Int) -> String {
    let text = String(number.magnitude)
    return (number < 0 ? "-" : "") + String(repeating: "0", count: max(0, count - text.utf8.count)) + text
  }
}
