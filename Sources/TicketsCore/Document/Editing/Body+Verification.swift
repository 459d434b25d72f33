/// Changes of the steps under `## Verification`.
extension Document {
  /// The edits that add a step.
  func addingStep(_ text: String) throws(EditObjection) -> [Edit] {
    guard let section = body.section(.verification) else { throw .noSection(.verification) }
    let steps = steps(in: section)
    if steps.count == 1, steps[0].text == Section.Name.verification.placeholder {
      let old = Body.trimmed(bytes[steps[0].content..<steps[0].range.upperBound])
      return try proving([Edit(old.startIndex..<old.endIndex, text)], changes: .verification) { $0.steps == [text] }
    }
    let edit =
      steps.last.map { addingLine(marker(after: bytes[$0.range.lowerBound..<$0.content]) + text, below: $0.range) }
      ?? addingItem(text, to: section)
    let wanted = steps.map(\.text) + [text]
    return try proving([edit], changes: .verification) { $0.steps == wanted }
  }

  /// The edits that take steps out; all are named as they are before.
  func droppingSteps(_ names: [ItemName]) throws(EditObjection) -> [Edit] {
    if names.isEmpty { return [] }
    guard let section = body.section(.verification) else { throw .noSection(.verification) }
    let steps = steps(in: section)
    var dropped: Set<Int> = []
    for name in names { dropped.insert(try name.index(among: steps.map(\.text), "step")) }
    let wanted = steps.indices.filter { !dropped.contains($0) }.map { steps[$0].text }
    return try proving(dropped.sorted().map { Edit(steps[$0].range, "") }, changes: .verification) {
      $0.steps == wanted
    }
  }

  private func steps(in section: Section) -> [ListItem] { ListItem.all(in: bytes, section.content) }
}

extension Body {
  fileprivate var steps: [String] {
    section(.verification).map { ListItem.all(in: bytes, $0.content).map(\.text) } ?? []
  }
}

/// An item of a list that is not within another one, with the indented lines below it.
struct ListItem {
  /// Its first line.
  let text: String
  /// Where the text begins, after the marker.
  let content: Int
  private(set) var range: Range<Int>

  static func all(in bytes: [UInt8], _ range: Range<Int>) -> [ListItem] {
    var items: [ListItem] = []
    var isOpen = false
    for line in MarkdownLines(bytes, in: range) {
      let text = bytes[line.range]
      let indent = text.prefix(while: Ascii.isBlank).count
      if line.isProse, indent < 2, let content = marked(text) {
        let rest = Body.trimmed(bytes[content..<line.range.upperBound])
        items.append(
          ListItem(
            text: String(decoding: rest, as: UTF8.self), content: content, range: line.range.lowerBound..<line.next))
        isOpen = true
      } else if indent == text.count {
        continue
      } else if isOpen, indent > 1, let last = items.indices.last {
        items[last].range = items[last].range.lowerBound..<line.next
      } else {
        isOpen = false
      }
    }
    return items
  }

  /// Where the text after a marker begins.
  private static func marked(_ line: ArraySlice<UInt8>) -> Int? {
    var rest = line.drop(while: Ascii.isBlank)
    let digits = rest.prefix(while: Ascii.isDigit).count
    rest = rest.dropFirst(digits)
    guard let marker = rest.popFirst(), let blank = rest.first, Ascii.isBlank(blank),
      Array((digits == 0 ? "-*+" : ".)").utf8).contains(marker)
    else { return nil }
    return rest.drop(while: Ascii.isBlank).startIndex
  }
}
