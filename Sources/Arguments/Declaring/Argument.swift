/// A parameter that goes by its place; the property's type says how many words and whether it must be given.
///
/// With names it may also be given as an option: the words that are left then go to the other places.
@propertyWrapper
package struct Argument<Value> {
  private let holding: ParsedValue<Value>

  /// What the words gave.
  package var wrappedValue: Value {
    get { holding.value }
    nonmutating set { holding.value = newValue }
  }
}

extension Argument where Value: ParameterValue {
  /// Declares an argument that must be given.
  package init(_ names: String..., placeholder: String? = nil, completion: String? = nil, help: String) {
    holding = ParsedValue(Parameter(argument: names, placeholder: placeholder, completion: completion, help: help))
  }

  /// Declares an argument with a default.
  package init(
    wrappedValue: Value, _ names: String..., placeholder: String? = nil, completion: String? = nil, help: String
  ) {
    let parameter = Parameter(argument: names, placeholder: placeholder, completion: completion, help: help)
    holding = ParsedValue(parameter, default: wrappedValue)
  }
}

extension Argument {
  /// Declares an argument that may be left out.
  package init<Element: ParameterValue>(
    _ names: String..., placeholder: String? = nil, completion: String? = nil, help: String
  )
  where Value == Element? {
    holding = ParsedValue(
      optional: Parameter(argument: names, placeholder: placeholder, completion: completion, help: help))
  }

  /// Declares an argument that takes every word that is left.
  package init<Element: ParameterValue>(
    _ names: String..., placeholder: String? = nil, completion: String? = nil, help: String
  )
  where Value == [Element] {
    holding = ParsedValue(
      list: Parameter(argument: names, placeholder: placeholder, completion: completion, help: help))
  }
}

extension Argument: Declaration {
  func declare(as property: String, in signature: inout Signature) {
    holding.slot.adopt(property: property)
    signature.add(holding.slot)
  }
}
