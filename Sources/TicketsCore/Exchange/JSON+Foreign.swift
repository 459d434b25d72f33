/// What other tools write, read with good will: a number where text is meant, one value where a list is.
extension JSON {
  /// The value as text, when it is a single one.
  var word: String? {
    switch self {
    case .string(let text): text
    case .integer(let value): String(value)
    case .number(let digits): digits
    case .bool(let value): value ? "true" : "false"
    case .null, .array, .object: nil
    }
  }

  /// The values as texts: of a list each, of a single value it alone.
  var words: [String] { elements.map { $0.compactMap(\.word) } ?? word.map { [$0] } ?? [] }

  /// The moment that the text names; without a zone it is UTC.
  var instant: Instant? {
    guard let text = string, let instant = Timestamp.guess(text), instant.milliseconds > 0 else { return nil }
    return instant
  }
}

extension [JSON.Member] {
  /// The text of a member, or nothing when it is empty.
  func word(_ names: String...) -> String? {
    for name in names {
      if let word = self[name]?.word, !word.withoutSpaceAround.isEmpty { return word }
    }
    return nil
  }

  /// The texts of a member that is a list, or may be one.
  func words(_ name: String) -> [String] {
    (self[name]?.words ?? []).filter { !$0.withoutSpaceAround.isEmpty }
  }

  /// The moment of the first member that names one.
  func instant(_ names: String...) -> Instant? { instant(names) }

  func instant(_ names: [String]) -> Instant? {
    for name in names {
      if let instant = self[name]?.instant { return instant }
    }
    return nil
  }

  /// Replaces a member where it stands, adds it at the end, or takes it out.
  mutating func set(_ name: String, _ value: JSON?) {
    let place = firstIndex { $0.name == name }
    switch (place, value) {
    case (let place?, let value?): self[place] = JSON.Member(name, value)
    case (let place?, nil): remove(at: place)
    case (nil, let value?): append(JSON.Member(name, value))
    case (nil, nil): break
    }
  }

  /// Replaces a member that may be left out when there is nothing to say.
  mutating func set(_ name: String, _ texts: [String]) {
    if texts.isEmpty, self[name] == nil { return }
    set(name, .array(texts.map(JSON.string)))
  }
}
