/// The command lines of the tool in text that a shell reads.
enum CommandLines {
  /// The words after each `tickets` that stands where a command can stand.
  static func words(in text: String) -> [[String]] {
    var found: [[String]] = []
    for command in commands(of: text) {
      var words = command[...].drop { $0.contains("=") || $0 == "git" }
      guard let name = words.popFirst(), name == "tickets" || name.hasSuffix("scripts/tickets") else { continue }
      words.removeAll { $0 == "…" }
      if let first = words.first, first != "demo" { found.append(Array(words)) }
    }
    return found
  }

  /// The words of each command; quotes and backslashes are taken as a shell does, nothing is expanded.
  private static func commands(of text: String) -> [[String]] {
    var commands: [[String]] = [[]]
    var word: String?
    var quote: Character?
    var characters = text[...]
    func end() {
      if let ended = word { commands[commands.count - 1].append(ended) }
      word = nil
    }
    while let character = characters.popFirst() {
      if let open = quote {
        if character == open { quote = nil } else { word?.append(character) }
        continue
      }
      switch character {
      case "\\":
        if let next = characters.popFirst(), next != "\n" { word = (word ?? "") + String(next) }
      case "'", "\"":
        quote = character
        word = word ?? ""
      case " ": end()
      case "|", ";", "&", ">", "(", ")", "\n":
        end()
        commands.append([])
      case "#" where word == nil:
        characters = characters.drop { $0 != "\n" }
      default: word = (word ?? "") + String(character)
      }
    }
    end()
    return commands
  }
}
