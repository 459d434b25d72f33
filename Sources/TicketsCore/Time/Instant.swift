/// A moment in UTC, to the millisecond.
package struct Instant: Hashable, Comparable, Sendable {
  /// Milliseconds since the beginning of 1970 in UTC.
  package let milliseconds: Int64

  /// Makes an instant from milliseconds since the beginning of 1970 in UTC.
  package init(milliseconds: Int64) {
    self.milliseconds = milliseconds
  }

  /// Whether one instant is before another.
  package static func < (left: Instant, right: Instant) -> Bool {
    left.milliseconds < right.milliseconds
  }
}

extension Instant {
  /// The same moment without its milliseconds.
  package var wholeSeconds: Instant { Instant(milliseconds: milliseconds - (milliseconds % 1000 + 1000) % 1000) }

  /// The form for people and JSON: with milliseconds only when there are some.
  package var text: String { Timestamp.extended(self, milliseconds: milliseconds % 1000 != 0) }
}

extension Instant: JSONWritable {
  /// Writes the moment in UTC.
  package func write(to json: inout JSONWriter) { json.string(text) }
}
