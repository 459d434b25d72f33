import TicketsCore

/// Text from files may come from anyone's branch: what a terminal would act on, or hide, is shown as `\u{1B}` instead.
enum Escape {
  /// Text on one line: line ends and tabs are shown too.
  static func line(_ text: String) -> String {
    escape(text, keeping: [])
  }

  /// Text on several lines: line ends and tabs stay.
  static func block(_ text: String) -> String {
    escape(text, keeping: ["\n", "\t"])
  }

  private static func escape(_ text: String, keeping kept: Set<Unicode.Scalar>) -> String {
    // Nearly all text is plain ASCII, which one look at the bytes settles.
    let keepsLineEnds = kept.contains("\n")
    if text.utf8.allSatisfy({ 0x20..<0x7F ~= $0 || $0 == Ascii.newline && keepsLineEnds }) { return text }
    var shown = ""
    for scalar in text.unicodeScalars {
      if !scalar.isHiddenOrControl || kept.contains(scalar) {
        shown.unicodeScalars.append(scalar)
      } else if scalar == "\n" {
        shown += "\\n"
      } else if scalar == "\t" {
        shown += "\\t"
      } else {
        shown += "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
      }
    }
    return shown
  }
}

extension String {
  /// The text with some of its scalars replaced, as another language wants it.
  func replacing(_ replacement: (Unicode.Scalar) -> String?) -> String {
    // Nearly all text stays as it is.
    guard unicodeScalars.contains(where: { replacement($0) != nil }) else { return self }
    var text = ""
    for scalar in unicodeScalars {
      if let other = replacement(scalar) { text += other } else { text.unicodeScalars.append(scalar) }
    }
    return text
  }
}
