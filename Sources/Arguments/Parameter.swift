/// What is known of one parameter; parser, messages, help, manual and completion all read this.
package struct Parameter: Equatable, Sendable {
  /// How many words one use of a parameter takes.
  enum Arity: Equatable, Sendable {
    case none, oneOrNone, one, many
  }

  /// The names as typed, dashes included; none for an argument, which goes by its place.
  var names: [String]
  var placeholder: String
  let help: String
  let isHidden: Bool
  var arity = Arity.one
  var isRequired = false
  var defaultWord: String?
  var choices: [String] = []
  var completion = Completion.none

  init(names: [String], placeholder: String? = nil, help: String, hidden: Bool) {
    self.names = names
    self.placeholder = placeholder ?? ""
    self.help = help
    self.isHidden = hidden
  }

  var isArgument: Bool { names.isEmpty }

  /// The first long name, or the only one.
  var name: String { names.first { $0.hasPrefix("--") } ?? names.first ?? "<\(placeholder)>" }

  /// The value as the help shows it after the name.
  var valueTerm: String {
    switch arity {
    case .none: ""
    case .oneOrNone: "[<\(placeholder)>]"
    case .one: "<\(placeholder)>"
    case .many: "<\(placeholder)>..."
    }
  }

  /// The parameter as messages show it, under the name that was typed.
  func term(as typed: String? = nil) -> String {
    if isArgument { return "<\(placeholder)>" }
    return arity == .none ? typed ?? name : "\(typed ?? name) <\(placeholder)>"
  }
}

extension Parameter {
  /// The same parameter, its value of this type.
  func holding<Value: ParameterValue>(
    _ type: Value.Type, _ arity: Arity = .one, required: Bool = false, default value: Value? = nil
  ) -> Parameter {
    var parameter = self
    parameter.arity = arity
    parameter.isRequired = required
    parameter.defaultWord = value?.word
    parameter.choices = type.choices
    parameter.completion = type.completion
    return parameter
  }

  /// Takes from the property's name what was not declared.
  mutating func adopt(property: String, isOption: Bool) {
    if isOption, names.isEmpty { names = ["--" + property.dashed] }
    guard placeholder.isEmpty else { return }
    let longName = names.first { $0.hasPrefix("--") }
    placeholder = longName.map { String($0.dropFirst(2)) } ?? property.dashed
  }
}

extension String {
  /// `maxToolCalls` as `max-tool-calls`.
  fileprivate var dashed: String {
    var dashed = ""
    for character in self {
      if character.isUppercase { dashed += "-" }
      dashed += character.lowercased()
    }
    return dashed
  }
}
