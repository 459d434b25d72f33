import Arguments
import TicketsCore
import TicketsGit

/// One call of a tool: the command runs as it would for a shell, and what it prints is the result.
struct ToolCall {
  /// Who calls, in a server that works from a folder.
  struct Caller {
    let folder: String
    /// What the client calls itself; the name of any agent, where it says nothing.
    let client: String

    init(folder: String, client: String?) {
      self.folder = folder
      self.client = client ?? "agent"
    }
  }

  private let tool: CommandTool
  private let caller: Caller
  private var outcome = ToolOutcome()

  private init(_ tool: CommandTool, by caller: Caller) {
    (self.tool, self.caller) = (tool, caller)
  }

  /// Calls a tool; whatever goes wrong is told in the outcome.
  static func outcome(of tool: CommandTool, _ arguments: [JSON.Member], by caller: Caller) -> ToolOutcome {
    var call = ToolCall(tool, by: caller)
    call.outcome.isJSON = arguments["json"]?.bool == true
    do throws(Failure) {
      try call.run(arguments)
    } catch {
      call.outcome.fail(with: error)
      call.outcome.nextCall = Self.nextCall(after: error, of: tool)
    }
    return call.outcome
  }

  private mutating func run(_ members: [JSON.Member]) throws(Failure) {
    var arguments = try ToolArguments(members, of: tool)
    outcome.isJSON = arguments.isJSON
    outcome.fromByte = arguments.fromByte
    let folder = try tool.writes ? folderToWrite(arguments) : folderToRead(&arguments)
    let recording = Recording()
    let session = try Session(
      folder: folder, console: Console(keeping: recording, isJSON: arguments.isJSON), agentHost: caller.client)
    if tool.writes { addRun(to: &arguments, session) }
    defer { outcome.take(recording) }
    guard
      case .run(let command as any TicketsCommand, _, _) = try Tickets.request(
        Array(tool.outline.path.dropFirst()) + arguments.words)
    else { throw Failure(.usage, "'\(tool.name)' cannot be called so") }
    let code = try command.perform(session)
    // What a check finds is its result; a workflow that refuses is an error.
    outcome.isError = code == .failed || code == .found && tool.writes
  }

  private mutating func folderToWrite(_ arguments: ToolArguments) throws(Failure) -> String {
    let place = try places().toWrite(arguments.workTree)
    outcome.facts = place.facts
    return place.folder
  }

  private mutating func folderToRead(_ arguments: inout ToolArguments) throws(Failure) -> String {
    guard let at = arguments.at else { return caller.folder }
    if at.hasPrefix("/") {
      let place = try places().place(at)
      outcome.source = "the work tree \(place.workTree)" + (place.branch.map { ", branch \($0)" } ?? "")
      return place.folder
    }
    guard at == "INDEX" ? tool.readsIndex : tool.readsRevisions else {
      throw Failure(.usage, "'\(tool.name)' reads no '\(at)'", hint: "Here 'at' is the path of a work tree")
    }
    if at == "INDEX" {
      arguments.add(option: "--staged")
    } else {
      arguments.add(option: "--at", at)
      outcome.source = try source(at)
    }
    return caller.folder
  }

  /// Where the text of a revision comes from: others wrote it.
  private func source(_ revision: String) throws(Failure) -> String {
    let session = try Session(folder: caller.folder, console: Console(keeping: Recording(), isJSON: false))
    let repository = try session.repository()
    let author = try? repository.commit(repository.commit(of: revision)).author.name
    return "'\(revision)'" + (author.map { ", last committed to by \($0)" } ?? "")
  }

  private func places() throws(Failure) -> WorkPlaces {
    try WorkPlaces(around: Session(folder: caller.folder, console: Console(keeping: Recording(), isJSON: false)))
  }

  /// Says that an agent wrote it, and in which run, where the call does not.
  private mutating func addRun(to arguments: inout ToolArguments, _ session: Session) {
    if tool.has("machine"), !arguments.has("machine") { arguments.add(option: "--machine") }
    let begins =
      switch tool.configuration.run {
      case .never: false
      case .always: true
      case .with(let flag): arguments.isTrue(flag)
      }
    guard begins, !arguments.has("run_id") else { return }
    let run = session.nextID().text
    arguments.add(option: "--run-id", run)
    outcome.facts.append(("run_id", run))
  }

  /// What to call after a failure, where that can be told.
  private static func nextCall(after failure: Failure, of tool: CommandTool) -> String? {
    if failure.code == .usage { return "tickets://schema/\(tool.name) has all arguments" }
    // What a hint says to type stands between quotes.
    let lines = failure.hint?.split(separator: "'").filter { $0.hasPrefix("tickets ") } ?? []
    guard let name = lines.first?.split(separator: " ").dropFirst().first?.replacing("-", with: "_") else { return nil }
    return Toolbox.everything.first { $0.name == name }.map { "call \($0.name)" }
  }
}
