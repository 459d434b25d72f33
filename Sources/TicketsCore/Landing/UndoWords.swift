/// What a commit message says it takes back.
package enum UndoWords: Equatable, Sendable {
  /// A commit, by its id or the beginning of one; for a merge also the parent that is gone back to.
  case commit(String, parent: String?)
  /// A commit with this first line; services that host code name it so, some with its number.
  case subject(String, isNumbered: Bool)

  /// Reads a message; a squash may hold several.
  package static func read(_ message: String) -> [UndoWords] {
    let lines = message.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    var found: [UndoWords] = []
    for (index, line) in lines.enumerated() where line.hasPrefix(mark) {
      let rest = line.dropFirst(mark.count)
      guard let name = name(rest) else { continue }
      // 'reversing' ends the line, and the next says what the changes were made to.
      let more = (String(rest.dropFirst(name.count)) + " " + (lines.dropFirst(index + 1).first ?? ""))
      let parent =
        more.hasPrefix(", reversing") ? more.firstRange(of: madeTo).flatMap { self.name(more[$0.upperBound...]) } : nil
      found.append(.commit(name, parent: parent))
    }
    if found.isEmpty, let first = lines.first, first.hasPrefix(quoteMark), first.hasSuffix("\"") {
      let subject = String(first.dropFirst(quoteMark.count).dropLast())
      let isNumbered = lines.dropFirst().contains { line in
        guard line.hasPrefix("Reverts "), let mark = line.lastIndex(of: "#") else { return false }
        let number = line[line.index(after: mark)...].prefix(while: \.isNumber)
        return !number.isEmpty && (subject.contains("(#\(number))") || subject.contains("pull request #\(number) "))
      }
      found.append(.subject(subject, isNumbered: isNumbered))
    }
    return found
  }

  private static let mark = "This reverts commit "
  private static let madeTo = "changes made to "
  private static let quoteMark = "Revert \""

  private static func name(_ text: Substring) -> String? {
    let name = text.prefix { $0.isASCII && $0.isHexDigit }
    return 7...40 ~= name.utf8.count ? name.lowercased() : nil
  }
}
