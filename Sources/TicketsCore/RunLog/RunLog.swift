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
    lines = Lines(of: bytes).enumerated().map { index, line in
      Line(number: index + 1, range: line.range, content: Self.content(of: bytes[line.range]))
    }
  }

  /// The entries in the order of the file.
  package var entries: [LogEntry] {
    lines.compactMap { line in
      if case .entry(let members) = line.content { LogEntry(members) } else { nil }
    }
  }

  /// Whether there is such an entry in a file, which is read only as far as the first.
  static func contains(in bytes: [UInt8], where isWanted: (LogEntry) -> Bool) -> Bool {
    Lines(of: bytes).contains { line in
      if case .entry(let members) = content(of: bytes[line.range]) { isWanted(LogEntry(members)) } else { false }
    }
  }

  /// What one line holds.
  static func content(of line: ArraySlice<UInt8>) -> Content {
    do {
      let value = try JSONReader.read(line)
      return value.members.map(Content.entry) ?? .notAnObject(value)
    } catch {
      if line.allSatisfy({ Ascii.isBlank($0) || $0 == Ascii.carriageReturn }) { return .blank }
      return ConflictMarker.begins(line) || line.elementsEqual(divider) ? .conflictMarker : .unreadable(error)
    }
  }

  /// What stands between the two sides of a conflict.
  private static let divider = Array("=======".utf8)
}
