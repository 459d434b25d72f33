/// A secret that its surroundings give away: what follows `password=` or `Bearer`, or the password in a URL.
///
/// People write of passwords without writing one. So a value counts only where it looks like one that somebody made up:
/// no variable, no placeholder, no word of prose, nothing that is starred out. What is missed so is less harm than a
/// refusal that nobody understands.
enum NamedSecret {
  /// The nearest from a place on, and where its value is.
  static func first(in bytes: [UInt8], from offset: Int) -> (name: String, range: Range<Int>)? {
    for index in bytes.indices.dropFirst(offset) {
      let found: (name: String, range: Range<Int>)? =
        switch bytes[index] {
        case UInt8(ascii: "="): assignment(in: bytes, at: index)
        case Ascii.space: bearer(in: bytes, at: index)
        case UInt8(ascii: "@"): urlPassword(in: bytes, before: index)
        default: nil
        }
      if let found, found.range.lowerBound >= offset { return found }
    }
    return nil
  }

  private static let names = [
    "password", "passwd", "passphrase", "api_key", "apikey", "secret_key", "client_secret", "access_token",
    "auth_token",
  ].map { Array($0.utf8) }

  /// No secret is longer, and what goes on for ever is not looked through again and again.
  private static let longest = 512

  /// `password=…`, with whatever stands before the name: `DB_PASSWORD=…`, `--password=…`.
  private static func assignment(in bytes: [UInt8], at equals: Int) -> (name: String, range: Range<Int>)? {
    let before = bytes[..<equals]
    guard names.contains(where: { before.suffix($0.count).map(lowercased) == $0 }) else { return nil }
    var start = equals + 1
    // A value in quotes goes on to the other one, which JSON writes with a backslash.
    while start < bytes.count, [UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "\\")].contains(bytes[start]) {
      start += 1
    }
    let value = bytes[start...].prefix(longest).prefix { !isEnd($0) }
    guard value.count >= 6, holdsDigit(value), isMadeUp(value) else { return nil }
    return ("a password or another secret", start..<value.endIndex)
  }

  private static let bearerWord = Array("bearer".utf8)

  /// `Bearer …`, as a header of HTTP has it.
  private static func bearer(in bytes: [UInt8], at space: Int) -> (name: String, range: Range<Int>)? {
    guard bytes[..<space].suffix(bearerWord.count).map(lowercased) == bearerWord else { return nil }
    let value = bytes[(space + 1)...].prefix(longest).prefix { !isEnd($0) }
    guard value.count >= 20, holdsDigit(value), isMadeUp(value) else { return nil }
    return ("a bearer token", space + 1..<value.endIndex)
  }

  private static let schemeEnd = Array("://".utf8)

  /// `scheme://user:password@host`.
  private static func urlPassword(in bytes: [UInt8], before at: Int) -> (name: String, range: Range<Int>)? {
    // Names before an @ are short.
    let before = bytes[..<at].suffix(256)
    guard let start = before.lastIndex(where: { isEnd($0) || $0 == UInt8(ascii: "/") }),
      before[...start].suffix(schemeEnd.count).elementsEqual(schemeEnd)
    else { return nil }
    let login = before[(start + 1)...]
    guard let colon = login.firstIndex(of: UInt8(ascii: ":")) else { return nil }
    let value = login[(colon + 1)...]
    // Who is called as their password has a default of a development server.
    guard value.count >= 2, isMadeUp(value), !value.elementsEqual(login[..<colon]), at + 1 < bytes.count,
      !isEnd(bytes[at + 1])
    else { return nil }
    return ("a URL with a password", value.startIndex..<value.endIndex)
  }

  private static func isEnd(_ byte: UInt8) -> Bool {
    byte <= Ascii.space
      || [
        UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"), UInt8(ascii: "\\"),
        UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ")"), UInt8(ascii: "&"),
      ].contains(byte)
  }

  /// What people write where a secret would stand.
  private static let standIns = [
    "password", "passwd", "pass", "secret", "token", "changeme", "example", "redacted", "hidden", "placeholder",
    "dummy", "yourpassword", "your-password", "your_password", "mypassword", "string", "undefined", "required",
    "optional", "null", "none", "true", "false",
  ].map { Array($0.utf8) }

  /// Whether a value is none of what stands for one: `$X`, `{{x}}`, `<x>`, `%s`, `***`, `xxxx`, `…`, a call or a path.
  private static func isMadeUp(_ value: ArraySlice<UInt8>) -> Bool {
    guard let first = value.first, isLetter(first) || Ascii.isDigit(first), value.contains(where: isLetter) else {
      return false
    }
    if value.contains(where: { "$<>{}()[]*%/…".utf8.contains($0) }) || dots.isIn(value) {
      return false
    }
    let lower = value.map(lowercased)
    // `token1` is a name as `token` is.
    let stem = lower.last.map(Ascii.isDigit) == true ? Array(lower.dropLast()) : lower
    return !standIns.contains(lower) && !standIns.contains(stem) && (lower.count < 3 || Set(lower).count > 2)
  }

  private static let dots = ByteWord("..".utf8)

  private static func holdsDigit(_ value: ArraySlice<UInt8>) -> Bool { value.contains(where: Ascii.isDigit) }

  private static func lowercased(_ byte: UInt8) -> UInt8 {
    UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte ? byte | 0x20 : byte
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    UInt8(ascii: "a")...UInt8(ascii: "z") ~= lowercased(byte)
  }
}
