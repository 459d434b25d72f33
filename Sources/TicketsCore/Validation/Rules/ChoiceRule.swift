/// A field that holds one of a few words.
struct ChoiceRule: Sendable {
  /// The fields of a ticket that hold such a word.
  static let all = [StatusRule.choice, PriorityRule.choice, AssignmentRule.mode]

  let field: String
  let choices: [String]
  let code: IssueCode

  func check(_ node: YAMLNode, _ findings: inout Findings) {
    guard let scalar = node.scalar else {
      return findings.add(
        code, "The field '\(field)' must be \(choices.listed), but is \(node.kindName).", at: node.range.lowerBound,
        .field(field))
    }
    // Quoted or not: a word is a word.
    guard !choices.contains(scalar.text) else { return }
    let meant = meant(by: scalar.text)
    findings.add(
      code,
      "The field '\(field)' must be \(choices.listed), but is \(node.shown)\(meant.map { "; write '\($0)'" } ?? "").",
      at: node.range.lowerBound, .field(field), .value(scalar.text))
  }

  /// The choice that text is but for letter case, spaces and dashes.
  func meant(by text: String) -> String? {
    let plain = Body.trimmed(Array(text.utf8)[...]).map { byte in
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0x20
      case Ascii.space, Ascii.dash: UInt8(ascii: "_")
      default: byte
      }
    }
    return choices.first { $0.utf8.elementsEqual(plain) }
  }
}
