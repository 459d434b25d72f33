extension Document {
  /// The first of several ways to write a change after which the file says what it should, and nothing else.
  ///
  /// Nothing about the ways is believed: each is made and read again.
  func firstThatSays(_ meaning: [String: YAMLMeaning], of ways: [[Edit]?]) -> [Edit]? {
    for case let edits? in ways {
      guard let edited = edits.applied(to: bytes), let document = try? Document(edited),
        edited.count - document.bodyStart == bytes.count - bodyStart,
        YAMLMeaning.meanings(of: document.fields) == meaning
      else { continue }
      return edits
    }
    return nil
  }

  /// What the fields say, with another value at a path, or none; nil when something else stands in the way.
  func meaning(with value: YAMLMeaning?, at path: [String]) -> [String: YAMLMeaning]? {
    YAMLMeaning.meanings(of: fields).with(value, at: path[...])
  }
}

extension [String: YAMLMeaning] {
  fileprivate func with(_ value: YAMLMeaning?, at path: ArraySlice<String>) -> Self? {
    guard let key = path.first else { return nil }
    var changed = self
    guard path.count > 1 else {
      changed[key] = value
      return changed
    }
    let inner: Self
    switch self[key] {
    case .mapping(let fields): inner = fields
    case nil, .scalar(_, .null): inner = [:]
    default: return nil
    }
    guard let new = inner.with(value, at: path.dropFirst()) else { return nil }
    // A mapping that has lost its last field goes with it.
    changed[key] = new.isEmpty ? nil : .mapping(new)
    return changed
  }
}
