import Arguments

/// A small tool with one of everything.
struct Garden: Command {
  static let configuration = Configuration(
    "garden", abstract: "Keep a garden", discussion: "Plants live in beds. Every bed has a sign.",
    examples: [.init("garden -C yard plant rose", "Plant a rose in the yard")], version: "1.2",
    subcommands: [
      .init("Work", [Plant.self, Water.self, Harvest.self, Sow.self]),
      .init("Look", [Tools.self, Bury.self]),
    ])

  @Option("-C", placeholder: "directory", help: "Run as if started there") var directory: Folder?
  @Option(help: "Color the output") var color: Color = .auto

  enum Color: String, CaseIterable, ParameterValue {
    case auto, always, never
  }
}

struct Plant: Command {
  static let configuration = Configuration("plant", abstract: "Plant one plant", aliases: ["p"])

  @Argument(help: "The plant's name") var name: String
  @Argument(help: "How deep") var depth: Double = 1.5
  @Flag("-q", "--quiet", help: "Say nothing") var isQuiet: Bool
  @Flag("-d", help: "Dig first") var digs: Bool
  @Option("-n", "--count", help: "How many") var count: Int?
}

struct Water: Command {
  static let configuration = Configuration(
    "water", abstract: "Water plants", examples: [.init("garden water rose --mark dry 'too dry' | wc -l", "Count")])

  @Argument(help: "Which plants") var plants: [PlantName]
  @Option(each: "--tag", help: "Tag them so; once for each", hidden: true) var tags: [String]
  @Option("-m", "--mark", help: "Mark them so (can be repeated)") var marks: [String]
  @Option(help: "Only where the soil is so") var soil: [Soil]
  @Option(whenAlone: .all, help: "Only the beds that changed") var changes: Beds?
  @Options var output: Output
  @Flag(help: "Flood", hidden: true) var flood: Bool

  mutating func validate() throws(UsageError) {
    if flood, plants.isEmpty { throw .custom("nothing to flood", hint: "Name a plant") }
  }
}

struct Harvest: Command {
  static let configuration = Configuration("harvest", abstract: "Harvest")

  @Option(placeholder: "who", help: "Who harvests") var gardenerName: String
  @Option(placeholder: "size", help: "From this size on") var size: Positive = Positive(count: 1)
  @Option(help: "A color of its own, which hides the tool's") var color: String?
}

struct Sow: Command {
  static let configuration = Configuration("sow", abstract: "Sow seeds", hidden: true)
}

struct Tools: Command {
  static let configuration = Configuration(
    "tools", abstract: "Manage tools", subcommands: [.init("Tools", [Sharpen.self])])
}

struct Sharpen: Command {
  static let configuration = Configuration("sharpen", abstract: "Sharpen a tool")

  @Argument(help: "The tool's file") var tool: Path?
}

struct Bury: Command {
  static let configuration = Configuration("bury", abstract: "Bury everything")
}

struct Output: ParameterGroup {
  @Flag(help: "Print JSON") var json: Bool
  @Option(help: "Print this many") var limit: Positive?

  mutating func validate() throws(UsageError) {
    if json, limit?.count == 13 { throw .custom("JSON has no 13", hint: nil) }
  }
}

enum Soil: String, CaseIterable, ParameterValue {
  case dry, moist, wet
}

enum Beds: Equatable, ParameterValue {
  case all
  case named(String)

  static func parse(_ word: String) throws(Rejection) -> Beds { .named(word) }
}

struct Positive: Equatable, ParameterValue {
  let count: Int
  var word: String { count.word }

  static func parse(_ word: String) throws(Rejection) -> Positive {
    let count = try Int.parse(word)
    guard count > 0 else { throw Rejection("must be 1 or more") }
    return Positive(count: count)
  }
}

struct PlantName: Equatable, ParameterValue {
  static var completion: String? { "plant" }
  let word: String

  static func parse(_ word: String) throws(Rejection) -> PlantName { PlantName(word: word) }
}

struct Folder: Equatable, ParameterValue {
  static var kind: ValueKind { .folder }
  let word: String

  static func parse(_ word: String) throws(Rejection) -> Folder { Folder(word: word) }
}

struct Path: ParameterValue {
  static var kind: ValueKind { .file }
  let word: String

  static func parse(_ word: String) throws(Rejection) -> Path { Path(word: word) }
}

/// A command line as a test writes it: words between spaces, `''` an empty one.
func words(_ line: String) -> [String] {
  line.split(separator: " ").map { $0 == "''" ? "" : String($0) }
}
