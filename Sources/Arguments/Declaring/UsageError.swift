/// A mistake in the words of a command line.
package enum UsageError: Error, Equatable, Sendable {
  case unknownCommand(String, of: String, nearest: String?)
  /// The owners are the commands that do have the option.
  case unknownOption(String, of: String, nearest: String?, owners: [String])
  /// The next word is one that a value could have been, had it not looked like an option.
  case missingValue(Parameter, as: String, next: String?)
  case missingArgument(Parameter)
  case missingOption(Parameter)
  case invalidValue(String, Parameter, as: String?, reason: String?, nearest: String?)
  case repeatedOption(Parameter, as: String)
  case valueNotTaken(String, value: String)
  case unexpectedArgument(String, of: String)
  /// The argument was given by name already.
  case repeatedArgument(Parameter, String)
  /// What a command found wrong with its words.
  case custom(String, hint: String?)
}

extension UsageError {
  /// What is wrong, in one sentence.
  package var message: String {
    switch self {
    case .unknownCommand(let word, _, _): "unknown command \(word.quoted)"
    case .unknownOption(let word, _, _, _): "unknown option \(word.quoted)"
    case .missingValue(let parameter, let name, _): "missing value for '\(parameter.term(as: name))'"
    case .missingArgument(let parameter): "missing argument '\(parameter.term())'"
    case .missingOption(let parameter): "missing option '\(parameter.term())'"
    case .invalidValue(let word, let parameter, let name, let reason, _):
      "\(word.quoted) is not a valid value for '\(parameter.term(as: name))'" + (reason.map { ": \($0)" } ?? "")
    case .repeatedOption(let parameter, let name): "'\(parameter.term(as: name))' is given twice"
    case .valueNotTaken(let name, let value): "option '\(name)' takes no value, but was given \(value.quoted)"
    case .unexpectedArgument(let word, _): "unexpected argument \(word.quoted)"
    case .repeatedArgument(let parameter, let word):
      "'\(parameter.term())' is given twice: by \(parameter.optionName ?? "name") and as \(word.quoted)"
    case .custom(let message, _): message
    }
  }

  /// What to do about it.
  package var hint: String? {
    switch self {
    case .unknownCommand(_, _, let nearest?), .unknownOption(_, _, let nearest?, _),
      .invalidValue(_, _, _, _, let nearest?):
      "Did you mean '\(nearest)'?"
    case .unknownOption(_, _, nil, let owners) where !owners.isEmpty:
      "It belongs to \(owners.named.joined(lastBy: "and"))"
    case .unknownCommand(_, let command, nil), .unknownOption(_, let command, nil, _),
      .unexpectedArgument(_, let command):
      "See '\(command) --help'"
    case .missingValue(let parameter, let name, let next?):
      "If \(next.quoted) is the value, write \(parameter.joining(next, to: name).quoted)"
    case .missingValue(let parameter, _, nil), .missingArgument(let parameter), .missingOption(let parameter),
      .invalidValue(_, let parameter, _, _, nil):
      parameter.choices.isEmpty ? parameter.help : "Choose \(parameter.choices.joined(lastBy: "or"))"
    case .repeatedOption, .repeatedArgument: "Give it once"
    case .valueNotTaken(let name, _): "Write \(name) alone"
    case .custom(_, let hint): hint
    }
  }
}

extension [String] {
  /// The first few between quotes.
  fileprivate var named: [String] { prefix(3).map { "'\($0)'" } + (count > 3 ? ["others"] : []) }
}

extension Parameter {
  fileprivate func joining(_ value: String, to name: String) -> String {
    name.hasPrefix("--") ? "\(name)=\(value)" : name + value
  }
}
