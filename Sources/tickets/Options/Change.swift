import Arguments

/// A value that a field gets, or `none`, which takes the field away.
enum Change<Value: ParameterValue>: ParameterValue {
  case to(Value)
  case none

  static func parse(_ word: String) throws(Rejection) -> Change {
    word == "none" ? .none : .to(try Value.parse(word))
  }

  static var kind: ValueKind {
    if case .choice(let words) = Value.kind { .choice(words + ["none"]) } else { Value.kind }
  }

  static var completion: String? { Value.completion }

  var word: String {
    switch self {
    case .to(let value): value.word
    case .none: "none"
    }
  }
}
