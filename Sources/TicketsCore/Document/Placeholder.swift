/// Text that a template left for whoever works on the ticket: `[FILL_ME: the goal]`, `[low | medium | high]`.
package struct Placeholder: Equatable, Sendable {
  package let text: String
  package let offset: Int

  private static let fillMe = Array("[FILL_ME".utf8)
  private static let separator = ByteWord(" | ".utf8)
  private static let opening = UInt8(ascii: "[")
  private static let closing = UInt8(ascii: "]")
  private static let tick = UInt8(ascii: "`")

  /// All that stand in a body, outside of code and comments.
  package static func all(in bytes: [UInt8], from start: Int) -> [Placeholder] {
    guard bytes[start...].contains(opening) else { return [] }
    var found: [Placeholder] = []
    for line in MarkdownLines(bytes, from: start) where line.isProse {
      let text = bytes[line.range]
      guard text.contains(opening) else { continue }
      var position = text.startIndex
      while let open = text[position...].firstIndex(of: opening) {
        position = open + 1
        // Between an odd and an even backtick is code.
        guard text[..<open].count(where: { $0 == tick }).isMultiple(of: 2),
          let end = text[open...].firstIndex(of: closing), isPlaceholder(text[open...end])
        else { continue }
        // A link is none.
        let next = text[(end + 1)...].first
        guard next != UInt8(ascii: "("), next != UInt8(ascii: ":"), next != opening else { continue }
        found.append(Placeholder(text: String(decoding: text[open...end], as: UTF8.self), offset: open))
        position = end + 1
      }
    }
    return found
  }

  private static func isPlaceholder(_ text: ArraySlice<UInt8>) -> Bool {
    if text.starts(with: fillMe) { return true }
    let inner = text.dropFirst().dropLast()
    guard separator.isIn(inner) else { return false }
    // A choice of words; a type such as [Int | String] is none.
    return inner.allSatisfy {
      $0 == Ascii.space || $0 == Ascii.dash || $0 == UInt8(ascii: "|") || (UInt8(ascii: "a")...UInt8(ascii: "z")) ~= $0
    }
  }
}
