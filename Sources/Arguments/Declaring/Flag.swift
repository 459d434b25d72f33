/// A parameter with a name and no value: given or not.
@propertyWrapper
package struct Flag {
  private let slot: Slot
  private let box: Box<Bool>

  /// Whether the flag was given.
  package var wrappedValue: Bool {
    get { box.value }
    nonmutating set { box.value = newValue }
  }

  /// Declares a flag, called like the property unless it has names.
  package init(wrappedValue: Bool = false, _ names: String..., help: String, hidden: Bool = false) {
    let box = Box(wrappedValue)
    self.box = box
    var parameter = Parameter(names: names, help: help, hidden: hidden)
    parameter.arity = .none
    slot = Slot(parameter, alone: { box.value = true })
  }
}

extension Flag: Declaration {
  func declare(as property: String, in signature: inout Signature) {
    slot.adopt(property: property)
    signature.add(slot)
  }
}
