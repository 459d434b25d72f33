extension Outline {
  /// What is wrong with the declarations of a tool, for a test to find: nothing here depends on what a user types.
  package static func mistakes(in root: (some Command).Type) -> [String] {
    let outline = Outline(of: root)
    return outline.all.flatMap { command in
      let mistakes = [
        command.wordingMistakes, command.nameMistakes, command.orderMistakes, command.toolMistakes,
        command.exampleMistakes(asking: Parser(root)),
      ]
      return mistakes.flatMap(\.self).map { "\(command.line): \($0)" }
    }
  }

  private var parameters: [Parameter] { arguments + options }

  private var wordingMistakes: [String] {
    let texts = [("the abstract", configuration.abstract)] + parameters.map { ("the help of \($0.name)", $0.help) }
    return texts.compactMap { subject, text in
      if text.isEmpty { return "\(subject) is empty" }
      return text.hasSuffix(".") ? "\(subject) ends with a period" : nil
    }
  }

  private var nameMistakes: [String] {
    let optionNames = parameters.flatMap(\.names)
    let commandNames = subcommands.flatMap(\.configuration.names)
    var mistakes =
      repeated(standardOptions.flatMap(\.names) + optionNames) + repeated(commandNames)
      + repeated(arguments.map(\.placeholder))
    mistakes += optionNames.filter { !$0.isOptionName }.map { "'\($0)' is no name for an option" }
    mistakes += configuration.names.filter { !$0.isDashedName }.map { "'\($0)' is no name for a command" }
    return mistakes
  }

  private func repeated(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { !seen.insert($0).inserted }.map { "'\($0)' is taken" }
  }

  private var orderMistakes: [String] {
    var mistakes: [String] = []
    if !subcommands.isEmpty, !arguments.isEmpty { mistakes.append("a command with subcommands has arguments") }
    if !subcommands.isEmpty, path.count > 1, !options.isEmpty {
      mistakes.append("a command between the tool and its commands has options, which nothing reads")
    }
    for (argument, next) in zip(arguments, arguments.dropFirst()) {
      if argument.arity == .many { mistakes.append("<\(argument.placeholder)> takes every word, and is not the last") }
      if !argument.isRequired, next.isRequired {
        mistakes.append("<\(next.placeholder)> is required after <\(argument.placeholder)>, which is not")
      }
    }
    return mistakes
  }

  private var toolMistakes: [String] {
    guard let tool else { return [] }
    let names = properties.map(\.name)
    return tool.shown.filter { !names.contains($0) }.map { "'\($0)' is no argument of the tool" }
      + repeated(names)
  }

  /// Finds examples that are no command lines of this command.
  private func exampleMistakes(asking parser: Parser<some Command>) -> [String] {
    configuration.examples.compactMap { example -> String? in
      let words = example.line.shellWords
      guard words.first == path[0] else { return "the example '\(example.line)' does not begin with '\(path[0])'" }
      do throws(UsageError) {
        let shown = try Self.path(in: Array(words.dropFirst()), parser)
        let isShown = path.dropFirst().elementsEqual(shown) || path.count == 1
        return isShown ? nil : "the example '\(example.line)' shows another command"
      } catch {
        return "the example '\(example.line)' is wrong: \(error.message)"
      }
    }
  }

  private static func path(in words: [String], _ parser: Parser<some Command>) throws(UsageError) -> [String] {
    switch try parser.parse(words) {
    case .run(_, let path, _), .help(let path): path
    case .version, .complete: []
    }
  }
}

extension String {
  fileprivate var isDashedName: Bool {
    first != "-" && last != "-" && !isEmpty
      && utf8.allSatisfy { $0 == 0x2D || (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) }
  }

  fileprivate var isOptionName: Bool {
    if hasPrefix("--") { return String(dropFirst(2)).isDashedName }
    return hasPrefix("-") && count == 2 && dropFirst().allSatisfy { $0.isASCII && $0.isLetter }
  }

  /// The words as a shell would pass them, up to where a pipe, a redirection or another command begins.
  fileprivate var shellWords: [String] {
    var words: [String] = []
    var word: String?
    var quote: Character?
    for character in self {
      if character == quote {
        quote = nil
      } else if quote != nil {
        word?.append(character)
      } else if character == "'" || character == "\"" {
        quote = character
        word = word ?? ""
      } else if "|<>;&".contains(character) {
        break
      } else if character == " " {
        if let word { words.append(word) }
        word = nil
      } else {
        word = (word ?? "") + String(character)
      }
    }
    return words + (word.map { [$0] } ?? [])
  }
}
