/// What is known of one parameter; parser, messages, help, manual and completion all read this.
package struct Parameter: Equatable, Sendable {
  /// How many words one use of a parameter takes; `each` is one, and it may be used again.
  package enum Arity: Equatable, Sendable {
    case none, oneOrNone, one, each, many

    /// Whether the parameter may be given more than once.
    package var isRepeatable: Bool { self == .many || self == .each }
  }

  /// The names as typed, dashes included; an argument, which goes by its place, may do without.
  package internal(set) var names: [String]
  /// Whether it goes by its place.
  package let isArgument: Bool
  package internal(set) var placeholder: String
  /// What the property that declares it is called, with dashes.
  private(set) var property = ""
  package let help: String
  package let isHidden: Bool
  package internal(set) var arity = Arity.one
  package internal(set) var isRequired = false
  /// The value when it is not given, as it would be typed.
  package internal(set) var defaultWord: String?
  package internal(set) var kind = ValueKind.text
  /// What the shell is told to ask the tool for.
  package internal(set) var completion: String?

  init(names: [String], placeholder: String? = nil, completion: String? = nil, help: String, hidden: Bool) {
    self.names = names
    isArgument = false
    self.placeholder = placeholder ?? ""
    self.completion = completion
    self.help = help
    isHidden = hidden
  }

  init(argument names: [String], placeholder: String?, completion: String?, help: String) {
    self.names = names
    isArgument = true
    self.placeholder = placeholder ?? ""
    self.completion = completion
    self.help = help
    isHidden = false
  }

  /// The name that it goes by: an option's first long one, or its only one.
  package var name: String { isArgument ? "<\(placeholder)>" : optionName ?? "" }

  /// The name that it can be given by, wherever it stands.
  package var optionName: String? { names.first { $0.hasPrefix("--") } ?? names.first }

  /// Every word there is, when there are few.
  package var choices: [String] { kind.choices }

  /// The value as the help shows it after the name.
  var valueTerm: String {
    switch arity {
    case .none: ""
    case .oneOrNone: "[<\(placeholder)>]"
    case .one, .each: "<\(placeholder)>"
    case .many: "<\(placeholder)>..."
    }
  }

  /// The parameter as messages show it, under the name that was typed.
  func term(as typed: String? = nil) -> String {
    guard let name = typed ?? (isArgument ? nil : name) else { return "<\(placeholder)>" }
    return arity == .none ? name : "\(name) <\(placeholder)>"
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
    parameter.kind = type.kind
    parameter.completion = completion ?? type.completion
    return parameter
  }

  /// Takes from the property's name what was not declared.
  mutating func adopt(property: String) {
    self.property = property.dashed
    if !isArgument, names.isEmpty { names = ["--" + property.dashed] }
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
