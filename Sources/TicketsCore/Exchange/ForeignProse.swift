/// Values of other tools as Markdown.
enum ForeignProse {
  /// A value as text: of a mapping a line a key, of a list a line an item.
  static func text(_ value: JSON?) -> String {
    guard let value else { return "" }
    if let word = value.word { return word.withoutSpaceAround }
    return lines(value, indent: 0).joined(separator: "\n")
  }

  /// A value as list items.
  static func list(_ value: JSON?) -> String {
    guard let value else { return "" }
    if value.elements != nil || value.members != nil { return lines(value, indent: 0).joined(separator: "\n") }
    return value.word.map { $0.withoutSpaceAround.isEmpty ? "" : "- \($0.singleLine)" } ?? ""
  }

  /// Criteria as checkboxes; given, when and then are one.
  static func criteria(_ value: JSON?) -> String {
    guard let value else { return "" }
    let items = value.elements ?? [value]
    return items.compactMap(criterion).map { "- [ ] \($0)" }.joined(separator: "\n")
  }

  private static func criterion(_ value: JSON) -> String? {
    if let word = value.word { return word.withoutSpaceAround.isEmpty ? nil : word.singleLine }
    guard let members = value.members else { return value.words.joined(separator: ", ").singleLine }
    let steps = ["given", "when", "then"].compactMap { step -> String? in
      let words = members[step]?.words.joined(separator: " and ") ?? ""
      return words.isEmpty ? nil : "\(step.prefix(1).uppercased())\(step.dropFirst()) \(words)"
    }
    let text = members.word("text", "description", "criterion", "statement", "title")
    let shown = ([text].compactMap(\.self) + steps).joined(separator: ", ")
    if shown.isEmpty {
      return members.compactMap { member in member.value.word.map { "\(member.name): \($0)" } }.joined(separator: ", ")
        .singleLine
    }
    return (members.word("id").map { "\($0): " } ?? "") + shown.singleLine
  }

  private static func lines(_ value: JSON, indent: Int) -> [String] {
    let margin = String(repeating: " ", count: indent)
    if let elements = value.elements {
      return elements.flatMap { element -> [String] in
        if let word = element.word { return ["\(margin)- \(word.singleLine)"] }
        let inner = lines(element, indent: indent + 2)
        guard let first = inner.first else { return [] }
        return ["\(margin)- \(String(first.drop { $0 == " " || $0 == "-" }))"] + inner.dropFirst()
      }
    }
    return (value.members ?? []).flatMap { member -> [String] in
      if let word = member.value.word { return ["\(margin)- \(member.name): \(word.singleLine)"] }
      let inner = lines(member.value, indent: indent + 2)
      return inner.isEmpty ? [] : ["\(margin)- \(member.name):"] + inner
    }
  }

  /// The items of a list, or its lines where it is none.
  static func items(of text: String) -> [String] {
    text.split(separator: "\n").map { line in
      let line = String(line).withoutSpaceAround
      return line.hasPrefix("- ") ? String(line.dropFirst(2)) : line
    }.filter { !$0.isEmpty }
  }
}
