/// The `Key: value` lines at the end of a commit message, as `git interpret-trailers` finds them.
package struct Trailers: Sendable {
  package struct Trailer: Equatable, Sendable {
    package let key: String
    package let value: String
  }

  /// The trailer that names the ticket a commit belongs to.
  package static let ticketKey = "Ticket"

  package private(set) var all: [Trailer] = []

  /// Reads a message; of one that is being written, comments and what lies below the scissors are no part.
  package init(of message: String) {
    let lines = message.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    let kept = lines.prefix { !$0.hasPrefix(Self.scissors) }.filter { !$0.hasPrefix("#") }
    let text = kept.prefix((kept.lastIndex { !Self.isBlank($0) } ?? -1) + 1)
    guard let gap = text.lastIndex(where: Self.isBlank), text[..<gap].contains(where: { !Self.isBlank($0) }) else {
      return
    }
    let block = text[(gap + 1)...]
    let trailers = read(block)
    let isOfGit = block.contains { line in Self.written.contains { line.hasPrefix($0) } }
    let others = block.count - trailers.lines
    if others == 0 || isOfGit && trailers.lines * 3 >= others { all = trailers.found }
  }

  /// The values of a key, whatever its letter case.
  package func values(of key: String) -> [String] {
    all.filter { $0.key.lowercased() == key.lowercased() }.map(\.value)
  }

  /// The tickets that trailers name.
  package var tickets: [String] { values(of: Self.ticketKey).flatMap(Self.names) }

  /// The tickets in the value of a trailer: a list is as good as several trailers, and a `#` before a name no part of it.
  package static func names(in value: String) -> [String] {
    value.split { $0 == "," || $0.isWhitespace }.map { String($0.drop { $0 == "#" }) }.filter { !$0.isEmpty }
  }

  /// The tickets that a message names in lines of their own, wherever in it: a squash on a hosting service puts the
  /// messages of all its commits below each other.
  package static func tickets(in message: String, shortestName: Int) -> [String] {
    var found: [String] = []
    for line in message.split(whereSeparator: \.isNewline).dropFirst() {
      guard let trailer = trailer(line), trailer.key.lowercased() == ticketKey.lowercased() else { continue }
      let names = names(in: trailer.value)
      // A sentence is no list of tickets.
      if names.allSatisfy({ $0.utf8.count >= shortestName }) { found += names }
    }
    return found.withoutRepeats
  }

  /// A message that names a ticket at its end.
  package static func adding(_ ticket: String, to message: String) -> String {
    let trailers = Trailers(of: message)
    if trailers.values(of: ticketKey).contains(ticket) { return message }
    return "\(message)\(trailers.all.isEmpty ? "\n\n" : "\n")\(ticketKey): \(ticket)"
  }

  private func read(_ block: ArraySlice<Substring>) -> (found: [Trailer], lines: Int) {
    var found: [Trailer] = []
    var lines = 0
    for line in block {
      if line.first?.isWhitespace == true, let last = found.popLast() {
        found.append(Trailer(key: last.key, value: "\(last.value) \(Self.trimmed(line))"))
        lines += 1
      } else if let trailer = Self.trailer(line) {
        found.append(trailer)
        lines += 1
      } else if Self.written.contains(where: { line.hasPrefix($0) }) {
        lines += 1
      }
    }
    return (found, lines)
  }

  private static func trailer(_ line: Substring) -> Trailer? {
    guard let colon = line.firstIndex(of: ":"), colon > line.startIndex else { return nil }
    let key = line[..<colon]
    let word = trimmed(key)
    guard key.first?.isWhitespace == false, word.utf8.allSatisfy(isKeyByte) else { return nil }
    return Trailer(key: word, value: trimmed(line[line.index(after: colon)...]))
  }

  private static func isKeyByte(_ byte: UInt8) -> Bool {
    switch byte | 0x20 {
    case UInt8(ascii: "a")...UInt8(ascii: "z"): true
    default: Ascii.isDigit(byte) || byte == Ascii.dash
    }
  }

  private static func isBlank(_ line: Substring) -> Bool { line.allSatisfy(\.isWhitespace) }

  private static func trimmed(_ text: Substring) -> String {
    String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }

  /// What git itself writes there.
  private static let written = ["Signed-off-by: ", "(cherry picked from commit "]
  private static let scissors = "# ------------------------ >8 ------------------------"
}
