import TicketsCore

/// HTML that is safe to show: made of our templates and of escaped text, never of a text as it came.
struct Markup {
  private(set) var text = ""

  init() {}

  /// A text, to be shown as it is and to do nothing.
  init(escaping text: String, keepingLines: Bool = false) {
    // Nearly all text means nothing to anybody but its reader, which one look at the bytes settles.
    let isPlain = text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "'"): false
      default: 0x20..<0x7F ~= byte
      }
    }
    self.text = isPlain ? text : Self.escaped(keepingLines ? Escape.block(text) : Escape.line(text))
  }

  /// What comes with this tool.
  init(ours bytes: [UInt8]) {
    text = String(decoding: bytes, as: UTF8.self)
  }

  static func += (left: inout Markup, right: Markup) { left.text += right.text }

  /// An element around other markup.
  static func element(_ name: StaticString, _ attributes: [(name: String, value: String)] = [], _ content: Markup)
    -> Markup
  {
    var markup = empty(name, attributes)
    markup.text += content.text + "</\(name)>"
    return markup
  }

  /// An element that has no content.
  static func empty(_ name: StaticString, _ attributes: [(name: String, value: String)] = []) -> Markup {
    var markup = Markup()
    markup.text = "<\(name)"
    for (name, value) in attributes { markup.text += " \(name)=\"\(Markup(escaping: value).text)\"" }
    markup.text += ">"
    return markup
  }

  /// Adds a part of a template that is not a value.
  mutating func add(template text: String) { self.text += text }

  private static func escaped(_ text: String) -> String {
    text.replacing { scalar in
      switch scalar {
      case "&": "&amp;"
      case "<": "&lt;"
      case ">": "&gt;"
      case "\"": "&quot;"
      case "'": "&#39;"
      // What Unicode keeps for nobody's use, no page may hold.
      case _ where scalar.value & 0xFFFE == 0xFFFE || 0xFDD0...0xFDEF ~= scalar.value:
        "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
      default: nil
      }
    }
  }
}
