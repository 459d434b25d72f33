import TicketsCore

/// Answers the calls of one client, in either era of the protocol.
final class Server {
  private let toolbox: Toolbox
  private let folder: String
  private let resources: ServerResources
  /// What the handshake settled, when there was one.
  private var handshake: (version: String, client: String?)?
  /// The list of tools never changes, and is asked for most.
  private let toolList: JSON

  init(_ toolbox: Toolbox, in folder: String) {
    self.toolbox = toolbox
    self.folder = folder
    resources = ServerResources(folder: folder, toolbox: toolbox)
    toolList = .array(toolbox.tools.map(\.entry))
  }

  /// The answer to what came in, if it gets one.
  func answer(to incoming: Incoming) -> JSON? {
    switch incoming {
    case .refused(let error): Answer.error(error, to: nil)
    case .message(let message): answer(to: .success(message))
    case .batch(let messages): answers(to: messages)
    }
  }

  /// Whether answering changes files, so that it must not be left half-done.
  func writes(_ incoming: Incoming) -> Bool {
    let messages: [Result<Message, ProtocolError>] =
      switch incoming {
      case .refused: []
      case .message(let message): [.success(message)]
      case .batch(let messages): messages
      }
    return messages.contains { message in
      guard case .success(.call(let call)) = message, call.method == "tools/call" else { return false }
      return call.params["name"]?.string.flatMap { toolbox[$0] }?.writes ?? false
    }
  }

  private func answers(to messages: [Result<Message, ProtocolError>]) -> JSON? {
    guard handshake?.version == Era.versionWithBatches else {
      return Answer.error(.invalidRequest("a line holds one message"), to: nil)
    }
    let answers = messages.compactMap(answer)
    return answers.isEmpty ? nil : .array(answers)
  }

  private func answer(to message: Result<Message, ProtocolError>) -> JSON? {
    switch message {
    case .failure(let error): return Answer.error(error, to: nil)
    case .success(.notice), .success(.answer): return nil
    case .success(.call(let call)):
      do throws(ProtocolError) {
        return Answer.result(try result(of: call), to: call.id)
      } catch {
        return Answer.error(error, to: call.id)
      }
    }
  }

  private func result(of call: Message.Call) throws(ProtocolError) -> JSON {
    let era = try Era(of: call)
    switch (era, call.method) {
    case (.legacy, "initialize"): return try greet(call)
    case (.legacy, "ping"): return .object([])
    case (.legacy, _) where handshake == nil:
      throw .invalidRequest("the first call is 'initialize', or each one has '\(Era.versionKey)' in its '_meta'")
    case (.modern, "server/discover"):
      let versions = JSON.array(Era.versions.map { .string($0) })
      return era.result([JSON.Member("supportedVersions", versions)] + introduction, keptFor: Self.hour)
    case (_, "tools/list"): return era.result([JSON.Member("tools", toolList)], keptFor: Self.hour)
    case (_, "tools/call"): return try era.result(outcome(of: call, era).members(era))
    case (_, "resources/list"): return era.result(resources.list, keptFor: Self.hour)
    case (_, "resources/templates/list"): return era.result(resources.templates, keptFor: Self.hour)
    case (_, "resources/read"):
      let (members, isKept) = try resources.read(call, era)
      return era.result(members, keptFor: isKept ? Self.hour : 0)
    case (_, "prompts/list"): return era.result(ServerPrompt.list, keptFor: Self.hour)
    case (_, "prompts/get"): return try era.result(ServerPrompt.get(call))
    default: throw ProtocolError(.unknownMethod, "there is no method '\(Escape.line(call.method))'")
    }
  }

  /// How long what never changes may be kept, in milliseconds.
  private static let hour: Int64 = 3_600_000

  private func greet(_ call: Message.Call) throws(ProtocolError) -> JSON {
    guard let asked = call.params["protocolVersion"]?.string else {
      throw ProtocolError(.invalidParams, "'protocolVersion' must be a string")
    }
    let version = Era.legacyVersions.contains(asked) ? asked : Era.legacyVersions[0]
    handshake = (version, call.params["clientInfo"]?["name"]?.string)
    return .object(
      [JSON.Member("protocolVersion", .string(version))] + introduction + [JSON.Member("serverInfo", Era.server)])
  }

  private var introduction: [JSON.Member] {
    let capabilities = ["tools", "resources", "prompts"].map { JSON.Member($0, .object([])) }
    return [
      JSON.Member("capabilities", .object(capabilities)),
      JSON.Member("instructions", .string(ServerText.instructions(toolbox))),
    ]
  }

  private func outcome(of call: Message.Call, _ era: Era) throws(ProtocolError) -> ToolOutcome {
    guard let name = call.params["name"]?.string else {
      throw ProtocolError(.invalidParams, "'name' must be the name of a tool")
    }
    guard let tool = toolbox[name] else {
      let names = toolbox.tools.map(\.name).joined(separator: ", ")
      throw ProtocolError(.invalidParams, "there is no tool '\(Escape.line(name))'; there are: \(names)")
    }
    let arguments = call.params["arguments"] ?? .object([])
    guard let arguments = arguments.members ?? (arguments == .null ? [] : nil) else {
      throw ProtocolError(.invalidParams, "'arguments' must be an object, and is \(arguments.kind)")
    }
    let client = era == .legacy ? handshake?.client : call.meta[Era.clientKey]?["name"]?.string
    return ToolCall.outcome(
      of: tool, arguments, by: ToolCall.Caller(folder: folder, client: client.flatMap(ServerText.clientName)))
  }
}
