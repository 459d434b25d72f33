/// The fields of a file that nests them, each found by its name, the outermost first.
struct ForeignFields {
  private(set) var all: [JSON.Member]

  private static let deepest = 6

  init(_ all: [JSON.Member]) {
    self.all = all
  }

  subscript(name: String) -> JSON? { path(of: name).flatMap { Self.value(at: $0[...], in: all) } }

  func word(_ names: String...) -> String? {
    names.lazy.compactMap { self[$0]?.word }.first { !$0.withoutSpaceAround.isEmpty }
  }

  func words(_ name: String) -> [String] { (self[name]?.words ?? []).filter { !$0.withoutSpaceAround.isEmpty } }

  func instant(_ names: String...) -> Instant? { names.lazy.compactMap { self[$0]?.instant }.first }

  /// Replaces a field where it stands, or adds it to the outermost.
  mutating func set(_ name: String, _ value: JSON?) {
    all = Self.setting(value, at: (path(of: name) ?? [name])[...], in: all)
  }

  /// Replaces the first of some fields that is there; the others said the same thing, and go.
  mutating func set(_ names: [String], _ value: JSON?) {
    let there = names.filter { path(of: $0) != nil }
    for name in there.dropFirst() { set(name, nil) }
    guard let name = there.first ?? names.first else { return }
    set(name, value)
  }

  mutating func set(_ names: [String], texts: [String]) {
    if texts.isEmpty, !names.contains(where: { path(of: $0) != nil }) { return }
    set(names, .array(texts.map(JSON.string)))
  }

  /// Where a name stands: what is further out comes first.
  private func path(of name: String) -> [String]? {
    var level: [(path: [String], members: [JSON.Member])] = [([], all)]
    for _ in 0..<Self.deepest {
      for (path, members) in level where members.contains(where: { $0.name == name }) { return path + [name] }
      level = level.flatMap { path, members in
        members.compactMap { member in member.value.members.map { (path + [member.name], $0) } }
      }
    }
    return nil
  }

  private static func value(at path: ArraySlice<String>, in members: [JSON.Member]) -> JSON? {
    guard let first = path.first, let value = members[first] else { return nil }
    return path.count == 1 ? value : value.members.flatMap { self.value(at: path.dropFirst(), in: $0) }
  }

  private static func setting(_ value: JSON?, at path: ArraySlice<String>, in members: [JSON.Member]) -> [JSON.Member] {
    guard let first = path.first else { return members }
    var members = members
    members.set(
      first,
      path.count == 1 ? value : .object(setting(value, at: path.dropFirst(), in: members[first]?.members ?? [])))
    return members
  }
}

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
