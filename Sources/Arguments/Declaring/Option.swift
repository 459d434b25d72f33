/// A parameter with a name and a value; the property's type says how many values and whether it must be given.
///
/// Without names it is called like the property: `maxIterations` is `--max-iterations`. A list takes every word up to
/// the next option, and can be repeated; `--name=value` gives it exactly one. A completion names words that only the
/// tool knows, such as its branches.
@propertyWrapper
package struct Option<Value> {
  private let holding: ParsedValue<Value>

  /// What the words gave.
  package var wrappedValue: Value {
    get { holding.value }
    nonmutating set { holding.value = newValue }
  }
}

extension Option where Value: ParameterValue {
  /// Declares an option that must be given.
  package init(
    _ names: String..., placeholder: String? = nil, completion: String? = nil, help: String, hidden: Bool = false
  ) {
    holding = ParsedValue(
      Parameter(names: names, placeholder: placeholder, completion: completion, help: help, hidden: hidden))
  }

  /// Declares an option with a default.
  package init(
    wrappedValue: Value, _ names: String..., placeholder: String? = nil, completion: String? = nil, help: String,
    hidden: Bool = false
  ) {
    let parameter = Parameter(
      names: names, placeholder: placeholder, completion: completion, help: help, hidden: hidden)
    holding = ParsedValue(parameter, default: wrappedValue)
  }
}

extension Option {
  /// Declares an option that may be left out.
  package init<Element: ParameterValue>(
    _ names: String..., placeholder: String? = nil, completion: String? = nil, help: String, hidden: Bool = false
  ) where Value == Element? {
    holding = ParsedValue(
      optional: Parameter(names: names, placeholder: placeholder, completion: completion, help: help, hidden: hidden))
  }

  /// Declares an option that may be left out, or stand alone and then has this value.
  package init<Element: ParameterValue>(
    _ names: String..., whenAlone: Element, placeholder: String? = nil, completion: String? = nil, help: String,
    hidden: Bool = false
  ) where Value == Element? {
    let parameter = Parameter(
      names: names, placeholder: placeholder, completion: completion, help: help, hidden: hidden)
    holding = ParsedValue(optional: parameter, whenAlone: whenAlone)
  }

  /// Declares an option that takes a list.
  package init<Element: ParameterValue>(
    _ names: String..., placeholder: String? = nil, completion: String? = nil, help: String, hidden: Bool = false
  ) where Value == [Element] {
    holding = ParsedValue(
      list: Parameter(names: names, placeholder: placeholder, completion: completion, help: help, hidden: hidden))
  }
}

extension Option {
  /// Declares an option that takes one word and may be given several times.
  package init<Element: ParameterValue>(
    each name: String, placeholder: String? = nil, completion: String? = nil, help: String, hidden: Bool = false
  ) where Value == [Element] {
    holding = ParsedValue(
      list: Parameter(names: [name], placeholder: placeholder, completion: completion, help: help, hidden: hidden),
      .each
    )
  }
}

extension Option: Declaration {
  func declare(as property: String, in signature: inout Signature) {
    holding.slot.adopt(property: property)
    signature.add(holding.slot)
  }
}
