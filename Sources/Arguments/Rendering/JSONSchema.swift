extension [Property] {
  /// The JSON schema of an object with these members, as text; without help it is short.
  package func schema(withHelp: Bool) -> String {
    let members = map { "\($0.name.jsonText):\($0.schema(withHelp: withHelp))" }
    let required = filter(\.isRequired).map(\.name.jsonText)
    let demands = required.isEmpty ? "" : ",\"required\":[\(required.joined(separator: ","))]"
    let closing = withHelp || isEmpty ? ",\"additionalProperties\":false" : ""
    return "{\"type\":\"object\",\"properties\":{\(members.joined(separator: ","))}\(demands)\(closing)}"
  }
}

extension Property {
  fileprivate func schema(withHelp: Bool) -> String {
    let facts =
      switch shape {
      case .flag: #""type":"boolean""#
      case .flagOrOne: #""type":["boolean","string"]"#
      case .one: kind.schema
      case .list: "\"type\":\"array\",\"items\":{\(kind.schema)}"
      }
    return "{\(facts)\(withHelp ? ",\"description\":\(help.jsonText)" : "")}"
  }
}

extension ValueKind {
  fileprivate var schema: String {
    switch self {
    case .text, .time, .file, .folder: #""type":"string""#
    case .integer: #""type":"integer""#
    case .number: #""type":"number""#
    case .choice(let words): "\"type\":\"string\",\"enum\":[\(words.map(\.jsonText).joined(separator: ","))]"
    }
  }
}

extension String {
  /// The text as a string of JSON.
  fileprivate var jsonText: String {
    var text = "\""
    for scalar in unicodeScalars {
      switch scalar {
      case "\"", "\\": text += "\\\(scalar)"
      case "\0"..<" ":
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text + "\""
  }
}
