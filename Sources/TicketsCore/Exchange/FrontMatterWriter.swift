/// Writes front matter as another tool does: the lines of what nobody changed stay as they are.
struct FrontMatterWriter {
  /// How values are written.
  enum Style {
    /// As YAML has them, with quotes only where they are needed.
    case yaml
    /// The same, with dates in quotes: some readers make moments of them otherwise.
    case yamlWithQuotedDates
    /// As they are, with lists in brackets: for tools that read lines, not YAML.
    case bare
  }

  let style: Style

  /// The lines of some fields, of which the file had others before.
  func text(_ fields: [JSON.Member], after old: FrontMatter?) -> String {
    var text = ""
    var written: Set<String> = []
    for piece in old?.pieces ?? [] {
      guard let value = fields[piece.key] else {
        // What is no field of the file was never understood, and stays; what was taken out goes.
        if old?.fields[piece.key] == nil { text += piece.text.endedLine }
        continue
      }
      let isFirst = written.insert(piece.key).inserted
      text += isFirst && value != old?.fields[piece.key] ? lines(piece.key, value) : piece.text.endedLine
    }
    for field in fields where !written.contains(field.name) { text += lines(field.name, field.value) }
    return text
  }

  private func lines(_ key: String, _ value: JSON) -> String {
    if style == .bare {
      let shown =
        value.elements != nil
        ? "[\(value.words.map(\.singleLine).joined(separator: ", "))]" : (value.word ?? "").singleLine
      return "\(key): \(shown)\n"
    }
    return self.key(key) + block(value, indent: 0)
  }

  private func key(_ name: String) -> String {
    (isPlain(name) ? name : YAMLText.quoted(name)) + ":"
  }

  /// What follows a key or a dash, with the end of its last line.
  private func block(_ value: JSON, indent: Int) -> String {
    let margin = String(repeating: " ", count: indent + 2)
    switch value {
    case .array(let items) where !items.isEmpty:
      return "\n" + items.map { "\(margin)-\(inItem($0, indent: indent + 2))" }.joined()
    case .object(let members) where !members.isEmpty:
      return "\n" + members.map { margin + key($0.name) + block($0.value, indent: indent + 2) }.joined()
    default: return " \(scalar(value))\n"
    }
  }

  /// What follows a dash: a mapping begins on the same line.
  private func inItem(_ value: JSON, indent: Int) -> String {
    guard let members = value.members, !members.isEmpty else { return block(value, indent: indent) }
    let margin = String(repeating: " ", count: indent + 2)
    let lines = members.map { key($0.name) + block($0.value, indent: indent + 2) }
    return " " + lines.joined(separator: margin)
  }

  private func scalar(_ value: JSON) -> String {
    switch value {
    case .null: "null"
    case .bool(let value): value ? "true" : "false"
    case .integer(let value): String(value)
    case .number(let digits): digits
    case .array: "[]"
    case .object: "{}"
    case .string(let text): isPlain(text) ? text : YAMLText.quoted(text)
    }
  }

  /// Whether text without quotes is read as that text by every reader of YAML.
  private func isPlain(_ text: String) -> Bool {
    let kind = YAMLScalar.kind(ofPlain: text)
    guard kind == .string || kind == .timestamp && style == .yaml, let first = text.utf8.first,
      let last = text.utf8.last,
      first != Ascii.space, last != Ascii.space, last != UInt8(ascii: ":"),
      !"!&*-?|>@`\"'%#,[]{}:=~".utf8.contains(first)
        || first == Ascii.dash && text.utf8.count > 1 && text.utf8.dropFirst().first != Ascii.space,
      !Self.otherBooleans.contains(text.lowercased())
    else { return false }
    let bytes = Array(text.utf8)
    return bytes.allSatisfy { 0x20..<0x7F ~= $0 || $0 >= 0xA0 } && !text.contains(": ") && !text.contains(" #")
      && !text.unicodeScalars.contains(where: \.isHiddenOrControl)
  }

  /// What older readers take for true or false.
  private static let otherBooleans: Set<String> = ["yes", "no", "on", "off", "y", "n"]
}
