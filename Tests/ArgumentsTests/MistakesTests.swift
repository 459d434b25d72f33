import Arguments
import Testing

struct MistakesTests {
  @Test func `a sound tool has none`() {
    #expect(Outline.mistakes(in: Garden.self) == [])
  }

  @Test func `every mistake is found`() {
    #expect(
      Outline.mistakes(in: Weeds.self) == [
        "weeds: the help of --help ends with a period",
        "weeds: the help of --tool is empty",
        "weeds: '--help' is taken",
        "weeds: '--version' is taken",
        "weeds: 'pull' is taken",
        "weeds: '--Tool' is no name for an option",
        "weeds: '-xy' is no name for an option",
        "weeds: a command with subcommands has arguments",
        "weeds pull: the abstract ends with a period",
        "weeds pull: '--depth' is taken",
        "weeds pull: <deep> takes every word, and is not the last",
        "weeds pull: <wide> is required after <deep>, which is not",
        "weeds pull: the example 'weed pull' does not begin with 'weeds'",
        "weeds pull: the example 'weeds pull --hard' is wrong: unknown option '--hard'",
        "weeds pull: the example 'weeds Bare list x' shows another command",
        "weeds Bare: 'Bare' is no name for a command",
        "weeds Bare: a command between the tool and its commands has options, which nothing reads",
      ])
  }
}

/// A tool with every mistake.
private struct Weeds: Command {
  static let configuration = Configuration(
    "weeds", abstract: "Grow weeds", version: "1", subcommands: [.init("All", [Pull.self, Bare.self])])

  @Argument(help: "A place") var place: String?
  @Flag("--help", "-x", help: "Help.") var help: Bool
  @Flag("--tool", "--Tool", help: "") var tool: Bool
  @Flag("--version", "-xy", help: "Which") var which: Bool
}

private struct Pull: Command {
  static let configuration = Configuration(
    "pull", abstract: "Pull weeds.",
    examples: [
      .init("weed pull", "Pull"), .init("weeds pull --hard", "Pull hard"), .init("weeds Bare list x", "List"),
    ])

  @Option(help: "How deep") var depth: Int?
  @Flag("--depth", help: "Deep") var isDeep: Bool
  @Argument(help: "How deep") var deep: [String]
  @Argument(help: "How wide") var wide: String
}

private struct Bare: Command {
  static let configuration = Configuration(
    "Bare", abstract: "Hold commands", aliases: ["pull"], subcommands: [.init("All", [List.self])])

  @Flag(help: "Unread") var json: Bool
}

private struct List: Command {
  static let configuration = Configuration("list", abstract: "List")

  @Argument(help: "Which") var which: String
}
