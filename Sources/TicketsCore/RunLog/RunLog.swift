/// The lines of a run log; one that cannot be read hides no other.
package struct RunLog: Sendable {
  /// A line and what it holds.
  package struct Line: Sendable {
    /// The number of the line, from 1.
    package let number: Int
    /// Where the line lies in the file, without its line end.
    package let range: Range<Int>
    package let content: Content
  }

  /// What a line holds.
  package enum Content: Equatable, Sendable {
    /// The members of a JSON object.
    case entry([JSON.Member])
    /// Nothing but space.
    case blank
    /// A mark that git left in a conflict.
    case conflictMarker
    /// A JSON value that is no object.
    case notAnObject(JSON)
    /// No JSON; the offset counts from the beginning of the line.
    case unreadable(JSONFailure)
  }

  /// The lines in the order of the file.
  package let lines: [Line]

  /// Reads a whole file.
  package init(_ bytes: [UInt8]) {
    var lines: [Line] = []
    var scanner = LineScanner()
    let all = bytes[...]
    while let range = scanner.next(all.span) {
      lines.append(Line(number: lines.count + 1, range: range, content: Self.content(bytes[range].span)))
    }
    self.lines = lines
  }

  /// The entries in the order of the file.
  package var entries: [LogEntry] {
    lines.compactMap { line in
      if case .entry(let members) = line.content { LogEntry(members) } else { nil }
    }
  }

  private static func content(_ line: Span<UInt8>) -> Content {
    do {
      let value = try JSONReader.read(line)
      return value.members.map(Content.entry) ?? .notAnObject(value)
    } catch {
      if isBlank(line) { return .blank }
      return isConflictMarker(line) ? .conflictMarker : .unreadable(error)
    }
  }

  private static func isBlank(_ line: Span<UInt8>) -> Bool {
    for index in line.indices where ![0x20, 0x09, 0x0D].contains(line[index]) { return false }
    return true
  }

  /// Seven equal signs and nothing else, or seven of another sign and a space or nothing.
  private static func isConflictMarker(_ line: Span<UInt8>) -> Bool {
    guard line.count >= 7 else { return false }
    let mark = line[0]
    for index in 1..<7 where line[index] != mark { return false }
    switch mark {
    case UInt8(ascii: "="): return line.count == 7
    case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "|"): return line.count == 7 || line[7] == UInt8(ascii: " ")
    default: return false
    }
  }
}
