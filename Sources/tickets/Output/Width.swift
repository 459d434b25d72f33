/// How many columns text takes on a terminal.
enum Width {
  static func of(_ text: String) -> Int {
    if text.utf8.allSatisfy({ 0x20..<0x7F ~= $0 }) { return text.utf8.count }
    return text.reduce(0) { $0 + of($1) }
  }

  static func of(_ character: Character) -> Int {
    // An emoji made of several scalars is drawn as one, two columns wide.
    guard let first = character.unicodeScalars.first else { return 0 }
    let hasEmojiSelector = character.unicodeScalars.contains { $0.value == 0xFE0F }
    if hasEmojiSelector || first.properties.isEmojiPresentation || isWide(first) { return 2 }
    switch first.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: return 0
    default: return 1
    }
  }

  /// The blocks that Unicode calls wide or full-width.
  private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
      0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF00...0xFF60,
      0xFFE0...0xFFE6, 0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF, 0x20000...0x3FFFD:
      true
    default: false
    }
  }

  /// As much of the text as fits, with a mark where it was cut.
  static func cut(_ text: String, to columns: Int) -> String {
    guard of(text) > columns else { return text }
    var shown = ""
    var used = 0
    for character in text {
      let width = of(character)
      if used + width > columns - 1 { break }
      shown.append(character)
      used += width
    }
    return columns > 0 ? shown + "…" : ""
  }

  /// The text in lines that fit, broken between words; a word that is too long is broken too.
  static func lines(of text: String, columns: Int) -> [String] {
    if of(text) <= columns { return [text] }
    var lines: [String] = []
    var line = ""
    var used = 0
    for word in text.split(separator: " ") {
      let width = of(String(word))
      if !line.isEmpty, used + 1 + width > columns {
        lines.append(line)
        (line, used) = ("", 0)
      }
      if !line.isEmpty {
        line += " "
        used += 1
      }
      for character in word {
        let width = of(character)
        if used + width > columns {
          lines.append(line)
          (line, used) = ("", 0)
        }
        line.append(character)
        used += width
      }
    }
    return line.isEmpty ? lines : lines + [line]
  }
}
