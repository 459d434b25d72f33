import Arguments
import Testing

/// A command line and what its command then holds.
private struct Case: CustomTestStringConvertible, Sendable {
  let line: String
  let expected: String

  init(_ line: String, _ expected: String) {
    self.line = line
    self.expected = expected
  }

  var testDescription: String { line }
}

/// Shows what a request holds, defaults left out.
private func shown(_ request: Request<Garden>) -> String {
  switch request {
  case .help(let path): return "help " + path.joined(separator: " ")
  case .version(let version): return "version " + version
  case .complete(let words): return "complete \(words)"
  case .run(let command, let path, let root):
    var facts = [path.joined(separator: " ")]
    if let directory = root.directory { facts.append("in \(directory.word)") }
    if root.color != .auto { facts.append("color \(root.color)") }
    switch command {
    case let plant as Plant:
      facts.append("name=\(plant.name)")
      if plant.depth != 1.5 { facts.append("depth=\(plant.depth)") }
      if plant.isQuiet { facts.append("quiet") }
      if plant.digs { facts.append("digs") }
      if let count = plant.count { facts.append("count=\(count)") }
    case let water as Water:
      if !water.plants.isEmpty { facts.append("plants=\(water.plants.map(\.word))") }
      if !water.tags.isEmpty { facts.append("tags=\(water.tags)") }
      if !water.marks.isEmpty { facts.append("marks=\(water.marks)") }
      if !water.soil.isEmpty { facts.append("soil=\(water.soil.map(\.word))") }
      if let changes = water.changes { facts.append("changes=\(changes)") }
      if water.output.json { facts.append("json") }
      if let limit = water.output.limit { facts.append("limit=\(limit.word)") }
    case let harvest as Harvest:
      facts.append("by \(harvest.gardenerName) from \(harvest.size.word)")
      if let color = harvest.color { facts.append("own color \(color)") }
    default: break
    }
    return facts.joined(separator: ", ")
  }
}

struct ParserTests {
  @Test(arguments: [
    Case("plant rose", "plant, name=rose"),
    Case("p rose", "plant, name=rose"),
    Case("plant rose 2.5", "plant, name=rose, depth=2.5"),
    Case("plant ''", "plant, name="),
    Case("plant -", "plant, name=-"),
    Case("plant -3", "plant, name=-3"),
    Case("plant rose -.5", "plant, name=rose, depth=-0.5"),
    Case("plant -- -q", "plant, name=-q"),
    Case("plant -- --", "plant, name=--"),
    Case("-- plant rose", "plant, name=rose"),
    Case("tools sharpen hoe", "tools sharpen"),
    Case("sow", "sow"),
  ])
  fileprivate func `commands and arguments`(_ test: Case) throws {
    #expect(shown(try Parser(Garden.self).parse(words(test.line))) == test.expected)
  }

  @Test(arguments: [
    Case("plant rose --count 3", "plant, name=rose, count=3"),
    Case("plant rose --count=3", "plant, name=rose, count=3"),
    Case("plant rose --count -3", "plant, name=rose, count=-3"),
    Case("plant -n 3 rose", "plant, name=rose, count=3"),
    Case("plant -n3 rose", "plant, name=rose, count=3"),
    Case("plant -n=3 rose", "plant, name=rose, count=3"),
    Case("plant -n-3 rose", "plant, name=rose, count=-3"),
    Case("plant -qd rose", "plant, name=rose, quiet, digs"),
    Case("plant -qdn3 rose", "plant, name=rose, quiet, digs, count=3"),
    Case("plant -qdn 3 rose", "plant, name=rose, quiet, digs, count=3"),
    Case("plant -q rose --quiet", "plant, name=rose, quiet"),
    Case("harvest --gardener-name ''", "harvest, by  from 1"),
    Case("harvest --gardener-name=", "harvest, by  from 1"),
    Case("harvest --gardener-name=a=b", "harvest, by a=b from 1"),
    Case("harvest --gardener-name=--size --size 2", "harvest, by --size from 2"),
    Case("water --json --limit 3", "water, json, limit=3"),
  ])
  fileprivate func `options and flags`(_ test: Case) throws {
    #expect(shown(try Parser(Garden.self).parse(words(test.line))) == test.expected)
  }

  @Test(arguments: [
    Case("water --mark a b --json", "water, marks=[\"a\", \"b\"], json"),
    Case("water --mark a --mark b", "water, marks=[\"a\", \"b\"]"),
    Case("water -ma -m b c", "water, marks=[\"a\", \"b\", \"c\"]"),
    Case("water rose --mark a b -- fern", "water, plants=[\"rose\", \"fern\"], marks=[\"a\", \"b\"]"),
    Case("water --tag a rose --tag=b fern", "water, plants=[\"rose\", \"fern\"], tags=[\"a\", \"b\"]"),
    Case("water --mark=a rose", "water, plants=[\"rose\"], marks=[\"a\"]"),
    Case("water --mark '' -1 -", "water, marks=[\"\", \"-1\", \"-\"]"),
    Case("water --soil dry wet --mark a", "water, marks=[\"a\"], soil=[\"dry\", \"wet\"]"),
    Case("water a b c", "water, plants=[\"a\", \"b\", \"c\"]"),
    Case("water --changes", "water, changes=all"),
    Case("water --changes --json", "water, changes=all, json"),
    Case("water --changes -- rose", "water, plants=[\"rose\"], changes=all"),
    Case("water --changes a..b", "water, changes=named(\"a..b\")"),
    Case("water --changes=a..b rose", "water, plants=[\"rose\"], changes=named(\"a..b\")"),
  ])
  fileprivate func `lists and options that may stand alone`(_ test: Case) throws {
    #expect(shown(try Parser(Garden.self).parse(words(test.line))) == test.expected)
  }

  @Test(arguments: [
    Case("-C yard plant rose", "plant, in yard, name=rose"),
    Case("-Cyard --color=never plant rose", "plant, in yard, color never, name=rose"),
    Case("plant rose -C yard", "plant, in yard, name=rose"),
    Case("--color never tools sharpen -C yard", "tools sharpen, in yard, color never"),
    Case("harvest --gardener-name x --color red", "harvest, by x from 1, own color red"),
    Case("--color never harvest --gardener-name x", "harvest, color never, by x from 1"),
  ])
  fileprivate func `options of the tool as a whole`(_ test: Case) throws {
    #expect(shown(try Parser(Garden.self).parse(words(test.line))) == test.expected)
  }

  @Test(arguments: [
    Case("", "help "),
    Case("--color never", "help "),
    Case("-h", "help "),
    Case("help", "help "),
    Case("help plant", "help plant"),
    Case("help p", "help plant"),
    Case("help tools sharpen", "help tools sharpen"),
    Case("tools", "help tools"),
    Case("-h plant", "help plant"),
    Case("plant --help", "help plant"),
    Case("plant -qh", "help plant"),
    Case("plant --bogus --count x --help", "help plant"),
    Case("harvest --gardener-name -h", "help harvest"),
    Case("water --mark a -h", "help water"),
    Case("plant -- -h", "plant, name=-h"),
    Case("plant help", "plant, name=help"),
    Case("--version", "version 1.2"),
    Case("plant --version", "version 1.2"),
    Case("--version --help", "version 1.2"),
    Case("--complete plant --help", "complete [\"plant\", \"--help\"]"),
  ])
  fileprivate func `help, version and completion`(_ test: Case) throws {
    #expect(shown(try Parser(Garden.self).parse(words(test.line))) == test.expected)
  }

  @Test func `a tool without subcommands is its own command`() throws {
    guard case .run(let command, let path, let root) = try Parser(Plant.self).parse(["rose"]) else {
      Issue.record("the command should run")
      return
    }
    #expect((command as? Plant)?.name == "rose")
    #expect(root.name == "rose")
    #expect(path.isEmpty)
  }

  @Test func `a list may be long`() throws {
    let plants = (0..<50_000).map { "plant\($0)" }
    guard case .run(let command, _, _) = try Parser(Garden.self).parse(["water"] + plants) else {
      Issue.record("the command should run")
      return
    }
    #expect((command as? Water)?.plants.map(\.word) == plants)
  }
}
