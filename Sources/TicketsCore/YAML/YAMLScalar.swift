/// A single value: its text, how it was quoted, and so what it means.
package struct YAMLScalar: Equatable, Sendable {
  package enum Style: Sendable {
    case plain, singleQuoted, doubleQuoted, block
  }

  package enum Kind: Sendable {
    case string, null, boolean, integer, decimal, timestamp

    package var name: String {
      switch self {
      case .string: "text"
      case .null: "empty"
      case .boolean: "true or false"
      case .integer, .decimal: "a number"
      case .timestamp: "a date"
      }
    }
  }

  package let text: String
  package let style: Style

  package init(text: String, style: Style) {
    self.text = text
    self.style = style
  }

  package var kind: Kind { style == .plain ? Self.kind(ofPlain: text) : .string }

  /// What unquoted text means (YAML's core schema, and the dates that older readers see).
  package static func kind(ofPlain text: String) -> Kind {
    guard let first = text.utf8.first else { return .null }
    switch first {
    case UInt8(ascii: "~"): return text == "~" ? .null : .string
    case UInt8(ascii: "n"), UInt8(ascii: "N"): return ["null", "Null", "NULL"].contains(text) ? .null : .string
    case UInt8(ascii: "t"), UInt8(ascii: "T"): return ["true", "True", "TRUE"].contains(text) ? .boolean : .string
    case UInt8(ascii: "f"), UInt8(ascii: "F"): return ["false", "False", "FALSE"].contains(text) ? .boolean : .string
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
      if text.utf8.allSatisfy(Ascii.isDigit) { return .integer }
      return mayBeNumber(text.utf8) ? numberKind(Array(text.utf8)) : .string
    default: return .string
    }
  }

  /// One look that settles nearly all: ids and words begin with digits too.
  private static func mayBeNumber(_ text: String.UTF8View) -> Bool {
    let digits = text.prefix(while: Ascii.isDigit).count
    guard digits > 0, let next = text.dropFirst(digits).first else { return true }
    switch next {
    case Ascii.dash: return digits == 4
    case UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"): return true
    case UInt8(ascii: "x"), UInt8(ascii: "o"): return digits == 1
    default: return false
    }
  }

  private static func numberKind(_ bytes: [UInt8]) -> Kind {
    if isDate(bytes) { return .timestamp }
    var rest = bytes[...]
    if rest.first == UInt8(ascii: "+") || rest.first == Ascii.dash { rest = rest.dropFirst() }
    let word = String(decoding: rest, as: UTF8.self)
    if [".inf", ".Inf", ".INF"].contains(word) || [".nan", ".NaN", ".NAN"].contains(word) { return .decimal }
    if rest.starts(with: Array("0x".utf8)), rest.count > 2 {
      return word.dropFirst(2).allSatisfy(\.isHexDigit) ? .integer : .string
    }
    if rest.starts(with: Array("0o".utf8)), rest.count > 2 {
      return word.dropFirst(2).allSatisfy { ("0"..."7").contains($0) } ? .integer : .string
    }
    let whole = rest.prefix(while: Ascii.isDigit)
    rest = rest.dropFirst(whole.count)
    if rest.isEmpty { return whole.isEmpty ? .string : .integer }
    var fraction: ArraySlice<UInt8> = []
    if rest.first == UInt8(ascii: ".") {
      fraction = rest.dropFirst().prefix(while: Ascii.isDigit)
      rest = rest.dropFirst(1 + fraction.count)
    }
    guard !(whole.isEmpty && fraction.isEmpty) else { return .string }
    if rest.first == UInt8(ascii: "e") || rest.first == UInt8(ascii: "E") {
      rest = rest.dropFirst()
      if rest.first == UInt8(ascii: "+") || rest.first == Ascii.dash { rest = rest.dropFirst() }
      guard let digit = rest.first, Ascii.isDigit(digit) else { return .string }
      rest = rest.drop(while: Ascii.isDigit)
    }
    return rest.isEmpty ? .decimal : .string
  }

  /// Begins with four digits, a dash, two digits, a dash, two digits, and then ends or goes on as a time.
  private static func isDate(_ bytes: [UInt8]) -> Bool {
    guard bytes.count >= 8, bytes.prefix(4).allSatisfy(Ascii.isDigit), bytes[4] == Ascii.dash else { return false }
    let parts = bytes.dropFirst(5).split(separator: Ascii.dash, maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, (1...2).contains(parts[0].count), parts[0].allSatisfy(Ascii.isDigit) else { return false }
    let day = parts[1].prefix(while: Ascii.isDigit)
    guard (1...2).contains(day.count) else { return false }
    let rest = parts[1].dropFirst(day.count)
    guard let separator = rest.first else { return true }
    guard [UInt8(ascii: "T"), UInt8(ascii: "t"), Ascii.space].contains(separator) else { return false }
    let time = rest.dropFirst().drop { $0 == Ascii.space }
    return time.first.map(Ascii.isDigit) ?? false
      && time.allSatisfy { Ascii.isDigit($0) || Array(":.+-Zz ".utf8).contains($0) }
  }
}
