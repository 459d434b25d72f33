/// What one line of Markdown begins.
enum ProseLine {
  typealias Line = ArraySlice<UInt8>

  struct Fence {
    let mark: UInt8
    let length: Int
    let indent: Int
    let info: Line

    func isClosed(by line: Line) -> Bool {
      let text = line.withoutIndent
      let run = text.run(of: mark)
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
    let text: Line
  }

  static func heading(_ line: Line) -> (level: Int, text: Line)? {
    let text = line.withoutIndent
    let level = text.run(of: Ascii.hash)
    let rest = text.dropFirst(level)
    guard line.indent < 4, 1...6 ~= level, rest.isEmpty || rest.first == Ascii.space else { return nil }
    var title = rest.trimmedOfSpaces
    let closing = title.reversed().prefix { $0 == Ascii.hash }.count
    if closing == title.count || title.dropLast(closing).last == Ascii.space { title = title.dropLast(closing) }
    return (level, title.trimmedOfSpaces)
  }

  static func fence(_ line: Line) -> Fence? {
    let (backtick, tilde) = (UInt8(ascii: "`"), UInt8(ascii: "~"))
    let text = line.withoutIndent
    guard line.indent < 4, let mark = text.first, mark == backtick || mark == tilde else { return nil }
    let length = text.run(of: mark)
    guard length >= 3, mark == tilde || !text.dropFirst(length).contains(backtick) else { return nil }
    return Fence(
      mark: mark, length: length, indent: line.indent, info: text.dropFirst(length).trimmedOfSpaces)
  }

  static func isRule(_ line: Line) -> Bool {
    guard line.indent < 4, let mark = line.withoutIndent.first, "-*_".utf8.contains(mark) else { return false }
    var count = 0
    for byte in line where byte != Ascii.space {
      guard byte == mark else { return false }
      count += 1
    }
    return count >= 3
  }

  static func quoted(_ line: Line) -> Line? {
    let text = line.withoutIndent
    guard line.indent < 4, text.first == UInt8(ascii: ">") else { return nil }
    let rest = text.dropFirst()
    return rest.first == Ascii.space ? rest.dropFirst() : rest
  }

  static func marker(_ line: Line) -> Marker? {
    let text = line.withoutIndent
    let digits = text.prefix(while: Ascii.isDigit)
    let rest = text[digits.endIndex...]
    guard let mark = rest.first, digits.count < 10, (digits.isEmpty ? "-*+" : ".)").utf8.contains(mark) else {
      return nil
    }
    let after = rest.dropFirst()
    guard after.isEmpty || after.first == Ascii.space else { return nil }
    let spaces = after.run(of: Ascii.space)
    // What stands far off begins right after the mark, with space of its own.
    let gap = spaces > 4 || spaces == after.count ? 1 : spaces
    var content = after.dropFirst(gap)
    var isChecked: Bool?
    let box = content.prefix(3)
    let isBox = ["[ ]", "[x]", "[X]"].contains { $0.utf8.elementsEqual(box) }
    if isBox, content.dropFirst(3).first.map({ $0 == Ascii.space }) ?? true {
      isChecked = !box.contains(Ascii.space)
      content = content.dropFirst(4)
    }
    return Marker(
      indent: line.indent, isOrdered: !digits.isEmpty, content: line.indent + digits.count + 1 + gap,
      isChecked: isChecked, text: content)
  }

  /// Whether the line ends the paragraph before it.
  static func interrupts(_ line: Line) -> Bool {
    heading(line) != nil || fence(line) != nil || quoted(line) != nil || isRule(line)
      || marker(line).map { !$0.text.isBlank } ?? false
  }
}

extension ArraySlice<UInt8> {
  var isBlank: Bool { allSatisfy(Ascii.isBlank) }
  var indent: Int { run(of: Ascii.space) }
  var withoutIndent: Self { dropFirst(indent) }

  /// How often it begins with a byte.
  func run(of byte: UInt8) -> Int {
    var end = startIndex
    while end < endIndex, self[end] == byte { end += 1 }
    return end - startIndex
  }

  var trimmedOfSpaces: Self {
    var text = withoutIndent
    while text.last == Ascii.space { text = text.dropLast() }
    return text
  }
}
