/// Priorities of other tools: numbers from 0, the most urgent, or our own words.
enum ForeignPriority {
  static let words: [(foreign: String, priority: Priority)] = [
    ("0", .critical), ("1", .high), ("2", .medium), ("3", .low), ("4", .low), ("p0", .critical), ("p1", .high),
    ("p2", .medium), ("p3", .low), ("p4", .low), ("urgent", .critical), ("med", .medium), ("normal", .medium),
  ]

  static func read(_ word: String?, _ remarks: inout [String]) -> Priority? {
    guard let word else { return nil }
    let plain = ForeignStatus.normal(word)
    if let priority = Priority(rawValue: plain) { return priority }
    if let found = words.first(where: { $0.foreign == plain }) { return found.priority }
    remarks.append("the priority '\(word.singleLine)' is unknown, so it has none")
    return nil
  }

  /// The number of a priority; what has none is in the middle, as a new ticket of those tools is.
  static func number(_ priority: Priority?) -> Int64 {
    switch priority {
    case .critical: 0
    case .high: 1
    case .medium, nil: 2
    case .low: 3
    }
  }
}
