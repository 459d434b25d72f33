/// The id of a ticket: a UUIDv7 in its canonical, lower-case form.
package struct TicketID: Hashable, Comparable, Sendable {
  private let uuid: UUIDBits

  /// Reads an id; anything but a lower-case UUIDv7 is none.
  package init?(_ text: some StringProtocol) {
    self.init(Array(text.utf8).span)
  }

  /// Reads an id from the bytes of its text.
  init?(_ text: Span<UInt8>) {
    guard let (uuid, hasUpperCase) = UUIDBits.parse(text), !hasUpperCase, uuid.version == 7, uuid.isStandardVariant
    else { return nil }
    self.uuid = uuid
  }

  init(_ uuid: UUIDBits) {
    self.uuid = uuid
  }

  /// The 36 characters that stand in files.
  package var text: String { uuid.text }

  /// The last 8 characters, which tell tickets apart where the first ones, the time, do not.
  package var short: String { uuid.ending(8) }

  /// What in a name, such as that of a branch, may be an id or the end of one, the longest first.
  package static func pieces(in name: String) -> [String] {
    let words = name.lowercased().split { !($0.isASCII && $0.isHexDigit || $0 == "-") }
    let whole = words.flatMap { word in
      word.indices.compactMap { start in TicketID(word[start...].prefix(36)).map(\.text) }
    }
    let short = words.flatMap { $0.split(separator: "-") }.filter { $0.utf8.count >= 8 }.map(String.init)
    return whole + short.sorted { $0.utf8.count > $1.utf8.count }
  }

  /// Order of the text, which is the order of creation.
  package static func < (left: TicketID, right: TicketID) -> Bool {
    left.uuid < right.uuid
  }

  /// Whether text is a UUID of any version, in either case.
  package static func looksLikeUUID(_ text: some StringProtocol) -> Bool {
    UUIDBits.parse(text) != nil
  }

  /// Why text is no ticket id, or nothing when it is one.
  package static func objection(to text: some StringProtocol) -> Objection? {
    guard let (uuid, hasUpperCase) = UUIDBits.parse(text) else { return .notAUUID }
    if !uuid.isStandardVariant { return .variant }
    if uuid.version != 7 { return .version(uuid.version) }
    return hasUpperCase ? .upperCase : nil
  }

  /// What keeps text from being a ticket id.
  package enum Objection: Equatable, Sendable {
    case notAUUID
    case variant
    case version(Int)
    /// Everything is right but the case, so the lower-case text is the id.
    case upperCase
  }
}

extension TicketID: CustomStringConvertible {
  /// The text of the id.
  package var description: String { text }
}

extension TicketID: JSONWritable {
  /// Writes the full id.
  package func write(to json: inout JSONWriter) { json.string(text) }
}
