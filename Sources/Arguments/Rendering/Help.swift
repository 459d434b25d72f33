extension Outline {
  /// The help of the command at the path, which is empty for the tool itself; no line is wider, if it can be helped.
  package func help(for path: [String] = [], width: Int) -> String {
    let outline = at(path)
    var sections = [Section(title: "Arguments", outline.arguments.map(Entry.init))]
    for group in outline.groups {
      let commands = group.commands.filter { !$0.isHidden }
      sections.append(Section(title: group.title, commands.map(Entry.init)))
    }
    let isRoot = outline.path.count == 1
    let standard = isRoot ? standardOptions : Array(standardOptions.prefix(1))
    sections.append(Section(title: "Options", (outline.visibleOptions + standard).map(Entry.init)))
    if !isRoot { sections.append(Section(title: "Global options", inheritedOptions(in: outline).map(Entry.init))) }

    var parts = [wrapped(outline.configuration.abstract, width: width)]
    parts.append(hanging("Usage: " + outline.line, outline.usage, width: width))
    if !outline.otherNames.isEmpty {
      parts.append(hanging("Also called:", outline.otherNames.joined(separator: ", "), width: width))
    }
    parts.append(wrapped(outline.configuration.discussion, width: width))
    let column = sections.flatMap(\.entries).map(\.term.count).filter { $0 <= width * 2 / 5 - 4 }.max() ?? 0
    parts += sections.map { $0.lines(column: column + 4, width: width) }
    parts.append(outline.exampleLines(width: width))
    if !outline.visibleSubcommands.isEmpty {
      parts.append(wrapped("Run '\(outline.line) <command> --help' for more about a command", width: width))
    }
    return parts.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }

  /// What follows the command's name: what must be given by name, the arguments by their names, the rest in short.
  var usage: String {
    var words = options.filter(\.isRequired).map { "\($0.name) \($0.valueTerm)" }
    if visibleOptions.contains(where: { !$0.isRequired }) { words.append("[options]") }
    if !subcommands.isEmpty { words.append("<command>") }
    words += arguments.map { $0.isRequired ? $0.valueTerm : "[\($0.valueTerm)]" }
    return words.joined(separator: " ")
  }

  private func exampleLines(width: Int) -> [String] {
    guard !configuration.examples.isEmpty else { return [] }
    return ["Examples:"]
      + configuration.examples.flatMap { example in
        ["  " + example.line] + wrapped(example.purpose, width: width - 6).map { "      " + $0 }
      }
  }
}

extension Parameter {
  /// The help with what the type says: the choices and the default.
  var fullHelp: String {
    var facts = choices.isEmpty ? [] : [choices.joined(lastBy: "or")]
    if isArgument, let optionName { facts.append("or \(optionName)") }
    if let defaultWord { facts.append("default: " + (defaultWord.isEmpty ? "''" : defaultWord)) }
    return facts.isEmpty ? help : "\(help) (\(facts.joined(separator: "; ")))"
  }
}

/// A titled table of the help.
private struct Section {
  let title: String
  let entries: [Entry]

  init(title: String, _ entries: [Entry]) {
    self.title = title
    self.entries = entries
  }

  func lines(column: Int, width: Int) -> [String] {
    entries.isEmpty ? [] : ["\(title):"] + entries.flatMap { $0.lines(column: column, width: width) }
  }
}

/// A row of such a table.
private struct Entry {
  let term: String
  let help: String

  init(_ parameter: Parameter) {
    let names = parameter.isArgument ? "" : parameter.names.joined(separator: ", ")
    // Long names stand under each other, with or without a short one.
    let indented = names.hasPrefix("--") ? "    " + names : names
    term = [indented, parameter.valueTerm].filter { !$0.isEmpty }.joined(separator: " ")
    help = parameter.fullHelp
  }

  init(_ command: Outline) {
    term = command.name
    help = command.configuration.abstract
  }

  func lines(column: Int, width: Int) -> [String] {
    let indent = String(repeating: " ", count: column)
    var lines = wrapped(help, width: width - column).map { indent + $0 }
    let head = "  " + term
    if head.count + 2 > column {
      lines.insert(head, at: 0)
    } else if let first = lines.first {
      lines[0] = head + first.dropFirst(head.count)
    } else {
      lines = [head]
    }
    return lines
  }
}
