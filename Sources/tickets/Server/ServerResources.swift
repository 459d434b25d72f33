import TicketsCore

/// What clients can read by name: tickets, what is ready, the manual and the arguments of each tool.
struct ServerResources {
  let folder: String
  let toolbox: Toolbox

  private static let ticketScheme = "ticket://"
  private static let schemaPrefix = "tickets://schema/"

  private static let fixed = [
    ("tickets://ready", "ready", "The tickets that can be started now", "text/plain"),
    ("tickets://manual", "manual", "The rules of tickets in this repository's format", "text/markdown"),
  ]

  var list: [JSON.Member] {
    let schemas = toolbox.tools.map { tool in
      (Self.schemaPrefix + tool.name, "schema of \(tool.name)", "All arguments of \(tool.name)", "application/json")
    }
    return [JSON.Member("resources", .array((Self.fixed + schemas).map { Self.entry("uri", $0) }))]
  }

  var templates: [JSON.Member] {
    let templates = [
      ("ticket://{id}{?at}", "ticket", "A ticket as show prints it, at a ref if one is given", "text/plain"),
      (Self.schemaPrefix + "{tool}", "schema", "All arguments of a tool", "application/json"),
    ]
    return [JSON.Member("resourceTemplates", .array(templates.map { Self.entry("uriTemplate", $0) }))]
  }

  private static func entry(_ key: String, _ entry: (uri: String, name: String, about: String, type: String)) -> JSON {
    .object([
      JSON.Member(key, .string(entry.uri)), JSON.Member("name", .string(entry.name)),
      JSON.Member("description", .string(entry.about)), JSON.Member("mimeType", .string(entry.type)),
    ])
  }

  /// What is behind a name, and whether it never changes.
  func read(_ call: Message.Call, _ era: Era) throws(ProtocolError) -> (members: [JSON.Member], isKept: Bool) {
    guard let uri = call.params["uri"]?.string else { throw ProtocolError(.invalidParams, "'uri' must be a string") }
    switch uri {
    case "tickets://manual":
      return (contents(uri, "text/markdown", String(decoding: PackageResources.TICKETS_md, as: UTF8.self)), true)
    case "tickets://ready":
      return (contents(uri, "text/plain", try shown("list", [JSON.Member("ready", .bool(true))], uri, era)), false)
    case _ where uri.hasPrefix(Self.schemaPrefix):
      let name = String(uri.dropFirst(Self.schemaPrefix.count))
      guard let tool = Toolbox.everything.first(where: { $0.name == name }) else { throw missing(uri, era) }
      let schema = String(decoding: JSONWriter.bytes(of: tool.fullSchema, .compact), as: UTF8.self)
      return (contents(uri, "application/json", schema), true)
    case _ where uri.hasPrefix(Self.ticketScheme):
      let text = try shown("show", ticketArguments(uri.dropFirst(Self.ticketScheme.count), uri, era), uri, era)
      return (contents(uri, "text/plain", text), false)
    default: throw missing(uri, era)
    }
  }

  private func contents(_ uri: String, _ type: String, _ text: String) -> [JSON.Member] {
    let content = [
      JSON.Member("uri", .string(uri)), JSON.Member("mimeType", .string(type)), JSON.Member("text", .string(text)),
    ]
    return [JSON.Member("contents", .array([.object(content)]))]
  }

  /// The id, and the query if there is one, as arguments of `show`.
  private func ticketArguments(_ rest: Substring, _ uri: String, _ era: Era) throws(ProtocolError) -> [JSON.Member] {
    let parts = rest.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    guard let id = String(parts[0]).percentDecoded, !id.isEmpty else { throw missing(uri, era) }
    var arguments = [JSON.Member("ticket", .string(id))]
    guard parts.count > 1 else { return arguments }
    guard parts[1].hasPrefix("at="), let at = String(parts[1].dropFirst(3)).percentDecoded, !at.isEmpty else {
      throw missing(uri, era)
    }
    arguments.append(JSON.Member("at", .string(at)))
    return arguments
  }

  private func shown(
    _ tool: String, _ arguments: [JSON.Member], _ uri: String, _ era: Era
  ) throws(ProtocolError) -> String {
    guard let tool = Toolbox.everything.first(where: { $0.name == tool }) else { throw missing(uri, era) }
    let outcome = ToolCall.outcome(of: tool, arguments, by: ToolCall.Caller(folder: folder, client: nil))
    if let failure = outcome.failure { throw missing(uri, era, failure.message) }
    return outcome.text
  }

  private func missing(_ uri: String, _ era: Era, _ reason: String = "nothing goes by this name") -> ProtocolError {
    ProtocolError(
      era == .legacy ? .noResource : .invalidParams, "cannot read '\(Escape.line(uri))': \(Escape.line(reason))",
      data: .object([JSON.Member("uri", .string(uri))]))
  }
}

extension String {
  /// The text with `%41` read as `A`; nothing where that is no text.
  fileprivate var percentDecoded: String? {
    var bytes: [UInt8] = []
    var rest = utf8[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard let digits = String(rest.prefix(2)), digits.utf8.count == 2, let value = UInt8(digits, radix: 16) else {
        return nil
      }
      bytes.append(value)
      rest = rest.dropFirst(2)
    }
    return String(validating: bytes, as: UTF8.self)
  }
}
