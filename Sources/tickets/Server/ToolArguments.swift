import Arguments
import TicketsCore

/// The arguments of a call as words of the command line, and what of them is the server's own.
struct ToolArguments {
  /// The work tree to write in.
  private(set) var workTree: String?
  /// The state to read.
  private(set) var at: String?
  private(set) var isJSON = false
  /// Where text goes on that was cut.
  private(set) var fromByte = 0
  private var named: [String] = []
  private var placed: [String] = []
  private var given: Set<String> = []

  init(_ members: [JSON.Member], of tool: CommandTool) throws(Failure) {
    for member in members where member.value != .null {
      given.insert(member.name)
      switch member.name {
      case "worktree" where tool.writes: workTree = try Self.text(member)
      case "at" where !tool.writes: at = try Self.text(member)
      case "json": isJSON = try Self.truth(member)
      case "from_byte" where !tool.writes: fromByte = try Self.offset(member)
      default: try add(member, to: tool)
      }
    }
    if isJSON { named.append("--json") }
    isJSON = isJSON || named.contains("--format=json")
  }

  /// The words after the command's name.
  var words: [String] { named + (placed.isEmpty ? [] : ["--"] + placed) }

  func has(_ name: String) -> Bool { given.contains(name) }

  /// Whether a flag was given.
  func isTrue(_ name: String) -> Bool { named.contains("--" + name.replacing("_", with: "-")) }

  /// Adds what was not given.
  mutating func add(option: String, _ value: String? = nil) {
    named.append(value.map { "\(option)=\($0)" } ?? option)
  }

  private mutating func add(_ member: JSON.Member, to tool: CommandTool) throws(Failure) {
    guard let property = tool.parameters.first(where: { $0.name == member.name }) else {
      throw .unknownArgument(member.name, of: tool)
    }
    switch (property.shape, member.value) {
    case (.flag, .bool(let isGiven)), (.flagOrOne, .bool(let isGiven)):
      if isGiven { named.append(property.wordAlone) }
    case (.flag, _): throw .wrongValue(member, "true or false")
    case (.list, .array(let elements)):
      for element in elements { try add(JSON.Member(member.name, element), as: property) }
    default: try add(member, as: property)
    }
  }

  private mutating func add(_ member: JSON.Member, as property: Property) throws(Failure) {
    let word: String =
      switch member.value {
      case .string(let text): text
      case .integer(let value): String(value)
      case .number(let digits): digits
      default: throw .wrongValue(member, property.shape == .list ? "a list of strings" : "a string or a number")
      }
    if word.utf8.contains(0) { throw .wrongValue(member, "text without a NUL") }
    let words = property.words([word])
    named += words.named
    placed += words.placed
  }

  private static func text(_ member: JSON.Member) throws(Failure) -> String {
    guard let text = member.value.string, !text.isEmpty, !text.utf8.contains(0) else {
      throw .wrongValue(member, "a string that is not empty")
    }
    return text
  }

  private static func truth(_ member: JSON.Member) throws(Failure) -> Bool {
    guard let truth = member.value.bool else { throw .wrongValue(member, "true or false") }
    return truth
  }

  private static func offset(_ member: JSON.Member) throws(Failure) -> Int {
    guard let offset = member.value.integer, let offset = Int(exactly: offset), offset >= 0 else {
      throw .wrongValue(member, "a whole number that is not negative")
    }
    return offset
  }
}

extension Failure {
  fileprivate static func wrongValue(_ member: JSON.Member, _ wanted: String) -> Failure {
    Failure(.usage, "'\(member.name)' must be \(wanted), and is \(member.value.kind)")
  }

  fileprivate static func unknownArgument(_ name: String, of tool: CommandTool) -> Failure {
    let known = (tool.parameters + tool.serverProperties).map(\.name)
    return Failure(
      .usage, "'\(tool.name)' has no argument '\(name)'",
      hint: name.nearest(among: known).map { "Did you mean '\($0)'?" } ?? "All are in tickets://schema/\(tool.name)")
  }
}
