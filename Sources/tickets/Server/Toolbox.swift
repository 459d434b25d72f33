import Arguments
import TicketsCore

/// A command as clients call it.
struct CommandTool {
  let name: String
  let outline: Outline
  let configuration: Configuration.Tool
  /// What the command takes, but for what the server gives it.
  let parameters: [Property]
  private let names: Set<String>

  init?(_ outline: Outline) {
    guard let configuration = outline.tool else { return nil }
    self.outline = outline
    self.configuration = configuration
    name = outline.path.dropFirst().joined(separator: "_").replacing("-", with: "_")
    let given = configuration.effect == .reads ? Self.places.map(\.name) : []
    let properties = outline.properties
    names = Set(properties.map(\.name))
    parameters = properties.filter { !given.contains($0.name) && $0.name != Self.json.name }
  }

  var writes: Bool { configuration.effect != .reads }

  /// Where the call works, which the server understands and the command knows nothing of.
  private var place: Property { writes ? Self.workTree : Self.at }

  /// What the server understands besides what the command takes.
  var serverProperties: [Property] { [place, Self.json] + (writes ? [] : [Self.fromByte]) }

  /// How a command may read another state.
  var readsRevisions: Bool { has("at") }
  var readsIndex: Bool { has("staged") }

  /// Whether the command has a parameter of this name.
  func has(_ name: String) -> Bool { names.contains(name) }

  static let workTree = Property("worktree", help: "Where to write: the path of a work tree")
  static let at = Property("at", help: "A ref, INDEX or the path of a work tree")
  static let json = Property("json", .flag, help: "Values as JSON instead of text")
  static let fromByte = Property("from_byte", .one, .integer, help: "Where text goes on that was cut before")
  private static let places = [at, Property("staged", .flag, help: "")]

  /// One sentence on what it does.
  var abstract: String { configuration.abstract ?? outline.abstract }

  /// The tool as lists show it: short, because all who connect read it.
  var entry: JSON {
    let shown = configuration.shown.compactMap { name in parameters.first { $0.name == name } }
    return .object([
      JSON.Member("name", .string(name)), JSON.Member("description", .string(abstract)),
      JSON.Member("inputSchema", schema(of: shown + [place], withHelp: false)),
      JSON.Member("annotations", .object(hints)),
    ])
  }

  /// All arguments with their help.
  var fullSchema: JSON { schema(of: parameters + serverProperties, withHelp: true) }

  private func schema(of properties: [Property], withHelp: Bool) -> JSON {
    (try? JSONReader.read(properties.schema(withHelp: withHelp))) ?? .object([])
  }

  /// Only what differs from what clients assume.
  private var hints: [JSON.Member] {
    switch configuration.effect {
    case .reads: [JSON.Member("readOnlyHint", .bool(true)), Self.closedWorld]
    case .writes: [Self.harmless, Self.closedWorld]
    case .settles: [Self.harmless, JSON.Member("idempotentHint", .bool(true)), Self.closedWorld]
    }
  }

  private static let harmless = JSON.Member("destructiveHint", .bool(false))
  private static let closedWorld = JSON.Member("openWorldHint", .bool(false))
}

/// The tools that one server offers, always in the same order.
struct Toolbox {
  let tools: [CommandTool]

  /// Which tools are offered.
  enum Choice: Equatable, ParameterValue {
    case core, all
    case named([String])

    static func parse(_ word: String) throws(Rejection) -> Choice {
      switch word {
      case "core": return .core
      case "all": return .all
      default:
        let names = word.split(separator: ",").map(String.init)
        if names.isEmpty { throw Rejection("neither core, all nor names of tools with commas between them") }
        return .named(names)
      }
    }

    var word: String {
      switch self {
      case .core: "core"
      case .all: "all"
      case .named(let names): names.joined(separator: ",")
      }
    }
  }

  /// All that commands declare, those for most work first.
  static let everything: [CommandTool] = {
    let tools = Outline(of: Tickets.self).all.compactMap(CommandTool.init)
    return tools.filter(\.configuration.isCore) + tools.filter { !$0.configuration.isCore }
  }()

  init(_ choice: Choice, readOnly: Bool) throws(Failure) {
    let all = Self.everything
    if case .named(let names) = choice, let unknown = names.first(where: { name in !all.contains { $0.name == name } })
    {
      let nearest = unknown.nearest(among: all.map(\.name))
      throw Failure(
        .usage, "there is no tool '\(unknown)'",
        hint: nearest.map { "Did you mean '\($0)'?" } ?? "There are: \(all.map(\.name).joined(separator: ", "))")
    }
    tools = all.filter { tool in
      if readOnly, tool.writes { return false }
      return switch choice {
      case .all: true
      case .core: tool.configuration.isCore
      case .named(let names): names.contains(tool.name)
      }
    }
  }

  subscript(name: String) -> CommandTool? { tools.first { $0.name == name } }
}
