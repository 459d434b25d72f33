/// The blanks of a template: `{{name}}`, or `{{name|what stands there otherwise}}`.
package struct TemplateBlanks: Sendable {
  /// A blank where it stands.
  package struct Blank: Equatable, Sendable {
    package let name: String
    package let fallback: String?
    package let range: Range<Int>
  }

  package let bytes: [UInt8]
  package let all: [Blank]

  /// Finds the blanks of a text; what looks otherwise, and the `${{ … }}` of other tools, stays text.
  package init(in bytes: [UInt8]) {
    self.bytes = bytes
    var found: [Blank] = []
    var position = 0
    while let open = bytes[position...].firstIndex(of: Self.brace) {
      position = open + 1
      guard position < bytes.count, bytes[position] == Self.brace, open == 0 || bytes[open - 1] != Self.dollar,
        let blank = Self.blank(at: open, in: bytes)
      else { continue }
      found.append(blank)
      position = blank.range.upperBound
    }
    all = found
  }

  private static let brace = UInt8(ascii: "{")
  private static let closing = UInt8(ascii: "}")
  private static let dollar = UInt8(ascii: "$")
  private static let bar = UInt8(ascii: "|")

  private static func blank(at open: Int, in bytes: [UInt8]) -> Blank? {
    let line = bytes[(open + 2)...].prefix { $0 != Ascii.newline && $0 != Ascii.carriageReturn && $0 != brace }
    guard let end = line.firstIndex(of: closing), end + 1 < bytes.count, bytes[end + 1] == closing else { return nil }
    let parts = line[..<end].split(separator: bar, maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(decoding: Body.trimmed(parts[0]), as: UTF8.self)
    guard isName(name) else { return nil }
    let fallback = parts.count == 2 ? String(decoding: Body.trimmed(parts[1]), as: UTF8.self) : nil
    return Blank(name: name, fallback: fallback, range: open..<end + 2)
  }

  /// Whether blanks can be called so: letters, digits, `_`, `-` and dots.
  package static func isName(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first, first.properties.isAlphabetic || first == "_" else { return false }
    return text.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || ("0"..."9").contains($0) || $0 == "_" || $0 == "-" || $0 == "."
    }
  }

  /// The names of blanks, each once, in their order.
  package var names: [String] {
    var seen: Set<String> = []
    return all.map(\.name).filter { seen.insert($0).inserted }
  }

  /// The blanks that nothing fills.
  package func missing(_ values: [String: String]) -> [String] {
    var seen: Set<String> = []
    return all.filter { $0.fallback == nil && values[$0.name] == nil && seen.insert($0.name).inserted }.map(\.name)
  }

  /// The text with each blank replaced by what a function makes of it.
  package func filled(_ replacement: (Blank) -> String) -> [UInt8] {
    var result: [UInt8] = []
    var position = 0
    for blank in all {
      result += bytes[position..<blank.range.lowerBound]
      result += replacement(blank).utf8
      position = blank.range.upperBound
    }
    return result + bytes[position...]
  }

  /// The text with all blanks filled; one that nobody set keeps its default.
  package func filled(_ values: [String: String]) -> [UInt8] {
    filled { values[$0.name] ?? $0.fallback ?? "" }
  }
}
