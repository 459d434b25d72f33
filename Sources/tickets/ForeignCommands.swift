import Arguments

/// Commands that other trackers have, and what does the same here.
///
/// A word stands here only while no command goes by it; a test holds each line to commands and options that there are.
enum ForeignCommands {
  /// What to type instead of a command that is not there, with the ticket and the text that were typed.
  static func hint(for words: ArraySlice<String>) -> String? {
    guard let word = words.first else { return nil }
    let given = words.dropFirst().filter { !$0.hasPrefix("-") }
    if nouns.contains(word), let verb = given.first { return "There are only tickets here: 'tickets \(verb)'" }
    return remedies[word]?.sentence(with: given)
  }

  /// What other tools put before their verbs.
  static let nouns: Set<String> = ["issue", "issues", "task", "tasks", "ticket"]

  /// What does the same here.
  struct Remedy {
    /// What to type after the tool's name; words in angle brackets stand for what was typed.
    let line: String
    /// What there is to say where it is not the same at all.
    var remark: String?

    fileprivate func sentence(with given: [String]) -> String {
      var given = given[...]
      let words = line.split(separator: " ").map { word in
        word.first == "<" ? given.popFirst()?.shellWord ?? String(word) : String(word)
      }
      return "\(remark ?? "Here it is") 'tickets \(words.joined(separator: " "))'"
    }
  }

  static let remedies: [String: Remedy] = {
    var remedies: [String: Remedy] = [:]
    for (words, remedy) in table {
      for word in words { remedies[word] = remedy }
    }
    return remedies
  }()

  private static let table: [([String], Remedy)] = [
    (["start", "begin", "take", "assign", "develop"], Remedy(line: "status <ticket> doing --log")),
    (["close", "done", "finish", "complete", "resolve"], Remedy(line: "status <ticket> done --log")),
    (["reopen", "undone"], Remedy(line: "status <ticket> todo")),
    (["block"], Remedy(line: "status <ticket> blocked --log")),
    (
      ["delete", "rm", "remove", "archive", "cleanup"],
      Remedy(line: "status <ticket> canceled --log", remark: "Tickets are never deleted, only canceled:")
    ),
    (["set-status", "state", "move"], Remedy(line: "status <ticket> <status>")),
    (["comment", "comments", "note", "notes", "add-note"], Remedy(line: "log <ticket> --summary <text>")),
    (["update", "update-task", "set"], Remedy(line: "edit <ticket>")),
    (["label"], Remedy(line: "edit <ticket> --label <label>")),
    (["dep", "link", "add-dependency"], Remedy(line: "edit <ticket> --dependency <ticket>")),
    (["undep", "unlink"], Remedy(line: "edit <ticket> --no-dependency <ticket>")),
    (["blocked"], Remedy(line: "list --blocked --why")),
    (["closed"], Remedy(line: "list --status done canceled")),
    (["open"], Remedy(line: "list --status todo doing blocked")),
    (["kanban", "overview"], Remedy(line: "board")),
    (["stats", "stat", "count"], Remedy(line: "list --json")),
    (["query", "get-task"], Remedy(line: "show <ticket> --json")),
    (["lint", "check", "validate-dependencies", "verify"], Remedy(line: "validate")),
    (["fix"], Remedy(line: "repair --all")),
    (["tree", "deps", "cycles"], Remedy(line: "graph")),
    (["compare"], Remedy(line: "diff")),
    (["branch", "worktrees"], Remedy(line: "branches")),
    (["setup", "onboard", "instructions"], Remedy(line: "init")),
    (["completion"], Remedy(line: "completions bash")),
    (["add-task"], Remedy(line: "new <text>")),
    (["manual"], Remedy(line: "man")),
  ]
}

extension String {
  /// The word as a shell takes it for one; nothing where that would need more than quotes.
  fileprivate var shellWord: String? {
    if utf8.contains(where: { "\"$`\\!".utf8.contains($0) || $0 < 0x20 }) { return nil }
    let isPlain =
      !isEmpty
      && unicodeScalars.allSatisfy { $0.properties.isAlphabetic || "-_./:@0123456789".unicodeScalars.contains($0) }
    return isPlain ? self : "\"\(self)\""
  }
}
