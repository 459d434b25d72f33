extension Document {
  /// The edits that give a field a value and change nothing else of the file; nil when its text allows none.
  ///
  /// The path names a field within others with dots: `assignment.owner`. Quotes and comments around an old value stay; a
  /// field that is missing gets the place that a new ticket would give it, with the mapping around it where that is
  /// missing too.
  package func setting(_ path: String, to value: FieldValue) -> [Edit]? {
    let keys = path.split(separator: ".").map(String.init)
    guard let meaning = meaning(with: value.meaning, at: keys) else { return nil }
    let ways =
      field(path).map { replacements(of: $0, by: value) } ?? insertions(of: value, at: keys).map(Optional.some)
    return firstThatSays(meaning, of: ways)
  }

  private func replacements(of node: YAMLNode, by value: FieldValue) -> [[Edit]?] {
    let range = written(node)
    let texts = node.scalar.map { value.written(like: $0.style) } ?? [value.onOneLine]
    return texts.map { [Edit(range, range.isEmpty ? " \($0)" : $0)] }
  }
}
