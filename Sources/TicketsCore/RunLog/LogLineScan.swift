/// Recognizes flawless entries of a run log without making values of them: nearly every line is one.
package struct LogLineScan {
  /// The `run_started` of the entry.
  package let runStarted: Instant
  /// Whether the entry has a mark that says a tool wrote it.
  package private(set) var isMachine = false

  /// Reads a line; anything unusual, even if it is right, is left to the full check.
  package init?(_ line: ArraySlice<UInt8>) {
    guard let fields = try? Fields(line.span), fields.isComplete, let start = fields.runStarted else { return nil }
    runStarted = start
    isMachine = fields.isMachine
  }

  /// The fields in the order of writing, so that each is found at the first try.
  private static let names = [
    "ts", "run_started", "actor_type", "actor_id", "summary", "changes", "verification", "context_carried_over",
    "decisions", "next_steps", "blockers", "written_by",
  ]

  /// Thrown where the full check must look.
  private static let unusual = JSONFailure(offset: 0, message: "")

  private struct Fields {
    var runStarted: Instant?
    var isMachine = false
    private var seen: Set = []
    private var scanner = JSONScanner()

    /// A bit for each name that was there.
    private struct Set: OptionSet {
      let rawValue: UInt16
      static var required: Set { Set(rawValue: 0b11111) }
    }

    var isComplete: Bool { seen.isSuperset(of: .required) }

    init(_ line: Span<UInt8>) throws(JSONFailure) {
      guard try scanner.kind(line) == .object else { throw LogLineScan.unusual }
      try scanner.open()
      var expected = 0
      while let name = try scanner.nextName(line) {
        var index = expected
        while !name.equals(LogLineScan.names[index], in: line) {
          index = index + 1 < LogLineScan.names.count ? index + 1 : 0
          if index == expected { throw LogLineScan.unusual }
        }
        guard seen.insert(Set(rawValue: 1 << UInt16(index))).inserted else { throw LogLineScan.unusual }
        try readValue(of: index, line)
        expected = index + 1 < LogLineScan.names.count ? index + 1 : 0
      }
      try scanner.end(line)
    }

    private mutating func readValue(of index: Int, _ line: Span<UInt8>) throws(JSONFailure) {
      switch index {
      case 0: _ = try instant(line)
      case 1: runStarted = try instant(line)
      case 2:
        let type = try text(line)
        guard type.equals("human", in: line) || type.equals("agent", in: line) else { throw LogLineScan.unusual }
      case 3, 4: _ = try text(line)
      case 5: try object(["files", "commits", "prs"], line)
      case 6: try object(["commands", "results"], line)
      case 11: isMachine = try text(line).equals(LogEntry.toolName, in: line)
      default: try texts(line)
      }
    }

    private mutating func text(_ line: Span<UInt8>) throws(JSONFailure) -> JSONScanner.StringToken {
      guard try scanner.kind(line) == .string else { throw LogLineScan.unusual }
      return try scanner.string(line)
    }

    private mutating func instant(_ line: Span<UInt8>) throws(JSONFailure) -> Instant {
      let token = try text(line)
      guard !token.hasEscapes, let instant = Timestamp.parse(line.extracting(token.range)) else {
        throw LogLineScan.unusual
      }
      return instant
    }

    private mutating func texts(_ line: Span<UInt8>) throws(JSONFailure) {
      guard try scanner.kind(line) == .array else { throw LogLineScan.unusual }
      try scanner.open()
      while try scanner.nextElement(line) { _ = try text(line) }
    }

    private mutating func object(_ names: [String], _ line: Span<UInt8>) throws(JSONFailure) {
      guard try scanner.kind(line) == .object else { throw LogLineScan.unusual }
      try scanner.open()
      var seen: Set = []
      while let name = try scanner.nextName(line) {
        guard let index = names.firstIndex(where: { name.equals($0, in: line) }),
          seen.insert(Set(rawValue: 1 << UInt16(index))).inserted
        else { throw LogLineScan.unusual }
        if names[index] == "results" { _ = try text(line) } else { try texts(line) }
      }
    }
  }
}
