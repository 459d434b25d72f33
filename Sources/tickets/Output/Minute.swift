import TicketsCore

extension Instant {
  /// The moment as far as people want to know it: `2026-01-19 14:02Z`.
  var minute: String {
    let text = Timestamp.extended(self)
    return "\(text.prefix(10)) \(text.dropFirst(11).prefix(5))Z"
  }
}
