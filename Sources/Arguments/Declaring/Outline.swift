/// The whole command tree as a value: what help, manual and completion are made from, and any other rendering.
package struct Outline: Sendable {
  let configuration: Configuration
  /// The names on the way here, the tool's own first.
  package let path: [String]
  package let options: [Parameter]
  package let arguments: [Parameter]
  package let groups: [Group]

  /// Subcommands under one title.
  package struct Group: Sendable {
    package let title: String
    package let commands: [Outline]
  }

  /// Makes the outline of the tool with this root command.
  package init(of root: any Command.Type) {
    self.init(of: root, under: [])
  }

  private init(of command: any Command.Type, under parents: [String]) {
    let configuration = command.configuration
    let path = parents + [configuration.name]
    let signature = Signature(of: command.init())
    self.configuration = configuration
    self.path = path
    options = signature.options.map(\.parameter)
    arguments = signature.arguments.map(\.parameter)
    groups = configuration.subcommands.map { group in
      Group(title: group.title, commands: group.commands.map { Outline(of: $0, under: path) })
    }
  }
}

extension Outline {
  package var name: String { configuration.name }
  /// One sentence on what it does.
  package var abstract: String { configuration.abstract }
  package var isHidden: Bool { configuration.isHidden }
  /// How programs may call it, if they may.
  package var tool: Configuration.Tool? { configuration.tool }

  /// The other names of the command, with the options that they stand for.
  var otherNames: [String] {
    configuration.aliases + configuration.shorthands.map { "\($0.name) (\($0.words.joined(separator: " ")))" }
  }

  /// The command as it is typed.
  var line: String { path.joined(separator: " ") }

  var subcommands: [Outline] { groups.flatMap(\.commands) }
  var visibleSubcommands: [Outline] { subcommands.filter { !$0.isHidden } }
  var visibleOptions: [Parameter] { options.filter { !$0.isHidden } }

  /// What can be given by name: the options, and the arguments that have a name.
  var named: [Parameter] { visibleOptions + arguments.filter { !$0.names.isEmpty } }

  /// This command and all below it, in the order of the help.
  package var all: [Outline] { [self] + subcommands.flatMap(\.all) }

  func subcommand(named name: String) -> Outline? {
    subcommands.first { $0.configuration.names.contains(name) }
  }

  /// The command at the path, as far as the path leads.
  func at(_ path: [String]) -> Outline {
    guard let next = path.first.flatMap(subcommand) else { return self }
    return next.at(Array(path.dropFirst()))
  }

  /// What every command understands, shown after its own options.
  var standardOptions: [Parameter] {
    var help = Parameter(names: ["-h", "--help"], help: "Show help", hidden: false)
    help.arity = .none
    guard configuration.version != nil else { return [help] }
    var version = Parameter(names: ["--version"], help: "Show the version", hidden: false)
    version.arity = .none
    return [help, version]
  }

  /// The options of the tool, that is of this outline, that a command below it does not hide by its own.
  func inheritedOptions(in command: Outline) -> [Parameter] {
    guard command.path != path else { return [] }
    let own = Set((command.options + command.arguments).flatMap(\.names))
    return visibleOptions.filter { own.isDisjoint(with: $0.names) }
  }

  /// The mistake of giving the command at the path an option that it does not have.
  func unknownOption(_ word: String, at path: [String]) -> UsageError {
    let outline = at(path)
    let known = (outline.named + inheritedOptions(in: outline) + standardOptions).flatMap(\.names)
    // `-status` is `--status` with a dash too few.
    let undashed = known.first { $0 == "-" + word }
    let nearest = undashed ?? (word.hasPrefix("--") ? word.nearest(among: known.filter { $0.hasPrefix("--") }) : nil)
    let owners = all.filter { command in
      !command.isHidden && command.named.contains { $0.names.contains(word) }
    }
    return .unknownOption(word, of: outline.line, nearest: nearest, owners: owners.map(\.line))
  }
}
