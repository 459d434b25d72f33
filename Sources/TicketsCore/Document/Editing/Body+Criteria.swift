/// Changes of the acceptance criteria.
extension Document {
  /// The edits that check or uncheck criteria, and take some out; all are named as they are before.
  func changingCriteria(
    check: [ItemName], uncheck: [ItemName], drop: [ItemName]
  ) throws(EditObjection) -> [Edit] {
    if check.isEmpty, uncheck.isEmpty, drop.isEmpty { return [] }
    guard let section = body.section(.acceptanceCriteria) else { throw .noSection(.acceptanceCriteria) }
    let criteria = Criterion.all(in: bytes, section.content)
    let texts = criteria.map(\.text)
    var expected = criteria.map { Optional(($0.text, $0.checked)) }
    var edits: [Edit] = []
    for (names, mark) in [(check, "x"), (uncheck, " ")] {
      for name in names {
        let index = try name.index(among: texts, "criterion")
        let criterion = criteria[index]
        guard criterion.checked != (mark == "x") else { continue }
        let edit = Edit(criterion.mark..<criterion.mark + 1, mark)
        if !edits.contains(edit) { edits.append(edit) }
        expected[index]?.1 = mark == "x"
      }
    }
    for name in drop {
      let index = try name.index(among: texts, "criterion")
      let edit = Edit(criteria[index].range, "")
      if !edits.contains(edit) { edits.append(edit) }
      expected[index] = nil
    }
    let wanted = expected.compactMap(\.self)
    return try proving(edits, changes: .acceptanceCriteria) { body in
      body.criteria.elementsEqual(wanted) { $0.text == $1.0 && $0.checked == $1.1 }
    }
  }

  /// The edits that add an open criterion.
  func addingCriterion(_ text: String) throws(EditObjection) -> [Edit] {
    guard let section = body.section(.acceptanceCriteria) else { throw .noSection(.acceptanceCriteria) }
    let criteria = Criterion.all(in: bytes, section.content)
    let edit: Edit
    // The words of a new ticket that nobody has replaced yet are no criterion.
    if criteria.count == 1, criteria[0].text == Section.Name.acceptanceCriteria.placeholder, !criteria[0].checked {
      let old = Body.trimmed(bytes[criteria[0].mark + 2..<criteria[0].range.upperBound])
      edit = Edit(old.startIndex..<old.endIndex, text)
      return try proving([edit], changes: .acceptanceCriteria) { $0.criteria.map(\.text) == [text] }
    }
    if let last = criteria.last {
      edit = adding("[ ] \(text)", after: last.range)
    } else {
      edit = addingItem("[ ] \(text)", to: section)
    }
    let wanted = criteria.map(\.text) + [text]
    return try proving([edit], changes: .acceptanceCriteria) { $0.criteria.map(\.text) == wanted }
  }

  /// The edit that adds an item to a list, with the marker of the one before it.
  private func adding(_ text: String, after item: Range<Int>) -> Edit {
    let head = bytes[item].prefix { $0 != UInt8(ascii: "[") }
    return addingLine(marker(after: head) + text, below: item)
  }

  /// The edit that adds a first item to a section.
  func addingItem(_ text: String, to section: Section) -> Edit {
    let old = Body.trimmed(bytes[section.content])
    if old.isEmpty { return filling(section, with: "- \(text)") }
    let end = MarkdownLines(bytes, in: section.content).reversed().first {
      bytes[$0.range].contains { $0 > Ascii.space }
    }
    return addingLine(
      lineEnd + "- \(text)", below: section.content.lowerBound..<(end?.next ?? section.content.upperBound))
  }

  func addingLine(_ line: String, below range: Range<Int>) -> Edit {
    // Empty lines may belong to the item above; what is new stands directly below its text.
    let text = bytes[range].lastIndex { $0 > Ascii.space } ?? range.lowerBound
    let end = bytes[text..<range.upperBound].firstIndex(of: Ascii.newline).map { $0 + 1 } ?? range.upperBound
    let isEnded = bytes[..<end].last == Ascii.newline
    return Edit(end..<end, isEnded ? line + lineEnd : lineEnd + line)
  }

  /// The marker that goes on with a list: the same one, or the next number.
  func marker(after head: ArraySlice<UInt8>) -> String {
    let text = String(decoding: head, as: UTF8.self)
    let digits = text.drop { $0 == " " || $0 == "\t" }.prefix { $0.isASCII && $0.isNumber }
    guard let number = Int(digits) else { return text }
    return text[..<digits.startIndex] + String(number + 1) + text[digits.endIndex...]
  }
}
