/// What can be written as JSON: each type says how, once.
package protocol JSONWritable {
  /// Writes the value as one JSON value.
  func write(to json: inout JSONWriter)
}

extension JSON: JSONWritable {
  /// Writes the value as it is.
  package func write(to json: inout JSONWriter) {
    switch self {
    case .null: json.verbatim("null")
    case .bool(let value): value.write(to: &json)
    case .integer(let value): value.write(to: &json)
    case .number(let digits): json.verbatim(digits)
    case .string(let text): json.string(text)
    case .array(let elements): elements.write(to: &json)
    case .object(let members):
      json.object { json in
        for member in members { json.member(member.name, member.value) }
      }
    }
  }
}

extension String: JSONWritable {
  /// Writes a string.
  package func write(to json: inout JSONWriter) { json.string(self) }
}

extension Bool: JSONWritable {
  /// Writes `true` or `false`.
  package func write(to json: inout JSONWriter) { json.verbatim(self ? "true" : "false") }
}

extension Int: JSONWritable {
  /// Writes a number.
  package func write(to json: inout JSONWriter) { json.verbatim(String(self)) }
}

extension Int64: JSONWritable {
  /// Writes a number.
  package func write(to json: inout JSONWriter) { json.verbatim(String(self)) }
}

extension Double: JSONWritable {
  /// Writes a number, without a point when it is whole; what is no number is `null`.
  package func write(to json: inout JSONWriter) {
    let digits = description
    json.verbatim(!isFinite ? "null" : digits.hasSuffix(".0") ? String(digits.dropLast(2)) : digits)
  }
}

extension Optional: JSONWritable where Wrapped: JSONWritable {
  /// Writes the value, or `null` when there is none.
  package func write(to json: inout JSONWriter) {
    if let self { self.write(to: &json) } else { json.verbatim("null") }
  }
}

extension Array: JSONWritable where Element: JSONWritable {
  /// Writes an array.
  package func write(to json: inout JSONWriter) {
    json.array { json in
      for element in self { json.value(element) }
    }
  }
}
