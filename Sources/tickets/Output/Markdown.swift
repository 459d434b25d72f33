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

  /// What could begin markup, end a table cell, or make a link of an address.
  private static let special = Set("\\`*_{}[]<>|~&$!^:".unicodeScalars)
}
