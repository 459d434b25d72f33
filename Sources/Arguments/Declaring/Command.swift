/// Parameters that belong together: the properties of a command, or of options that several commands share.
package protocol ParameterGroup: SendableMetatype {
  /// Makes the group as it is before any word is read.
  init()

  /// Checks what no single parameter can.
  mutating func validate() throws(UsageError)
}

extension ParameterGroup {
  package mutating func validate() throws(UsageError) {}
}

/// A command of the tool: its properties are its parameters.
package protocol Command: ParameterGroup {
  /// What the command says of itself.
  static var configuration: Configuration { get }
}

/// What a command says of itself; the rest is found in its properties.
package struct Configuration: Sendable {
  let name: String
  let abstract: String
  let discussion: String
  let examples: [Example]
  let aliases: [String]
  let shorthands: [Shorthand]
  let version: String?
  let isHidden: Bool
  let tool: Tool?
  let subcommands: [Group]

  /// Describes a command; in the discussion a blank line ends a paragraph, and indented lines stay as they are.
  package init(
    _ name: String, abstract: String, discussion: String = "", examples: [Example] = [], aliases: [String] = [],
    shorthands: [Shorthand] = [], version: String? = nil, hidden: Bool = false, tool: Tool? = nil,
    subcommands: [Group] = []
  ) {
    self.name = name
    self.abstract = abstract
    self.discussion = discussion
    self.examples = examples
    self.aliases = aliases
    self.shorthands = shorthands
    self.version = version
    self.isHidden = hidden
    self.tool = tool
    self.subcommands = subcommands
  }

  /// Subcommands under one title of the help.
  package struct Group: Sendable {
    let title: String
    let commands: [any Command.Type]

    /// Puts the commands under the title, in the order in which they are shown.
    package init(_ title: String, _ commands: [any Command.Type]) {
      self.title = title
      self.commands = commands
    }
  }

  /// A line to type, and what it is good for.
  package struct Example: Equatable, Sendable {
    let line: String
    let purpose: String

    /// Shows a line that begins with the tool's name.
    package init(_ line: String, _ purpose: String) {
      self.line = line
      self.purpose = purpose
    }
  }

  /// Another name that stands for the command with some options.
  package struct Shorthand: Equatable, Sendable {
    let name: String
    let words: [String]

    /// Lets the name stand for the command and these words after it.
    package init(_ name: String, _ words: String...) {
      self.name = name
      self.words = words
    }
  }

  /// The names that lead here, the command's own first.
  var names: [String] { [name] + aliases + shorthands.map(\.name) }

  /// What a name stands for besides the command.
  func words(of name: String) -> [String] { shorthands.first { $0.name == name }?.words ?? [] }

  /// The subcommand that goes by this name or alias.
  func subcommand(named name: String) -> (any Command.Type)? {
    for group in subcommands {
      for command in group.commands {
        if command.configuration.names.contains(name) { return command }
      }
    }
    return nil
  }
}
