import TicketsCore
import TicketsFiles

/// The settings of git as far as its files say them plainly: read without libgit2, which takes longer to start than most
/// commands.
struct PlainSettings {
  enum Setting: Equatable {
    case missing
    case text(String)
    /// Only git can tell.
    case unknown
  }

  private var settings: [String: Setting] = [:]
  private let overrides: SettingsEnvironment

  /// Reads files of which a later one wins; none where one of them includes others, or is written in an unusual way.
  init?(files: [String], _ overrides: SettingsEnvironment) {
    self.overrides = overrides
    for file in files {
      guard let bytes = Path.bytes(ofFile: file) else { continue }
      guard let text = String(validating: bytes, as: UTF8.self), read(text) else { return nil }
    }
  }

  /// The value of a setting whose section has no name of its own, as it was last given.
  func value(of name: String) -> Setting {
    if let value = overrides.override(name) { return .text(value) }
    return settings[name.lowercased()] ?? .missing
  }

  /// Reads one file; whether that was possible.
  private mutating func read(_ text: String) -> Bool {
    var section: String?
    var (isContinued, isQuoted) = (false, false)
    for line in text.split(whereSeparator: \.isNewline) {
      if isContinued {
        isContinued = Self.goesOn(line, isQuoted: &isQuoted)
        continue
      }
      let words = line.drop { $0 == " " || $0 == "\t" }
      switch words.first {
      case nil, "#", ";": continue
      case "[":
        guard let name = Self.section(words) else { return false }
        section = name
      default:
        guard let section else { return false }
        let parts = words.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let key = "\(section).\(Self.trimmed(parts[0]).lowercased())"
        settings[key] = parts.count == 2 ? Self.setting(parts[1]) : .unknown
        // The value, which is unknown then, goes on.
        isContinued = parts.count == 2 && Self.goesOn(parts[1], isQuoted: &isQuoted)
      }
    }
    return true
  }

  /// The section that a line begins; none when it includes another file, or when more stands on the line.
  private static func section(_ line: Substring) -> String? {
    guard let end = line.lastIndex(of: "]"), trimmed(line[line.index(after: end)...]).isEmpty else { return nil }
    let name = line[..<end].dropFirst().lowercased()
    return name.hasPrefix("include") ? nil : name
  }

  private static func setting(_ value: Substring) -> Setting {
    value.contains(where: "\"\\#;".contains) ? .unknown : .text(String(trimmed(value)))
  }

  /// Whether a value goes on in the next line, and a quote with it; a comment ends with its line.
  private static func goesOn(_ text: Substring, isQuoted: inout Bool) -> Bool {
    var isEscaped = false
    for character in text {
      switch character {
      case _ where isEscaped: isEscaped = false
      case "\\": isEscaped = true
      case "\"": isQuoted.toggle()
      case "#", ";":
        if !isQuoted { return false }
      default: break
      }
    }
    if !isEscaped { isQuoted = false }
    return isEscaped
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var text = text.drop { $0 == " " || $0 == "\t" }
    while let last = text.last, last == " " || last == "\t" { text.removeLast() }
    return text
  }
}
