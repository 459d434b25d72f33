extension Outline {
  /// What can stand in place of the last word, a line each: a word, which a tab may separate from what it means.
  ///
  /// The closure names the words that only the tool knows, given their kind and what is typed of one. The one line
  /// `:files` or `:directories` leaves it to the shell.
  package func completions(of words: [String], asking: (_ kind: String, _ typed: String) -> [String]) -> [String] {
    var point = CompletionPoint(self)
    for word in words.dropLast() { point.pass(word) }
    let typed = words.last ?? ""
    if let parameter = point.expected, !typed.hasPrefix("-") { return parameter.completions(of: typed, asking) }
    guard typed.hasPrefix("-"), !point.optionsEnded else {
      if !point.outline.subcommands.isEmpty { return point.outline.commandCompletions(of: typed) }
      guard let argument = point.argument else { return typed.isEmpty ? point.optionCompletions(of: typed) : [] }
      return argument.completions(of: typed, asking)
    }
    let (name, value) = typed.splitAtEquals
    guard let value, let parameter = point.option(named: name), parameter.arity != .none else {
      return point.optionCompletions(of: typed)
    }
    return parameter.completions(of: value, asking).map { $0.hasPrefix(":") ? $0 : "\(name)=\($0)" }
  }

  private func commandCompletions(of typed: String) -> [String] {
    let commands = visibleSubcommands.map { (word: $0.name, meaning: $0.configuration.abstract) }
    let help = path.count == 1 ? [(word: "help", meaning: "Show help")] : []
    return (commands + help).filter { $0.word.hasPrefix(typed) }.map { "\($0.word)\t\($0.meaning)" }
  }
}

/// How far the finished words lead, mistakes forgiven.
private struct CompletionPoint {
  let root: Outline
  private(set) var outline: Outline
  /// The option whose value comes next.
  private(set) var expected: Parameter?
  private(set) var optionsEnded = false
  private var given: [Parameter] = []
  private var argumentsTaken = 0

  init(_ root: Outline) {
    self.root = root
    outline = root
  }

  private var options: [Parameter] {
    outline.named + root.inheritedOptions(in: outline) + root.standardOptions
  }

  /// The arguments that go by their place: one that was given by name takes none.
  private var places: [Parameter] { outline.arguments.filter { !given.contains($0) || $0.arity == .many } }

  var argument: Parameter? {
    let places = places
    if argumentsTaken < places.count { return places[argumentsTaken] }
    return places.last.flatMap { $0.arity == .many ? $0 : nil }
  }

  func option(named name: String) -> Parameter? {
    options.first { $0.names.contains(name) }
  }

  mutating func pass(_ word: String) {
    if !optionsEnded, word == "--" {
      optionsEnded = true
      expected = nil
    } else if !optionsEnded, word.looksLikeOption {
      let (name, value) = word.splitAtEquals
      // Of short options in one word only the last can expect more.
      let option = self.option(named: word.hasPrefix("--") ? name : "-" + word.suffix(1))
      if let option { given.append(option) }
      expected = value == nil && option?.arity != Parameter.Arity.none ? option : nil
    } else if let option = expected {
      if option.arity != .many { expected = nil }
    } else if outline.subcommands.isEmpty {
      argumentsTaken += 1
    } else {
      outline = outline.subcommand(named: word) ?? outline
      for word in outline.configuration.words(of: word) { pass(word) }
    }
  }

  func optionCompletions(of typed: String) -> [String] {
    let taken = given + places.prefix(argumentsTaken)
    return
      options
      .filter { $0.arity.isRepeatable || !taken.contains($0) }
      .compactMap { option in option.optionName.map { (name: $0, help: option.help) } }
      .filter { $0.name.hasPrefix(typed) }
      .map { "\($0.name)\t\($0.help)" }
  }
}

extension Parameter {
  fileprivate func completions(of typed: String, _ asking: (String, String) -> [String]) -> [String] {
    if let completion { return asking(completion, typed) }
    return switch kind {
    case .text, .integer, .number, .time: []
    case .file: [":files"]
    case .folder: [":directories"]
    case .choice(let words): words.filter { $0.hasPrefix(typed) }
    }
  }
}
