/// Parameters that a command shares with others, declared once in a group of their own.
@propertyWrapper
package struct Options<Group: ParameterGroup> {
  private let box = Box(Group())

  /// The group with what its parameters were given.
  package var wrappedValue: Group {
    get { box.value }
    nonmutating set { box.value = newValue }
  }

  /// Includes the parameters of the group.
  package init() {}
}

extension Options: Declaration {
  func declare(as property: String, in signature: inout Signature) {
    signature.add(membersOf: box.value)
    let box = box
    signature.add { () throws(UsageError) in try box.value.validate() }
  }
}
