extension Document {
  /// The edits that add texts to a list, which is made when it is missing; those that are in it already stay once.
  ///
  /// The list keeps its form, brackets or dashes, and new entries get the quotes of the last one. Nil when there is
  /// something else than a list, or one whose text allows no more entries.
  package func adding(_ texts: [String], to path: String) -> [Edit]? {
    let keys = path.split(separator: ".").map(String.init)
    let node = field(path)
    let items = node?.sequence ?? []
    let present = Set(items.compactMap(\.string))
    let new = texts.reduce(into: [String]()) { if !present.contains($1), !$0.contains($1) { $0.append($1) } }
    if new.isEmpty { return [] }
    guard let node, !node.isNull else { return setting(path, to: .texts(new)) }
    let list = YAMLMeaning.list(items.map { YAMLMeaning($0) } + new.map { .text($0) })
    guard node.sequence != nil, let meaning = meaning(with: list, at: keys) else { return nil }
    let style = items.last?.scalar?.style ?? .doubleQuoted
    let spellings = [
      new.compactMap { YAMLText.written($0, like: style).first }, new.map { YAMLText.quoted($0) },
    ]
    let isFlow = bytes[node.range].first == UInt8(ascii: "[")
    return firstThatSays(
      meaning, of: spellings.map { isFlow ? addingInBrackets($0, node, items) : addingLines($0, items) })
  }

  private func addingInBrackets(_ words: [String], _ list: YAMLNode, _ items: [YAMLNode]) -> [Edit] {
    let text = words.joined(separator: ", ")
    guard let end = items.last.map({ written($0).upperBound }) else { return [Edit(list.range, "[\(text)]")] }
    return [Edit(end..<end, ", \(text)")]
  }

  private func addingLines(_ words: [String], _ items: [YAMLNode]) -> [Edit]? {
    guard let last = items.last, let next = restOfLine(after: written(last).upperBound)?.next else { return nil }
    let start = startOfLine(at: last.range.lowerBound)
    let line = bytes[start..<last.range.lowerBound]
    guard let dash = line.firstIndex(where: { !Ascii.isBlank($0) }), bytes[dash] == Ascii.dash else { return nil }
    let head = String(decoding: line, as: UTF8.self)
    return [Edit(next..<next, words.map { head + $0 + lineEnd }.joined())]
  }
}
