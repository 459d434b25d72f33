/// One pass over the words of a command line; only the commands that are named are ever looked into.
struct Reading<Root: Command> {
  private var rest: ArraySlice<String>
  private var optionsEnded = false
  private var special: Request<Root>?
  private var mistake: UsageError?

  private var root = Root()
  private var command: (any Command)?
  private var configuration = Root.configuration
  private var path: [String] = []
  /// The signatures of the commands on the path, the innermost first: its options hide those of the same name.
  private var signatures: [Signature]
  /// The words that go by their place; which place that is depends on what is given by name.
  private var placed: [String] = []

  init(_ words: [String]) {
    rest = words[...]
    signatures = [Signature(of: root)]
  }

  mutating func request() throws(UsageError) -> Request<Root> {
    while let word = rest.popFirst() {
      do {
        try take(word)
      } catch {
        // Reading goes on, because a later word may ask for help.
        mistake = mistake ?? error
      }
    }
    if case .unknownCommand? = mistake, let mistake { throw mistake }
    if case .help? = special { return .help(path: path) }
    if let special { return special }
    if let mistake { throw mistake }
    guard configuration.subcommands.isEmpty else { return .help(path: path) }

    try takeArguments()
    for signature in signatures { try signature.validate() }
    try root.validate()
    try command?.validate()
    return .run(command ?? root, path: path, root: root)
  }

  private mutating func take(_ word: String) throws(UsageError) {
    if optionsEnded || !word.looksLikeOption && word != "--" {
      if configuration.subcommands.isEmpty { placed.append(word) } else { try descend(to: word) }
    } else if word == "--" {
      optionsEnded = true
    } else if word.hasPrefix("--") {
      try takeLong(word)
    } else {
      try takeShort(word)
    }
  }
}

// MARK: - Commands and arguments

extension Reading {
  private mutating func descend(to word: String) throws(UsageError) {
    if let type = configuration.subcommand(named: word) {
      let command = type.init()
      rest = (type.configuration.words(of: word) + rest)[...]
      self.command = command
      configuration = type.configuration
      path.append(configuration.name)
      signatures.insert(Signature(of: command), at: 0)
    } else if word == "help", path.isEmpty {
      special = special ?? .help(path: [])
    } else {
      let outline = Outline(of: Root.self).at(path)
      let known = outline.visibleSubcommands.flatMap(\.configuration.names) + (path.isEmpty ? ["help"] : [])
      throw .unknownCommand(word, of: outline.line, nearest: word.nearest(among: known))
    }
  }

  /// Gives the words to the arguments that were not given by name, in their order.
  private func takeArguments() throws(UsageError) {
    let arguments = signatures.first?.arguments ?? []
    let named = arguments.first { $0.isGiven }?.parameter
    var places = arguments.filter { !$0.isGiven || $0.parameter.arity == .many }[...]
    for word in placed {
      guard let slot = places.first else {
        if let named { throw .repeatedArgument(named, word) }
        throw .unexpectedArgument(word, of: Outline(of: Root.self).at(path).line)
      }
      if slot.parameter.arity != .many { places.removeFirst() }
      try slot.take(word)
    }
  }
}

// MARK: - Options

extension Reading {
  private func option(named name: String) -> Slot? {
    for signature in signatures {
      if let slot = signature.slot(named: name) { return slot }
    }
    return nil
  }

  private mutating func takeLong(_ word: String) throws(UsageError) {
    let (name, value) = word.splitAtEquals
    if let slot = option(named: name) { return try take(slot, as: name, joined: value) }
    try takeSpecial(name, of: name)
  }

  /// Reads short options in one word; the first that takes a value takes the rest.
  private mutating func takeShort(_ word: String) throws(UsageError) {
    var letters = word.dropFirst()
    while let letter = letters.popFirst() {
      let name = "-\(letter)"
      guard let slot = option(named: name) else {
        // A long option with one dash too few is better shown as it was typed.
        let isOneDashShort = letters.count == word.count - 2 || option(named: "-" + word) != nil
        try takeSpecial(name, of: isOneDashShort ? word : name)
        continue
      }
      if slot.parameter.arity == .none {
        slot.takeNothing()
      } else {
        let joined = letters.first == "=" ? letters.dropFirst() : letters
        return try take(slot, as: name, joined: letters.isEmpty ? nil : String(joined))
      }
    }
  }

  private mutating func take(_ slot: Slot, as name: String, joined: String?) throws(UsageError) {
    let arity = slot.parameter.arity
    if arity == .none {
      if let joined { throw .valueNotTaken(name, value: joined) }
      return slot.takeNothing()
    }
    if slot.isGiven, !arity.isRepeatable { throw .repeatedOption(slot.parameter, as: name) }
    if let value = joined ?? nextValue() {
      try slot.take(value, as: name)
    } else if arity == .oneOrNone {
      slot.takeNothing()
    } else {
      throw .missingValue(slot.parameter, as: name, next: rest.first.flatMap(unlessOption))
    }
    guard arity == .many, joined == nil else { return }
    while let value = nextValue() { try slot.take(value, as: name) }
  }

  /// The next word, if it can be a value.
  private mutating func nextValue() -> String? {
    guard let word = rest.first, word != "--", !word.looksLikeOption else { return nil }
    return rest.popFirst()
  }

  private func unlessOption(_ word: String) -> String? {
    let name = word.splitAtEquals.name
    let isOption = word == "--" || option(named: name) != nil || option(named: String(word.prefix(2))) != nil
    return isOption ? nil : word
  }

  /// Takes what every tool understands, else explains which option is unknown.
  private mutating func takeSpecial(_ name: String, of word: String) throws(UsageError) {
    if name == "-h" || name == "--help" {
      special = special ?? .help(path: path)
    } else if name == "--version", let version = Root.configuration.version {
      special = special ?? .version(version)
    } else {
      throw Outline(of: Root.self).unknownOption(word, at: path)
    }
  }
}

extension String {
  /// `--name=value` as its two parts.
  var splitAtEquals: (name: String, value: String?) {
    guard let equals = firstIndex(of: "=") else { return (self, nil) }
    return (String(self[..<equals]), String(self[index(after: equals)...]))
  }
}
