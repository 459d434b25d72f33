/// A property that declares parameters: one of the wrappers.
protocol Declaration {
  func declare(as property: String, in signature: inout Signature)
}

/// The parameters of one command, found in its properties.
struct Signature {
  private(set) var options: [Slot] = []
  private(set) var arguments: [Slot] = []
  private var checks: [() throws(UsageError) -> Void] = []

  init(of command: some Command) {
    add(membersOf: command)
  }

  mutating func add(membersOf group: some ParameterGroup) {
    for (label, value) in Mirror(reflecting: group).children {
      guard let declaration = value as? any Declaration, let label else { continue }
      // The storage of a wrapped property is called like the property, after an underscore.
      declaration.declare(as: String(label.dropFirst()), in: &self)
    }
  }

  mutating func add(_ slot: Slot) {
    if slot.parameter.isArgument {
      arguments.append(slot)
    } else {
      options.append(slot)
    }
  }

  mutating func add(check: @escaping () throws(UsageError) -> Void) {
    checks.append(check)
  }

  /// What can be given by this name, an argument that has one too.
  func slot(named name: String) -> Slot? {
    (options + arguments).first { $0.parameter.names.contains(name) }
  }

  /// Checks that nothing required is missing, and what the included groups check.
  func validate() throws(UsageError) {
    for slot in arguments + options where slot.parameter.isRequired && !slot.isGiven {
      throw slot.parameter.isArgument ? .missingArgument(slot.parameter) : .missingOption(slot.parameter)
    }
    for check in checks { try check() }
  }
}
