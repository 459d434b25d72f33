/// Writes JSON as it goes, in the order of the calls; every value is safe to show on a terminal.
package struct JSONWriter {
  /// How a document is laid out.
  package enum Style: Sendable {
    /// On one line without a space: a log line.
    case compact
    /// One member or element a line, indented by two spaces.
    case pretty
  }

  /// What has been written, but for the pieces that were handed on.
  package private(set) var bytes: [UInt8] = []

  private enum Place {
    case first, afterName, next
  }

  private let style: Style
  private let handOn: (([UInt8]) -> Void)?
  private var depth = 0
  private var place = Place.first

  /// With somebody to hand pieces on to, a long document is never in memory as a whole.
  package init(_ style: Style, handingOn handOn: (([UInt8]) -> Void)? = nil) {
    self.style = style
    self.handOn = handOn
  }

  /// As much as is worth being handed on.
  private static let pieceSize = 1 << 16

  /// The bytes of one value.
  package static func bytes(of value: some JSONWritable, _ style: Style) -> [UInt8] {
    var json = JSONWriter(style)
    json.value(value)
    return json.bytes
  }

  /// Writes an object; the closure writes its members.
  package mutating func object(_ members: (inout JSONWriter) -> Void) {
    container("{", "}", members)
  }

  /// Writes an array; the closure writes its elements.
  package mutating func array(_ elements: (inout JSONWriter) -> Void) {
    container("[", "]", elements)
  }

  /// Writes a member of the open object.
  package mutating func member(_ name: String, _ value: some JSONWritable) {
    self.name(name)
    value.write(to: &self)
  }

  /// Writes a member of the open object whose value the closure writes.
  package mutating func member(_ name: String, _ value: (inout JSONWriter) -> Void) {
    self.name(name)
    value(&self)
  }

  /// Writes a value: the document, an element of the open array, or what follows a name.
  package mutating func value(_ value: some JSONWritable) {
    value.write(to: &self)
  }

  private mutating func name(_ name: String) {
    string(name)
    bytes.append(UInt8(ascii: ":"))
    if style == .pretty { bytes.append(UInt8(ascii: " ")) }
    place = .afterName
  }

  private mutating func container(
    _ open: Unicode.Scalar, _ close: Unicode.Scalar, _ content: (inout JSONWriter) -> Void
  ) {
    separate()
    bytes.append(UInt8(ascii: open))
    place = .first
    depth += 1
    content(&self)
    depth -= 1
    if place == .next { breakLine() }
    bytes.append(UInt8(ascii: close))
    place = .next
    if let handOn, bytes.count >= Self.pieceSize {
      handOn(bytes)
      bytes.removeAll(keepingCapacity: true)
    }
  }

  private mutating func separate() {
    switch place {
    case .afterName: break
    case .first: if depth > 0 { breakLine() }
    case .next:
      bytes.append(UInt8(ascii: ","))
      breakLine()
    }
    place = .next
  }

  private mutating func breakLine() {
    guard style == .pretty else { return }
    bytes.append(UInt8(ascii: "\n"))
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * depth))
  }

  /// Writes text that is JSON already: a number, a word.
  mutating func verbatim(_ text: String) {
    separate()
    bytes.append(contentsOf: text.utf8)
  }

  /// Writes a string in quotes.
  mutating func string(_ text: String) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    if text.utf8.allSatisfy({ Self.isPlain($0) }) {
      bytes.append(contentsOf: text.utf8)
    } else {
      for scalar in text.unicodeScalars { escape(scalar) }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    0x20..<0x7F ~= byte && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
  }

  // RFC 8259 demands it of quotes, backslashes and C0; the others move, turn or split what a terminal shows.
  private mutating func escape(_ scalar: Unicode.Scalar) {
    switch scalar {
    case "\"": bytes.append(contentsOf: #"\""#.utf8)
    case "\\": bytes.append(contentsOf: #"\\"#.utf8)
    case "\n": bytes.append(contentsOf: #"\n"#.utf8)
    case "\r": bytes.append(contentsOf: #"\r"#.utf8)
    case "\t": bytes.append(contentsOf: #"\t"#.utf8)
    case _ where scalar.isHiddenOrControl:
      for unit in scalar.utf16 {
        let digits = String(unit, radix: 16)
        bytes.append(contentsOf: (#"\u"# + String(repeating: "0", count: 4 - digits.utf8.count) + digits).utf8)
      }
    default: bytes.append(contentsOf: scalar.utf8)
    }
  }
}
