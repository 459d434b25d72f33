import TicketsCore

extension Invariant {
  /// What is read as a time is written as the same time, and a strict timestamp as the same text.
  static let timestamp = Invariant("timestamp") { bytes throws(Violation) in
    guard let instant = Timestamp.guess(bytes[...]) else {
      return try require(Timestamp.parse(bytes[...]) == nil, "it is strictly right, and no guess finds it")
    }
    for text in [Timestamp.extended(instant, milliseconds: true), Timestamp.basic(instant)] {
      try require(Timestamp.parse(text) == instant, "\(text) does not come back")
    }
    guard let strict = Timestamp.parse(bytes[...]) else { return }
    try require(strict == instant, "a guess says something else")
    let whole = bytes.prefix { $0 != UInt8(ascii: ".") && $0 != UInt8(ascii: "Z") }
    try require(
      [Timestamp.extended(instant, milliseconds: true), Timestamp.basic(instant)]
        .contains { whole.elementsEqual($0.utf8.prefix { $0 != UInt8(ascii: ".") }) },
      "it is written in another way than \(Timestamp.extended(instant))")
  }
}
