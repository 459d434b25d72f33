extension JSON {
  /// The value that a piece of YAML stands for; dates stay text, as do the numbers that JSON has no word for.
  package init(_ node: YAMLNode) {
    switch node.value {
    case .scalar(let scalar): self.init(scalar)
    case .sequence(let items): self = .array(items.map { JSON($0) })
    case .mapping(let fields): self = .object(fields.map { JSON.Member($0.key, JSON($0.value)) })
    }
  }

  private init(_ scalar: YAMLScalar) {
    switch scalar.kind {
    case .string, .timestamp: self = .string(scalar.text)
    case .null: self = .null
    case .boolean: self = .bool(scalar.text.lowercased() == "true")
    case .integer: self = JSON.integer(spelled: scalar.text) ?? .string(scalar.text)
    case .decimal: self = JSON.decimal(spelled: scalar.text) ?? .string(scalar.text)
    }
  }

  private static func integer(spelled text: String) -> JSON? {
    for (mark, radix) in [("0x", 16), ("0o", 8)] where text.contains(mark) {
      let sign = text.hasPrefix("-") ? "-" : ""
      let digits = text.drop { "+-".contains($0) }.dropFirst(mark.utf8.count)
      return Int64(sign + digits, radix: radix).map(JSON.integer)
    }
    // Too many digits for an integer are still the digits of a number.
    return Int64(text).map(JSON.integer) ?? (try? JSONReader.read(text))
  }

  private static func decimal(spelled text: String) -> JSON? {
    // What JSON would write in the same way keeps its digits: `.5`, `5.` and `+5.0` need others.
    if let number = try? JSONReader.read(text) { return number }
    guard let value = Double(text), value.isFinite else { return nil }
    return .number(value.description)
  }
}
