/// One checkbox of the acceptance criteria.
package struct Criterion: Equatable, Sendable {
  package let text: String
  package let checked: Bool
  /// The byte between the brackets.
  package let mark: Int
  /// All lines of the item, their ends included, without nested items.
  package let range: Range<Int>

  /// The checkboxes in a range of a text, nested ones too, in order.
  package static func all(in bytes: [UInt8], _ range: Range<Int>) -> [Criterion] {
    var found: [Criterion] = []
    var open: Item?
    var sawBlank = false
    for line in MarkdownLines(bytes, in: range) {
      let text = bytes[line.range]
      let indent = text.prefix(while: Ascii.isBlank).count
      if line.isProse, let item = Item(text, next: line.next) {
        if let open { found.append(open.criterion) }
        open = item
      } else if indent == text.count {
        sawBlank = true
        continue
      } else if open != nil {
        // After an empty line only indented text goes on with the item; a plain list item never does.
        let isDeeper = indent > open?.indent ?? 0
        if isDeeper || !sawBlank && !Item.isMarker(text) && line.isProse {
          open?.extend(with: text, next: line.next, isProse: line.isProse && !sawBlank && !Item.isMarker(text))
        } else {
          if let open { found.append(open.criterion) }
          open = nil
        }
      }
      sawBlank = false
    }
    if let open { found.append(open.criterion) }
    return found
  }
}

/// A list item with a checkbox, while its lines are gathered.
private struct Item {
  let indent: Int
  let start: Int
  let mark: Int
  let checked: Bool
  var words: [ArraySlice<UInt8>]
  var end: Int

  init?(_ line: ArraySlice<UInt8>, next: Int) {
    guard let content = Item.afterMarker(line), content.count >= 3, content[content.startIndex] == UInt8(ascii: "["),
      content[content.startIndex + 2] == UInt8(ascii: "]")
    else { return nil }
    let rest = content.dropFirst(3)
    guard rest.first.map(Ascii.isBlank) ?? true else { return nil }
    switch content[content.startIndex + 1] {
    case Ascii.space: checked = false
    case UInt8(ascii: "x"), UInt8(ascii: "X"): checked = true
    default: return nil
    }
    indent = line.prefix(while: Ascii.isBlank).count
    start = line.startIndex
    mark = content.startIndex + 1
    words = [Body.trimmed(rest)]
    end = next
  }

  mutating func extend(with line: ArraySlice<UInt8>, next: Int, isProse: Bool) {
    if isProse { words.append(Body.trimmed(line)) }
    end = next
  }

  var criterion: Criterion {
    let text = words.map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
    return Criterion(text: text, checked: checked, mark: mark, range: start..<end)
  }

  static func isMarker(_ line: ArraySlice<UInt8>) -> Bool { afterMarker(line) != nil }

  /// What follows `- `, `* `, `+ `, `1. ` or `1) `.
  private static func afterMarker(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    var rest = line.drop(while: Ascii.isBlank)
    let digits = rest.prefix(while: Ascii.isDigit).count
    rest = rest.dropFirst(digits)
    guard let marker = rest.first else { return nil }
    let isMarker =
      digits == 0
      ? marker == Ascii.dash || marker == UInt8(ascii: "*") || marker == UInt8(ascii: "+")
      : digits < 10 && (marker == UInt8(ascii: ".") || marker == UInt8(ascii: ")"))
    rest = rest.dropFirst()
    guard isMarker, let blank = rest.first, Ascii.isBlank(blank) else { return nil }
    return rest.drop(while: Ascii.isBlank)
  }
}
