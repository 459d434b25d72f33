import TicketsCore

/// Estimates as people read them.
enum Hours {
  /// `2 h`, `0.5 h`.
  static func text(_ hours: Double) -> String {
    String(decoding: JSONWriter.bytes(of: hours, .compact), as: UTF8.self) + " h"
  }
}
