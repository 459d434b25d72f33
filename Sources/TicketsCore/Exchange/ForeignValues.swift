/// Statuses of other tools.
enum ForeignStatus {
  /// The status that a word means; one that nobody knows is open work, with a remark.
  static func read(_ word: String?, _ table: [(foreign: String, status: Status)], _ remarks: inout [String]) -> Status {
    guard let word else { return .todo }
    let plain = normal(word)
    if let found = table.first(where: { normal($0.foreign) == plain }) { return found.status }
    if let own = Status(rawValue: plain) { return own }
    remarks.append("the status '\(word.singleLine)' is unknown, so it is todo")
    return .todo
  }

  /// A word without what people write in different ways: case, space, dashes and apostrophes.
  static func normal(_ word: String) -> String {
    String(decoding: word.lowercased().utf8.filter { !" -_'".utf8.contains($0) }, as: UTF8.self)
      .replacingCurlyApostrophes
  }
}

/// Priorities of other tools: numbers from 0, the most urgent, or our own words.
enum ForeignPriority {
  static let words: [(foreign: String, priority: Priority)] = [
    ("0", .critical), ("1", .high), ("2", .medium), ("3", .low), ("4", .low), ("p0", .critical), ("p1", .high),
    ("p2", .medium), ("p3", .low), ("p4", .low), ("urgent", .critical), ("med", .medium), ("normal", .medium),
  ]

  static func read(_ word: String?, _ remarks: inout [String]) -> Priority? {
    guard let word else { return nil }
    let plain = ForeignStatus.normal(word)
    if let priority = Priority(rawValue: plain) { return priority }
    if let found = words.first(where: { $0.foreign == plain }) { return found.priority }
    remarks.append("the priority '\(word.singleLine)' is unknown, so it has none")
    return nil
  }

  /// The number of a priority; what has none is in the middle, as a new ticket of those tools is.
  static func number(_ priority: Priority?) -> Int64 {
    switch priority {
    case .critical: 0
    case .high: 1
    case .medium, nil: 2
    case .low: 3
    }
  }
}

/// Labels that were fields of another tool: `type:bug`.
enum ForeignLabels {
  /// Lays labels that changed over the fields that they came from, and over the list of the others.
  static func lay(
    _ item: ExportItem, over fields: inout [JSON.Member], list: String, keyed: [(label: String, field: String)],
    ignoring ignored: [String] = [], defaults: [String: String] = [:]
  ) {
    var rest = item.now.labels
    for (label, field) in keyed {
      let prefix = label + ":"
      let values = rest.filter { $0.hasPrefix(prefix) }
      rest.removeAll { $0.hasPrefix(prefix) }
      let old = item.before?.labels.filter { $0.hasPrefix(prefix) }
      if values == old { continue }
      let texts = values.map { String($0.dropFirst(prefix.count)) }
      if fields[field]?.elements != nil || texts.count > 1 {
        fields.set(field, texts)
      } else {
        fields.set(field, (texts.first ?? defaults[field]).map(JSON.string))
      }
    }
    let isOther = { (label: String) in
      !keyed.contains { label.hasPrefix($0.label + ":") } && !ignored.contains { label.hasPrefix($0) }
    }
    let others = rest.filter(isOther)
    if others != item.before?.labels.filter(isOther) { fields.set(list, others) }
  }
}

/// Ids as names of files: nothing in one leads to another folder.
enum SafeName {
  static func of(_ id: String) -> String {
    let bytes = id.utf8.map { byte -> UInt8 in
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "."), UInt8(ascii: "_"), Ascii.dash:
        byte
      default: UInt8(ascii: "_")
      }
    }
    let name = String(decoding: bytes.prefix(120), as: UTF8.self)
    return name.isEmpty || name.hasPrefix(".") ? "_" + name : name
  }
}

extension String {
  fileprivate var replacingCurlyApostrophes: String {
    unicodeScalars.contains("\u{2019}")
      ? String(String.UnicodeScalarView(unicodeScalars.filter { $0 != "\u{2019}" })) : self
  }
}
