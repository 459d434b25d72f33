import Arguments
import Testing

/// A tool whose arguments have names too.
private struct Kitchen: Command {
  static let configuration = Configuration(
    "kitchen", abstract: "Keep a kitchen", subcommands: [.init("Work", [Serve.self, Wash.self])])
}

private struct Serve: Command {
  static let configuration = Configuration(
    "serve", abstract: "Serve a dish", aliases: ["plate"],
    shorthands: [.init("dessert", "--sweet", "--size", "small")])

  @Argument("--dish", help: "The dish") var dish: String
  @Argument("--size", help: "How much") var size: Size
  @Argument(help: "Who gets it") var guest: String?
  @Flag(help: "With sugar") var sweet: Bool

  enum Size: String, CaseIterable, ParameterValue {
    case small, large
  }
}

private struct Wash: Command {
  static let configuration = Configuration("wash", abstract: "Wash up")

  @Argument("--pot", placeholder: "pot", help: "Which pots") var pots: [String]
}

@Suite struct NamedArgumentTests {
  private func shown(_ line: String) throws -> String {
    do {
      switch try Parser(Kitchen.self).parse(words(line)) {
      case .run(let serve as Serve, _, _):
        return "\(serve.dish) \(serve.size) for \(serve.guest ?? "nobody")\(serve.sweet ? ", sweet" : "")"
      case .run(let wash as Wash, _, _): return wash.pots.joined(separator: "+")
      default: return "something else"
      }
    } catch {
      return "\(error.message); \(error.hint ?? "")"
    }
  }

  @Test(arguments: [
    ("serve soup small", "soup small for nobody"),
    ("serve soup small ada", "soup small for ada"),
    ("serve --dish soup small ada", "soup small for ada"),
    ("serve small --dish soup", "soup small for nobody"),
    ("serve soup --size large", "soup large for nobody"),
    ("serve soup --size=large ada", "soup large for ada"),
    ("serve --size large --dish soup", "soup large for nobody"),
    ("serve ada --size large --dish soup", "soup large for ada"),
    ("serve -- --dish small", "--dish small for nobody"),
    ("wash a b", "a+b"),
    ("wash --pot a b", "a+b"),
    ("wash --pot=a b", "a+b"),
    ("serve soup", "missing argument '<size>'; Choose small or large"),
    ("serve --size small", "missing argument '<dish>'; The dish"),
    ("serve soup smal", "'smal' is not a valid value for '<size>'; Did you mean 'small'?"),
    ("serve soup --size smal", "'smal' is not a valid value for '--size <size>'; Did you mean 'small'?"),
    ("serve soup small ada bob", "unexpected argument 'bob'; See 'kitchen serve --help'"),
    ("serve --dish soup small ada bob", "'<dish>' is given twice: by --dish and as 'bob'; Give it once"),
    ("serve --dish a --dish b small", "'--dish <dish>' is given twice; Give it once"),
    ("serve --dis soup small", "unknown option '--dis'; Did you mean '--dish'?"),
    ("wash --dish soup", "unknown option '--dish'; It belongs to 'kitchen serve'"),
  ])
  fileprivate func `an argument goes by its place or by its name`(line: String, expected: String) throws {
    #expect(try shown(line) == expected)
  }

  @Test(arguments: [
    ("plate soup small", "soup small for nobody"),
    ("dessert cake", "cake small for nobody, sweet"),
    ("dessert cake ada", "cake small for ada, sweet"),
    ("dessert cake --size large", "'--size <size>' is given twice; Give it once"),
  ])
  fileprivate func `another name may stand for options too`(line: String, expected: String) throws {
    #expect(try shown(line) == expected)
  }

  @Test func `help shows the names`() {
    #expect(
      Outline(of: Kitchen.self).help(for: ["serve"], width: 80) == """
        Serve a dish

        Usage: kitchen serve [options] <dish> <size> [<guest>]

        Also called: plate, dessert (--sweet --size small)

        Arguments:
          <dish>       The dish (or --dish)
          <size>       How much (small or large; or --size)
          <guest>      Who gets it

        Options:
              --sweet  With sugar
          -h, --help   Show help

        """)
    #expect(Outline.mistakes(in: Kitchen.self) == [])
  }

  @Test(arguments: [
    ("serve soup ''", "small large"),
    ("serve --dish soup ''", "small large"),
    ("serve soup --size ''", "small large"),
    ("serve soup --size=s", "--size=small"),
    ("serve soup small ''", ""),
    ("serve -", "--sweet --dish --size --help"),
    ("serve soup -", "--sweet --size --help"),
    ("serve --dish soup -", "--sweet --size --help"),
    ("dessert cake -", "--help"),
  ])
  fileprivate func `what can stand there is offered`(line: String, expected: String) {
    let lines = Outline(of: Kitchen.self).completions(of: words(line)) { _, _ in [] }
    #expect(lines.map { $0.prefix { $0 != "\t" } }.joined(separator: " ") == expected)
  }
}

/// The outline is a value: this is a rendering that the room knows nothing of.
@Suite struct OutlineValueTests {
  private func schema(_ parameter: Parameter) -> String {
    let type =
      switch parameter.kind {
      case _ where parameter.arity == .none: "boolean"
      case .text, .file, .folder: "string"
      case .time: "string date-time"
      case .integer: "integer"
      case .number: "number"
      case .choice(let words): words.joined(separator: "|")
      }
    let key = parameter.optionName.map { String($0.drop { $0 == "-" }) } ?? parameter.placeholder
    return "\(key)\(parameter.isRequired ? "!" : ""): \(parameter.arity.isRepeatable ? "[\(type)]" : type)"
  }

  @Test func `a schema can be made of it from outside`() {
    let commands = Outline(of: Garden.self).groups.flatMap(\.commands)
    #expect(commands.map(\.name) == ["plant", "water", "harvest", "sow", "tools", "bury"])
    #expect(
      commands[0].arguments.map(schema) + commands[0].options.map(schema) == [
        "name!: string", "depth: number", "quiet: boolean", "d: boolean", "count: integer",
      ])
    #expect(
      commands[1].options.filter { !$0.isHidden }.map(schema) == [
        "mark: [string]", "soil: [dry|moist|wet]", "changes: string", "json: boolean", "limit: string",
      ])
    #expect(commands[0].arguments[1].defaultWord == "1.5" && commands[0].abstract == "Plant one plant")
  }
}
