import Arguments

extension Invariant {
  /// Any words are read or explained in one line, and completed by lines.
  static let commandLine = Invariant("command-line") { bytes throws(Violation) in
    let words = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    switch attempt({ () throws(UsageError) in try Parser(Kiosk.self).parse(words) }) {
    case .success(let request):
      // A command that runs has all that it requires: reading an unset value would end the process.
      if case .run(let command, let path, let root) = request {
        try require(path.isEmpty == (command is Kiosk), "the command and its path disagree")
        _ = root.folder
        if let sell = command as? Sell { _ = (sell.name, sell.count, sell.colors, sell.note, sell.isGift) }
      }
    case .failure(let error):
      try require(
        !error.message.isEmpty && !error.message.contains { $0.isNewline }, "not one line: \(error.message)")
      try require(error.hint != "", "there is an empty hint")
    }
    for line in Outline(of: Kiosk.self).completions(of: words, asking: { kind, _ in [kind] }) {
      try require(!line.isEmpty && !line.contains { $0.isNewline }, "no line: \(line.debugDescription)")
    }
  }
}

/// A tool with one of everything that a command line can hold.
private struct Kiosk: Command {
  static let configuration = Configuration(
    "kiosk", abstract: "Keep a kiosk", version: "1.0",
    subcommands: [.init("Work", [Sell.self, Shelves.self])])

  @Option("-C", placeholder: "directory", help: "Run as if started there") var folder: String?
}

private struct Sell: Command {
  static let configuration = Configuration("sell", abstract: "Sell something", aliases: ["s"])

  @Argument(help: "What") var name: String
  @Argument(help: "More") var more: [String]
  @Option("-n", "--count", help: "How many") var count: Int = 1
  @Option(help: "In these colors") var colors: [Color]
  @Option(whenAlone: "none", help: "With a note") var note: String?
  @Flag("-g", "--gift", help: "As a gift") var isGift: Bool

  enum Color: String, CaseIterable, ParameterValue {
    case red, green
  }
}

private struct Shelves: Command {
  static let configuration = Configuration(
    "shelves", abstract: "Manage shelves", subcommands: [.init("Shelves", [Fill.self])])
}

private struct Fill: Command {
  static let configuration = Configuration("fill", abstract: "Fill a shelf", hidden: true)

  @Argument(help: "How full") var share: Double?
}
