/// What one line of Markdown begins.
enum ProseLine {
  struct Fence {
    let mark: Character
    let length: Int
    let indent: Int
    let info: Substring

    func isClosed(by line: Substring) -> Bool {
      let text = line.drop { $0 == " " }
      let run = text.prefix { $0 == mark }.count
      return line.indent < 4 && run >= length && text.dropFirst(run).isBlank
    }
  }

  /// The beginning of a list item.
  struct Marker {
    let indent: Int
    let isOrdered: Bool
    /// Where its text begins, which is where the lines that go on with it begin.
    let content: Int
    let isChecked: Bool?
    let text: Substring
  }

  static func heading(_ line: Substring) -> (level: Int, text: Substring)? {
    let text = line.drop { $0 == " " }
    let level = text.prefix { $0 == "#" }.count
    let rest = text.dropFirst(level)
    guard line.indent < 4, 1...6 ~= level, rest.isEmpty || rest.first == " " else { return nil }
    var title = rest.trimmedOfSpaces
    let closing = title.reversed().prefix { $0 == "#" }.count
    if closing == title.count || title.dropLast(closing).last == " " { title = title.dropLast(closing) }
    return (level, title.trimmedOfSpaces)
  }

  static func fence(_ line: Substring) -> Fence? {
    let text = line.drop { $0 == " " }
    guard line.indent < 4, let mark = text.first, mark == "`" || mark == "~" else { return nil }
    let length = text.prefix { $0 == mark }.count
    guard length >= 3, mark == "~" || !text.dropFirst(length).contains("`") else { return nil }
    return Fence(
      mark: mark, length: length, indent: line.indent, info: text.dropFirst(length).trimmedOfSpaces)
  }

  static func isRule(_ line: Substring) -> Bool {
    let marks = line.filter { $0 != " " }
    guard line.indent < 4, marks.count >= 3, let mark = marks.first else { return false }
    return "-*_".contains(mark) && marks.allSatisfy { $0 == mark }
  }

  static func quoted(_ line: Substring) -> Substring? {
    let text = line.drop { $0 == " " }
    guard line.indent < 4, text.first == ">" else { return nil }
    let rest = text.dropFirst()
    return rest.first == " " ? rest.dropFirst() : rest
  }

  static func marker(_ line: Substring) -> Marker? {
    let text = line.drop { $0 == " " }
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    let rest = text[digits.endIndex...]
    guard let mark = rest.first, digits.count < 10,
      digits.isEmpty ? "-*+".contains(mark) : mark == "." || mark == ")"
    else { return nil }
    let after = rest.dropFirst()
    guard after.isEmpty || after.first == " " else { return nil }
    let spaces = after.prefix { $0 == " " }.count
    // What stands far off begins right after the mark, with space of its own.
    let gap = spaces > 4 || spaces == after.count ? 1 : spaces
    var content = after.dropFirst(gap)
    var isChecked: Bool?
    let box = content.prefix(3)
    let isBox = ["[ ]", "[x]", "[X]"].contains(box)
    if isBox, content.dropFirst(3).first.map({ $0 == " " }) ?? true {
      isChecked = box != "[ ]"
      content = content.dropFirst(4)
    }
    return Marker(
      indent: line.indent, isOrdered: !digits.isEmpty, content: line.indent + digits.count + 1 + gap,
      isChecked: isChecked, text: content)
  }

  /// Whether the line ends the paragraph before it.
  static func interrupts(_ line: Substring) -> Bool {
    heading(line) != nil || fence(line) != nil || quoted(line) != nil || isRule(line)
      || marker(line).map { !$0.text.isBlank } ?? false
  }
}

extension Substring {
  var trimmedOfSpaces: Substring {
    var text = drop { $0 == " " }
    while text.last == " " { text = text.dropLast() }
    return text
  }
}
