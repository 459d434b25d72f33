import TicketsCore
import TicketsFiles

/// A file of patterns for what git shall not take along.
package struct IgnoreFile {
  package static let name = ".gitignore"

  /// Takes run logs back in, whatever the files above leave out.
  private static let takingBack = ["!logs/", "!*.jsonl"]

  /// What stands in the one beside the tickets.
  package static let besideTickets = """
    # Run logs belong to their tickets, whatever is ignored elsewhere.
    \(takingBack.joined(separator: "\n"))
    # What a command prepares before it writes.
    \(Staging.folderName)/

    """

  /// The patterns that leave something out.
  let patterns: [IgnorePattern]
  /// Whether run logs are taken back in.
  let takesLogsBack: Bool

  /// Reads a file; one that cannot be read says nothing.
  init(at path: String) {
    let lines = (Path.bytes(ofFile: path) ?? []).split(separator: Ascii.newline)
    patterns = lines.compactMap { IgnorePattern($0) }
    takesLogsBack = Self.takingBack.allSatisfy { line in lines.contains { $0.elementsEqual(line.utf8) } }
  }
}

/// One pattern, read only as far as to tell which names it is surely not about.
struct IgnorePattern {
  /// The last name in it, in lowercase.
  private let name: [UInt8]

  /// Reads a line; a comment or what takes back in is no such pattern.
  init?(_ line: ArraySlice<UInt8>) {
    var line = line
    while let last = line.last, last == Ascii.space || last == Ascii.carriageReturn { line.removeLast() }
    while line.last == UInt8(ascii: "/") { line.removeLast() }
    guard let first = line.first, first != UInt8(ascii: "#"), first != UInt8(ascii: "!") else { return nil }
    var name = line.split(separator: UInt8(ascii: "/")).last ?? []
    // Sets and escapes are for git to read.
    if let special = name.firstIndex(where: { $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "\\") }) {
      name = name[..<special] + [UInt8(ascii: "*")]
    }
    self.name = name.map(Self.lowercase)
  }

  /// Whether the pattern can be about something of that name.
  func mayMatch(_ name: String) -> Bool {
    let text = name.utf8.map(Self.lowercase)
    var (pattern, position) = (0, 0)
    var star: (pattern: Int, position: Int)?
    while position < text.count {
      if pattern < self.name.count, self.name[pattern] == UInt8(ascii: "*") {
        star = (pattern, position)
        pattern += 1
      } else if pattern < self.name.count,
        self.name[pattern] == UInt8(ascii: "?") || self.name[pattern] == text[position]
      {
        (pattern, position) = (pattern + 1, position + 1)
      } else if let last = star {
        // The star takes one more.
        star = (last.pattern, last.position + 1)
        (pattern, position) = (last.pattern + 1, last.position + 1)
      } else {
        return false
      }
    }
    return self.name[pattern...].allSatisfy { $0 == UInt8(ascii: "*") }
  }

  private static func lowercase(_ byte: UInt8) -> UInt8 {
    UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte ? byte | 0x20 : byte
  }
}
