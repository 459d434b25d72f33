/// What a field is to hold.
package enum FieldValue: Equatable, Sendable {
  /// What needs no quotes: a status, a number, a time.
  case word(String)
  /// Text, which keeps the quotes of the old value where they do.
  case text(String)
  case texts([String])

  var meaning: YAMLMeaning {
    switch self {
    case .word(let word): .text(word, as: YAMLScalar.kind(ofPlain: word))
    case .text(let text): .text(text)
    case .texts(let texts): .list(texts.map { .text($0) })
    }
  }

  /// The value on one line, where nothing was before.
  var onOneLine: String {
    switch self {
    case .word(let word): word
    case .text(let text): YAMLText.quoted(text)
    case .texts(let texts): YAMLText.list(texts)
    }
  }

  /// The ways to write the value in place of a single old one, the one that looks like it first.
  func written(like style: YAMLScalar.Style) -> [String] {
    switch self {
    case .word(let word): YAMLText.inQuotes(of: style, word).map { [$0, word] } ?? [word]
    case .text(let text): YAMLText.written(text, like: style)
    case .texts: [onOneLine]
    }
  }
}

extension YAMLMeaning {
  static func text(_ text: String, as kind: YAMLScalar.Kind = .string) -> YAMLMeaning {
    // A date is the same with and without quotes.
    .scalar(text, kind == .timestamp ? .string : kind)
  }
}

extension YAMLText {
  /// The ways to write text, the one that looks like its neighbour first.
  static func written(_ text: String, like style: YAMLScalar.Style) -> [String] {
    switch style {
    case .plain: isPlain(text) ? [text, quoted(text)] : [quoted(text)]
    case .singleQuoted: inQuotes(of: style, text).map { [$0, quoted(text)] } ?? [quoted(text)]
    case .doubleQuoted, .block: [quoted(text)]
    }
  }

  /// A word in the quotes of a style that has some.
  static func inQuotes(of style: YAMLScalar.Style, _ word: String) -> String? {
    guard !word.unicodeScalars.contains(where: \.isHiddenOrControl) else { return nil }
    switch style {
    case .singleQuoted:
      return "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
    case .doubleQuoted: return quoted(word)
    case .plain, .block: return nil
    }
  }

  /// Whether every reader of YAML, an old one too, takes this for text without quotes, in brackets too.
  private static func isPlain(_ text: String) -> Bool {
    guard let first = text.utf8.first, first != Ascii.dash, text.utf8.last != Ascii.space else { return false }
    let isUsual = text.utf8.allSatisfy { byte in
      Ascii.isDigit(byte) || 0x61...0x7A ~= byte | 0x20 || byte == Ascii.space || Array("-_./".utf8).contains(byte)
    }
    return isUsual && first != Ascii.space && YAMLScalar.kind(ofPlain: text) == .string
      && !["y", "n", "yes", "no", "on", "off", "true", "false", "null"].contains(text.lowercased())
  }
}
