extension Document {
  /// The edits that take a field away, with the mapping around it when nothing is left in that; nil when it does not
  /// stand apart from others.
  package func removing(_ path: String) -> [Edit]? {
    var keys = path.split(separator: ".").map(String.init)
    guard entry(path) != nil else { return [] }
    guard let meaning = meaning(with: nil, at: keys) else { return nil }
    // The outermost mapping that holds nothing else goes whole.
    while keys.count > 1, entry(keys.dropLast().joined(separator: "."))?.value.mapping?.count == 1 { keys.removeLast() }
    guard let field = entry(keys.joined(separator: ".")) else { return [] }
    let siblings = keys.count == 1 ? fields : entry(keys.dropLast().joined(separator: "."))?.value.mapping ?? []
    return firstThatSays(
      meaning, of: [lines(of: field).map { [Edit($0, "")] }, inBraces(field, among: siblings)])
  }

  /// The edit for a field between braces: the comma before it goes too, or the one after the first.
  private func inBraces(_ field: YAMLField, among fields: [YAMLField]) -> [Edit]? {
    guard let index = fields.firstIndex(of: field) else { return nil }
    if index > 0 {
      let before = fields[index - 1]
      let start = max(written(before.value).upperBound, before.keyRange.upperBound)
      return [Edit(start..<max(written(field.value).upperBound, field.keyRange.upperBound + 1), "")]
    }
    return fields.count > 1 ? [Edit(field.keyRange.lowerBound..<fields[1].keyRange.lowerBound, "")] : nil
  }
}
