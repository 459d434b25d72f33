import TestSupport
import Testing

@testable import Arguments
@testable import TicketsCore
@testable import tickets

/// What a call costs besides its command: the shortest of many tries, since a busy machine makes single ones longer.
@Suite("MCP: what a call costs", .serialized) struct CallCostTests {
  private let repository: TestRepository
  private let tool: Tool
  private let id: String

  init() throws {
    repository = try TestRepository()
    tool = Tool(in: repository.path)
    try tool.succeed("init")
    for number in 1...30 { try tool.succeed("new", "Number \(number)") }
    id = try tool.succeed("new", "Limit logins")
    try repository.commit("begin")
  }

  /// The shortest times of two kinds of work, done by turns; more turns where the first does not stay within reach of the
  /// second.
  private func shortest(_ first: () throws -> Void, _ second: () throws -> Void) throws -> (Duration, Duration) {
    var (one, other) = (Duration.seconds(1000), Duration.seconds(1000))
    for turn in 0..<400 where turn < 40 || one > other + .milliseconds(1) {
      let start = ContinuousClock.now
      try first()
      let middle = ContinuousClock.now
      try second()
      one = min(one, middle - start)
      other = min(other, ContinuousClock.now - middle)
    }
    return (one, other)
  }

  /// Runs a command as a call does, and nothing around it.
  private func perform(_ words: [String]) throws {
    let console = Console(keeping: Recording(), isJSON: false)
    let session = try Session(folder: repository.path, console: console, agentHost: "robot")
    let request: Request<Tickets> = try Tickets.request(words)
    guard case .run(let found, _, _) = request, let command = found as? any TicketsCommand else {
      throw ExecutionFailure(description: "\(words) is no command")
    }
    let code: ExitCode = try command.perform(session)
    if code != ExitCode.done { throw ExecutionFailure(description: "\(words) ended with \(code)") }
  }

  /// Answers a line as the server does, from its bytes to the answer's.
  private func answer(_ line: [UInt8], by server: Server) throws {
    guard let incoming = Incoming(.whole(line)), let answer = server.answer(to: incoming) else {
      throw ExecutionFailure(description: "no answer")
    }
    let bytes = JSONWriter.bytes(of: answer, .compact)
    if answer["result"]?["isError"] != nil || bytes.isEmpty { throw ExecutionFailure(description: "\(answer)") }
  }

  @Test(arguments: ["list", "show", "validate", "status"])
  func `the server adds at most a millisecond to the command itself`(name: String) throws {
    var (arguments, words) = ("{}", [name])
    if name == "show" { (arguments, words) = (#"{"ticket":"\#(id)"}"#, [name, id]) }
    if name == "status" { (arguments, words) = (#"{"ticket":"\#(id)","status":"todo"}"#, [name, id, "todo"]) }
    let server = Server(try Toolbox(.all, readOnly: false), in: repository.path)
    let line = Array(Talk.call(1, name, arguments).utf8)
    let (call, command) = try shortest({ try answer(line, by: server) }, { try perform(words) })
    #expect(call <= command + .milliseconds(1), "the call takes \(call), the command \(command)")
  }

  @Test func `what is asked of the server comes back within a millisecond, and sooner than any process`() throws {
    let server = try Dialog(Tool.path, ["mcp", "--tools", "all"], in: repository.path, environment: tool.environment)
    func ask(_ line: String) throws {
      try server.send(line)
      if server.receive() == nil { throw ExecutionFailure(description: "no answer") }
    }
    try ask(Talk.hello())
    let (ping, _) = try shortest({ try ask(Talk.legacy(1, "ping")) }, {})
    #expect(ping <= .milliseconds(1), "\(ping)")
    let (list, process) = try shortest({ try ask(Talk.call(1, "list")) }, { try tool.succeed("list") })
    #expect(list <= process + .milliseconds(1), "the call takes \(list), the process \(process)")
    server.hangUp()
    #expect(server.end() == 0)
  }
}
