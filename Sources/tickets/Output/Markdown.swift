import TicketsCore

/// Text for a comment on a pull request.
///
/// What comes from tickets may come from anyone's branch: it stays text, on its line, and calls nobody.
enum Markdown {
  /// Text that Markdown shows as it is.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in Escape.line(text).unicodeScalars {
      switch scalar {
      // A comment keeps hosts from making a mention or a link to an issue of it.
      case "@", "#": result += "\\\(scalar)<!-- -->"
      case _ where special.contains(scalar): result += "\\\(scalar)"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// Text of which no more is shown than helps to recognise it.
  static func cut(_ text: String) -> String {
    // Columns would not do: a single one can hold a thousand marks over each other.
    let scalars = text.unicodeScalars
    guard let end = scalars.index(scalars.startIndex, offsetBy: mostShown, limitedBy: scalars.endIndex),
      end != scalars.endIndex
    else { return escaped(text) }
    return escaped(String(scalars[..<end])) + "…"
  }

  private static let mostShown = 200

  /// Words to type, as they are.
  static func code(_ text: String) -> String {
    let text = Escape.line(text)
    // What stands between marks may hold fewer of them in a row.
    var (run, longest) = (0, 0)
    for character in text {
      run = character == "`" ? run + 1 : 0
      longest = max(longest, run)
    }
    let marks = String(repeating: "`", count: longest + 1)
    return longest == 0 ? "`\(text)`" : "\(marks) \(text) \(marks)"
  }

  /// What could begin markup, end a table cell, or make a link of an address.
  private static let special = Set("\\`*_{}[]<>|~&$!^:".unicodeScalars)
}
