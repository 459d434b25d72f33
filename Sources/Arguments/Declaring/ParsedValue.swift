/// A value that wrapper, parser and command share, however often the command is copied.
final class Box<Value> {
  var value: Value

  init(_ value: Value) {
    self.value = value
  }
}

/// The value of a parameter together with its slot: what `@Option` and `@Argument` have in common.
struct ParsedValue<Value> {
  let slot: Slot
  private let box: Box<Value?>

  var value: Value {
    get {
      // The parser hands out no command without its required values, so only a command that was never parsed ends here.
      guard let value = box.value else { preconditionFailure("\(slot.parameter.name) is read before it is parsed") }
      return value
    }
    nonmutating set { box.value = newValue }
  }
}

extension ParsedValue where Value: ParameterValue {
  /// One value, required unless there is a default.
  init(_ parameter: Parameter, default value: Value? = nil) {
    let box = Box(value)
    self.box = box
    slot = Slot(parameter.holding(Value.self, required: value == nil, default: value)) { word throws(Rejection) in
      box.value = try Value.parse(word)
    }
  }
}

extension ParsedValue {
  /// One value, or none when the parameter is not given.
  init<Element: ParameterValue>(optional parameter: Parameter) where Value == Element? {
    let box = Box<Value?>(.some(nil))
    self.box = box
    slot = Slot(parameter.holding(Element.self)) { word throws(Rejection) in
      box.value = try Element.parse(word)
    }
  }

  /// One value, that value when the parameter stands alone, or none when it is not given.
  init<Element: ParameterValue>(optional parameter: Parameter, whenAlone alone: Element) where Value == Element? {
    let box = Box<Value?>(.some(nil))
    self.box = box
    slot = Slot(parameter.holding(Element.self, .oneOrNone)) { word throws(Rejection) in
      box.value = try Element.parse(word)
    } alone: {
      box.value = alone
    }
  }

  /// Any number of values, in the order given.
  init<Element: ParameterValue>(
    list parameter: Parameter, _ arity: Parameter.Arity = .many
  ) where Value == [Element] {
    let box = Box<Value?>([])
    self.box = box
    slot = Slot(parameter.holding(Element.self, arity)) { word throws(Rejection) in
      box.value?.append(try Element.parse(word))
    }
  }
}
