/// A parameter that goes by its place; the property's type says how many words and whether it must be given.
@propertyWrapper
package struct Argument<Value> {
  private let holding: Holding<Value>

  /// What the words gave.
  package var wrappedValue: Value {
    get { holding.value }
    nonmutating set { holding.value = newValue }
  }
}

extension Argument where Value: ParameterValue {
  /// Declares an argument that must be given.
  package init(placeholder: String? = nil, help: String) {
    holding = Holding(Parameter(names: [], placeholder: placeholder, help: help, hidden: false))
  }

  /// Declares an argument with a default.
  package init(wrappedValue: Value, placeholder: String? = nil, help: String) {
    let parameter = Parameter(names: [], placeholder: placeholder, help: help, hidden: false)
    holding = Holding(parameter, default: wrappedValue)
  }
}

extension Argument {
  /// Declares an argument that may be left out.
  package init<Element: ParameterValue>(placeholder: String? = nil, help: String)
  where Value == Element? {
    holding = Holding(optional: Parameter(names: [], placeholder: placeholder, help: help, hidden: false))
  }

  /// Declares an argument that takes every word that is left.
  package init<Element: ParameterValue>(placeholder: String? = nil, help: String)
  where Value == [Element] {
    holding = Holding(list: Parameter(names: [], placeholder: placeholder, help: help, hidden: false))
  }
}

extension Argument: Declaration {
  func declare(as property: String, in signature: inout Signature) {
    holding.slot.adopt(property: property, isOption: false)
    signature.add(holding.slot)
  }
}
