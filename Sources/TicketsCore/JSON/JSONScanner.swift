/// Walks through JSON text from left to right and checks every rule of RFC 8259 but one, without making values.
///
/// The one is names that appear twice in an object, which take memory to find; `JSONReader` does. The same bytes must be
/// given to each call.
package struct JSONScanner {
  /// The deepest nesting that is read, so that no text exhausts the stack.
  package static let depthLimit = 200

  /// Where the scanner stands.
  package private(set) var offset = 0
  private var depth = 0
  private var isAtStart = true

  package init() {}

  /// What kind of value a text holds at some place.
  package enum Kind: Sendable {
    case object, array, string, number, `true`, `false`, null
  }

  /// What lies between the quotes of a string.
  package struct StringToken: Sendable {
    /// The bytes, as they are written.
    package let range: Range<Int>
    /// Whether the bytes differ from the text.
    package let hasEscapes: Bool
  }

  // MARK: Values

  /// The kind of the value that follows; the scanner then stands at its first byte.
  package mutating func kind(_ bytes: Span<UInt8>) throws(JSONFailure) -> Kind {
    skipSpace(bytes)
    switch byte(bytes) {
    case UInt8(ascii: "{"): return .object
    case UInt8(ascii: "["): return .array
    case UInt8(ascii: "\""): return .string
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number
    case UInt8(ascii: "t"): return .true
    case UInt8(ascii: "f"): return .false
    case UInt8(ascii: "n"): return .null
    case 0xEF where offset == 0: throw failure("a byte order mark precedes the text")
    default: throw unexpected(bytes, instead: "a value")
    }
  }

  /// Skips the value that follows, whatever it is.
  package mutating func skipValue(_ bytes: Span<UInt8>) throws(JSONFailure) {
    switch try kind(bytes) {
    case .object:
      try open()
      while try nextName(bytes) != nil { try skipValue(bytes) }
    case .array:
      try open()
      while try nextElement(bytes) { try skipValue(bytes) }
    case .string: _ = try string(bytes)
    case .number: _ = try number(bytes)
    case .true: try word("true", bytes)
    case .false: try word("false", bytes)
    case .null: try word("null", bytes)
    }
  }

  /// Steps into the object or the array at which the scanner stands.
  package mutating func open() throws(JSONFailure) {
    guard depth < Self.depthLimit else { throw failure("values lie more than \(Self.depthLimit) deep in each other") }
    depth += 1
    offset += 1
    isAtStart = true
  }

  /// The name of the next member of the open object, whose value then follows; nothing when the object ends.
  package mutating func nextName(_ bytes: Span<UInt8>) throws(JSONFailure) -> StringToken? {
    guard try !closes(bytes, with: "}") else { return nil }
    skipSpace(bytes)
    guard byte(bytes) == UInt8(ascii: "\"") else { throw unexpected(bytes, instead: "a name in quotes") }
    let name = try string(bytes)
    skipSpace(bytes)
    guard byte(bytes) == UInt8(ascii: ":") else { throw unexpected(bytes, instead: "a colon") }
    offset += 1
    return name
  }

  /// Whether another element of the open array follows; when none does, the array has ended.
  package mutating func nextElement(_ bytes: Span<UInt8>) throws(JSONFailure) -> Bool {
    try !closes(bytes, with: "]")
  }

  /// Checks that nothing follows.
  package mutating func end(_ bytes: Span<UInt8>) throws(JSONFailure) {
    skipSpace(bytes)
    guard offset == bytes.count else { throw unexpected(bytes, instead: "the end") }
  }

  private mutating func closes(_ bytes: Span<UInt8>, with bracket: Unicode.Scalar) throws(JSONFailure) -> Bool {
    skipSpace(bytes)
    if byte(bytes) == UInt8(ascii: bracket) {
      offset += 1
      depth -= 1
      isAtStart = false
      return true
    }
    if !isAtStart {
      guard byte(bytes) == UInt8(ascii: ",") else { throw unexpected(bytes, instead: "a comma or '\(bracket)'") }
      offset += 1
    }
    isAtStart = false
    return false
  }

  // MARK: Strings

  /// Walks over the string at whose quote the scanner stands.
  package mutating func string(_ bytes: Span<UInt8>) throws(JSONFailure) -> StringToken {
    let quote = offset
    var hasEscapes = false
    offset += 1
    while offset < bytes.count {
      switch bytes[offset] {
      case UInt8(ascii: "\""):
        defer { offset += 1 }
        return StringToken(range: quote + 1..<offset, hasEscapes: hasEscapes)
      case UInt8(ascii: "\\"):
        hasEscapes = true
        try skipEscape(bytes)
      case 0..<0x20:
        throw failure("a control character stands in a string")
      case 0..<0x80:
        offset += 1
      default:
        guard let length = UTF8Check.length(at: offset, in: bytes) else { throw failure("a byte is not UTF-8") }
        offset += length
      }
    }
    offset = quote
    throw failure("a string does not end")
  }

  private mutating func skipEscape(_ bytes: Span<UInt8>) throws(JSONFailure) {
    guard offset + 1 < bytes.count else { throw failure("an escape does not end") }
    switch bytes[offset + 1] {
    case UInt8(ascii: "u"):
      guard let unit = bytes.hexadecimal(at: offset + 2) else {
        throw failure("four hexadecimal digits must follow '\\u'")
      }
      if UTF16.isLeadSurrogate(unit), let next = bytes.escapedUnit(at: offset + 6), UTF16.isTrailSurrogate(next) {
        offset += 12
      } else if UTF16.isSurrogate(unit) {
        throw failure("half of a surrogate pair stands alone")
      } else {
        offset += 6
      }
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
      UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      offset += 2
    default:
      throw failure("a backslash is followed by a character that makes no escape")
    }
  }

  // MARK: Numbers and words

  /// Walks over the number at which the scanner stands.
  package mutating func number(_ bytes: Span<UInt8>) throws(JSONFailure) -> Range<Int> {
    let start = offset
    if byte(bytes) == UInt8(ascii: "-") { offset += 1 }
    if byte(bytes) == UInt8(ascii: "0") { offset += 1 } else { try skipDigits(bytes) }
    if byte(bytes) == UInt8(ascii: ".") {
      offset += 1
      try skipDigits(bytes)
    }
    if byte(bytes) == UInt8(ascii: "e") || byte(bytes) == UInt8(ascii: "E") {
      offset += 1
      if byte(bytes) == UInt8(ascii: "+") || byte(bytes) == UInt8(ascii: "-") { offset += 1 }
      try skipDigits(bytes)
    }
    return start..<offset
  }

  private mutating func skipDigits(_ bytes: Span<UInt8>) throws(JSONFailure) {
    let start = offset
    while offset < bytes.count, Ascii.isDigit(bytes[offset]) { offset += 1 }
    if offset == start { throw unexpected(bytes, instead: "a digit") }
  }

  /// Walks over `true`, `false` or `null`.
  mutating func word(_ word: String, _ bytes: Span<UInt8>) throws(JSONFailure) {
    for letter in word.utf8 {
      guard byte(bytes) == letter else { throw unexpected(bytes, instead: "'\(word)'") }
      offset += 1
    }
  }

  // MARK: Bytes

  private mutating func skipSpace(_ bytes: Span<UInt8>) {
    while offset < bytes.count {
      switch bytes[offset] {
      case 0x20, 0x09, 0x0A, 0x0D: offset += 1
      default: return
      }
    }
  }

  /// The byte that follows; 0, which means nothing anywhere in JSON, at the end.
  private func byte(_ bytes: Span<UInt8>) -> UInt8 {
    offset < bytes.count ? bytes[offset] : 0
  }

  private func failure(_ message: String) -> JSONFailure {
    JSONFailure(offset: offset, message: message)
  }

  private func unexpected(_ bytes: Span<UInt8>, instead: String) -> JSONFailure {
    guard offset < bytes.count else { return failure("the text ends where \(instead) is expected") }
    let byte = bytes[offset]
    let found = 0x21..<0x7F ~= byte ? "'\(Unicode.Scalar(byte))'" : "byte 0x\(String(byte, radix: 16, uppercase: true))"
    return failure("\(found) stands where \(instead) is expected")
  }
}
