/// How people name an item of a list: by its number from 1, or by the beginning of its text.
package enum ItemName: Equatable, Sendable {
  case number(Int)
  case text(String)

  package init(_ word: String) {
    let isNumber = !word.isEmpty && word.utf8.allSatisfy(Ascii.isDigit)
    self = isNumber ? .number(Int(word) ?? .max) : .text(word)
  }

  /// The one item that is meant.
  func index(among texts: [String], _ kind: String) throws(EditObjection) -> Int {
    let count = texts.count
    switch self {
    case .number(let number):
      guard (1...max(count, 1)).contains(number), count > 0 else {
        throw EditObjection("there is no \(kind) \(number)", hint: Self.listed(texts, kind))
      }
      return number - 1
    case .text(let text):
      let exact = texts.indices.filter { texts[$0] == text }
      let wanted = text.lowercased()
      let found = exact.isEmpty ? texts.indices.filter { texts[$0].lowercased().hasPrefix(wanted) } : exact
      guard let index = found.first else {
        throw EditObjection(
          "there is no \(kind) that begins with \(text.quotedForMessage)", hint: Self.listed(texts, kind))
      }
      guard found.count == 1 else {
        throw EditObjection(
          "\(found.count) of the \(kind) items begin with \(text.quotedForMessage)", hint: "Give the number of one")
      }
      return index
    }
  }

  private static func listed(_ texts: [String], _ kind: String) -> String {
    if texts.isEmpty { return "The ticket has none" }
    let shown = texts.prefix(9).enumerated().map { "\n  \($0.offset + 1)  \($0.element.prefix(60))" }.joined()
    return "These are there:" + shown + (texts.count > 9 ? "\n  and \(texts.count - 9) more" : "")
  }
}
