/// A file of HTML with names in it: `{{name}}` is a value, `{{#name}}…{{/name}}` is there for each item or when there is
/// something, `{{^name}}…{{/name}}` when there is nothing, `{{! … }}` is for whoever reads the file.
///
/// Line breaks and the space around them are for that reader too, and left out.
struct MarkupTemplate: Sendable {
  private indirect enum Part: Sendable {
    case text(String)
    case value(String)
    case section(String, isInverted: Bool, [Part])
  }

  private let parts: [Part]

  init(_ bytes: [UInt8]) {
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    var pieces = Pieces(rest: Substring(lines.map { $0.drop { $0 == " " } }.joined()))
    parts = pieces.parts(until: nil)
  }

  /// The template with values for its names; what an inner item does not say, an outer one does.
  func filled(with values: MarkupValues) -> Markup {
    var markup = Markup()
    Self.fill(parts, [values], into: &markup)
    return markup
  }

  private static func fill(_ parts: [Part], _ scopes: [MarkupValues], into markup: inout Markup) {
    for part in parts {
      switch part {
      case .text(let text): markup.add(template: text)
      case .value(let name):
        switch value(of: name, scopes) {
        case .text(let text): markup += Markup(escaping: text)
        case .markup(let other): markup += other
        case .items, nil: break
        }
      case .section(let name, let isInverted, let inner):
        let value = value(of: name, scopes)
        if isInverted {
          if value?.isEmpty ?? true { fill(inner, scopes, into: &markup) }
        } else if case .items(let items) = value {
          for item in items { fill(inner, scopes + [item], into: &markup) }
        } else if value.map({ !$0.isEmpty }) ?? false {
          fill(inner, scopes, into: &markup)
        }
      }
    }
  }

  private static func value(of name: String, _ scopes: [MarkupValues]) -> MarkupValue? {
    for scope in scopes.reversed() {
      if let value = scope[name] { return value }
    }
    return nil
  }

  /// The text of a template, taken apart from its beginning on.
  private struct Pieces {
    var rest: Substring

    mutating func parts(until end: String?) -> [Part] {
      var parts: [Part] = []
      while let open = rest.firstRange(of: "{{") {
        if open.lowerBound > rest.startIndex { parts.append(.text(String(rest[..<open.lowerBound]))) }
        rest = rest[open.upperBound...]
        guard let close = rest.firstRange(of: "}}") else { break }
        let tag = rest[..<close.lowerBound]
        rest = rest[close.upperBound...]
        let name = String(tag.dropFirst())
        switch tag.first {
        case "!": continue
        case "#": parts.append(.section(name, isInverted: false, self.parts(until: name)))
        case "^": parts.append(.section(name, isInverted: true, self.parts(until: name)))
        case "/": if name == end { return parts }
        default: parts.append(.value(String(tag)))
        }
      }
      if !rest.isEmpty { parts.append(.text(String(rest))) }
      rest = ""
      return parts
    }
  }
}

/// What the names of a template stand for; of two values for a name the later one counts.
///
/// They are few and made for each row of a page, so looking through them is faster than a table would be.
struct MarkupValues: ExpressibleByDictionaryLiteral {
  private struct Named {
    let name: String
    let value: MarkupValue
  }

  private var values: [Named]

  init(dictionaryLiteral values: (String, MarkupValue)...) {
    self.values = values.map(Named.init)
  }

  subscript(name: String) -> MarkupValue? {
    get { values.last { $0.name == name }?.value }
    set { if let newValue { values.append(Named(name: name, value: newValue)) } }
  }

  /// These values and others, which count where both have the name.
  func adding(_ others: MarkupValues) -> MarkupValues {
    var all = self
    all.values += others.values
    return all
  }
}

enum MarkupValue: ExpressibleByStringInterpolation {
  /// Text, which is escaped.
  case text(String)
  case markup(Markup)
  case items([MarkupValues])

  init(stringLiteral text: String) { self = .text(text) }

  /// A text that may not be there.
  static func optional(_ text: String?) -> MarkupValue { .text(text ?? "") }

  static func number(_ number: Int) -> MarkupValue { .text(String(number)) }

  /// Whether something is to be shown.
  static func flag(_ isShown: Bool) -> MarkupValue { .items(isShown ? [[:]] : []) }

  var isEmpty: Bool {
    switch self {
    case .text(let text): text.isEmpty
    case .markup(let markup): markup.text.isEmpty
    case .items(let items): items.isEmpty
    }
  }
}
