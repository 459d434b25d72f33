import Testing

@testable import Arguments

struct HelpTests {
  private let outline = Outline(of: Garden.self)

  @Test func `the tool shows its commands in groups`() {
    #expect(
      outline.help(width: 80) == """
        Keep a garden

        Usage: garden [options] <command>

        Plants live in beds. Every bed has a sign.

        Work:
          plant                Plant one plant
          water                Water plants
          harvest              Harvest

        Look:
          tools                Manage tools
          bury                 Bury everything

        Options:
          -C <directory>       Run as if started there
              --color <color>  Color the output (auto, always or never; default: auto)
          -h, --help           Show help
              --version        Show the version

        Examples:
          garden -C yard plant rose
              Plant a rose in the yard

        Run 'garden <command> --help' for more about a command

        """)
  }

  @Test func `a command shows its parameters`() {
    #expect(
      outline.help(for: ["water"], width: 80) == """
        Water plants

        Usage: garden water [options] [<plants>...]

        Arguments:
          <plants>...                Which plants

        Options:
          -m, --mark <mark>...       Mark them so (can be repeated)
              --soil <soil>...       Only where the soil is so (dry, moist or wet)
              --changes [<changes>]  Only the beds that changed
              --json                 Print JSON
              --limit <limit>        Print this many
          -h, --help                 Show help

        Global options:
          -C <directory>             Run as if started there
              --color <color>        Color the output (auto, always or never; default:
                                     auto)

        Examples:
          garden water rose --mark dry 'too dry' | wc -l
              Count

        """)
  }

  @Test func `a narrow terminal can be read too`() {
    #expect(
      outline.help(for: ["plant"], width: 40) == """
        Plant one plant

        Usage: garden plant [options] <name>
                     [<depth>]

        Also called: p

        Arguments:
          <name>       The plant's name
          <depth>      How deep (default: 1.5)

        Options:
          -q, --quiet  Say nothing
          -d           Dig first
          -n, --count <count>
                       How many
          -h, --help   Show help

        Global options:
          -C <directory>
                       Run as if started there
              --color <color>
                       Color the output (auto,
                       always or never; default:
                       auto)

        """)
  }

  @Test func `what is required is in the usage, and a hidden global option is not shown`() {
    let help = outline.help(for: ["harvest"], width: 80)
    #expect(help.contains("Usage: garden harvest --gardener-name <who> [options]\n"))
    #expect(help.contains("--color <color>        A color of its own, which hides the tool's\n"))
    #expect(!help.contains("Color the output"))
  }

  @Test(arguments: [40, 60, 80, 200])
  func `no line is wider than asked, unless a word is`(width: Int) {
    for command in outline.all where command.configuration.examples.isEmpty {
      for line in outline.help(for: Array(command.path.dropFirst()), width: width).split(separator: "\n") {
        let words = line.split(separator: " ")
        let isTerm = line.hasPrefix("  ") && line.prefix(7).contains { "-<".contains($0) }
        #expect(line.count <= width || words.count == 1 || isTerm, "\(line)")
      }
    }
  }

  @Test(arguments: [0, 1, 20, 200])
  func `the width changes no word`(width: Int) {
    for command in outline.all {
      let path = Array(command.path.dropFirst())
      let usual = outline.help(for: path, width: 80).split(whereSeparator: \.isWhitespace)
      #expect(outline.help(for: path, width: width).split(whereSeparator: \.isWhitespace) == usual)
    }
  }

  @Test func `paragraphs are filled and indented lines are kept`() {
    #expect(
      wrapped("one two\nthree\n\n  kept  as is\nfour", width: 9) == ["one two", "three", "", "  kept  as is", "four"])
    #expect(wrapped("one two\nthree", width: 80) == ["one two three"])
    #expect(wrapped("", width: 80) == [])
  }
}
