extension String {
  /// Whether the word names options; a number, a lone dash and text that merely begins with a dash do not.
  var looksLikeOption: Bool {
    guard hasPrefix("-") else { return false }
    if !hasPrefix("--") { return dropFirst().first?.isLetter ?? false }
    let name = dropFirst(2).prefix { $0 != "=" }
    return !name.isEmpty && !name.contains(where: \.isWhitespace)
  }

  /// The word between quotes, with everything escaped that a terminal would not simply show.
  var quoted: String {
    var quoted = "'"
    for scalar in unicodeScalars {
      switch scalar.properties.generalCategory {
      // What was no UTF-8 arrives as the replacement character.
      case _ where scalar == "\u{FFFD}",
        .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate, .unassigned:
        quoted += scalar.escaped(asASCII: true)
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "'"
  }
}

extension [String] {
  /// The words as a list in a sentence: `a, b or c`.
  func joined(lastBy conjunction: String) -> String {
    guard let last, count > 1 else { return first ?? "" }
    return dropLast().joined(separator: ", ") + " \(conjunction) " + last
  }
}
