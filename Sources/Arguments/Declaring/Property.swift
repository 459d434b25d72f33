/// A parameter as programs give it: a member of an object of JSON.
package struct Property: Equatable, Sendable {
  /// What its values may be.
  package enum Shape: Sendable {
    /// `true` or `false`.
    case flag
    /// One value, or `true` for the parameter alone.
    case flagOrOne
    case one, list
  }

  /// The name in snake case.
  package let name: String
  package let shape: Shape
  package let kind: ValueKind
  package let help: String
  package let isRequired: Bool
  /// How the command line has it.
  private let spelling: Spelling

  private enum Spelling: Equatable {
    case option(String)
    case place
  }

  /// Declares what is no parameter of the command itself.
  package init(_ name: String, _ shape: Shape = .one, _ kind: ValueKind = .text, help: String) {
    self.name = name
    self.shape = shape
    self.kind = kind
    self.help = help
    isRequired = false
    spelling = .option("--" + name.replacing("_", with: "-"))
  }

  fileprivate init(_ parameter: Parameter, name: String, isList: Bool) {
    self.name = name.replacing("-", with: "_")
    shape =
      switch parameter.arity {
      case .none: .flag
      case .oneOrNone: .flagOrOne
      case .one, .each, .many: isList ? .list : .one
      }
    kind = parameter.kind
    help = parameter.help
    isRequired = parameter.isRequired
    spelling = parameter.optionName.map { .option($0) } ?? .place
  }

  /// The values as words of a command line: those that have a name, and those that go by their place.
  package func words(_ values: [String]) -> (named: [String], placed: [String]) {
    switch spelling {
    case .place: ([], values)
    case .option(let name): (values.map { name.hasPrefix("--") ? "\(name)=\($0)" : name + $0 }, [])
    }
  }

  /// The word of the parameter alone.
  package var wordAlone: String {
    if case .option(let name) = spelling { name } else { "" }
  }
}

extension Outline {
  /// What programs may give: all parameters but hidden ones and those that name files and folders of this machine.
  ///
  /// An argument of many words that has a name takes one value under that name, and a list under its plural.
  package var properties: [Property] {
    (arguments + visibleOptions).filter { $0.kind != .file && $0.kind != .folder }.flatMap { parameter in
      let name = parameter.optionName.map { String($0.drop { $0 == "-" }) }
      let isList = parameter.arity.isRepeatable
      guard parameter.isArgument, isList, let name else {
        return [Property(parameter, name: name ?? parameter.property, isList: isList)]
      }
      return [
        Property(parameter, name: name, isList: false), Property(parameter, name: name + "s", isList: true),
      ]
    }
  }
}
