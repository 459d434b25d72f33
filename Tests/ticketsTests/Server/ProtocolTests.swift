import Foundation
import TestSupport
import Testing
import TicketsCore

/// The rules of the protocol, in both of its eras, held to by one process.
@Suite("MCP: the protocol") struct ProtocolTests {
  private let workspace: Workspace
  private var talk: Talk { Talk(tool: workspace.tool) }

  init() throws {
    workspace = try Workspace()
  }

  private func code(_ answer: JSON) -> Int64? { answer["error"]?["code"]?.integer }

  @Test(arguments: [
    ("2025-11-25", "2025-11-25"), ("2025-06-18", "2025-06-18"), ("2025-03-26", "2025-03-26"),
    ("2024-11-05", "2024-11-05"), ("2031-01-01", "2025-11-25"), ("1999-01-01", "2025-11-25"),
  ])
  func `a handshake settles a version that both speak`(asked: String, answered: String) throws {
    let result = try talk.answer(Talk.hello(7, asked))["result"]
    #expect(result?["protocolVersion"] == .string(answered))
    #expect(result?["serverInfo"]?["name"] == .string("tickets"))
    #expect(result?["capabilities"]?["tools"] == .object([]))
    #expect((result?["instructions"]?.string?.count ?? 0) > 100)
  }

  @Test func `without a handshake each call says its version, whatever came before`() throws {
    let answers = try talk.answers([
      Talk.modern(1, "tools/list"), Talk.hello(2), Talk.modern(3, "tools/list"), Talk.legacy(4, "tools/list"),
    ])
    #expect(answers.map { $0["id"] } == [1, 2, 3, 4].map { .integer($0) })
    #expect(answers[0]["result"] == answers[2]["result"])
    #expect(answers[2]["result"]?["tools"] == answers[3]["result"]?["tools"])
    #expect(answers[2]["result"]?["resultType"] == .string("complete"))
    #expect(answers[2]["result"]?["_meta"]?["io.modelcontextprotocol/serverInfo"]?["name"] == .string("tickets"))
    #expect(answers[3]["result"]?.members?.map(\.name) == ["tools"])
  }

  @Test func `discovery names all versions, newest first`() throws {
    let result = try talk.answer(Talk.modern(1, "server/discover"))["result"]
    let versions = ["2026-07-28", "2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"]
    #expect(result?["supportedVersions"]?.strings == versions)
    #expect(result?["cacheScope"] == .string("private") && (result?["ttlMs"]?.integer ?? -1) >= 0)
    let instructions = result?["instructions"]?.string ?? ""
    #expect(instructions.count <= 1200 && instructions.contains("worktree") && instructions.contains("run_id"))
  }

  @Test(arguments: [
    ("tools/list", 3_600_000), ("resources/list", 3_600_000), ("resources/templates/list", 3_600_000),
    ("prompts/list", 3_600_000),
  ])
  func `what never changes may be kept`(method: String, milliseconds: Int64) throws {
    let result = try talk.answer(Talk.modern(1, method))["result"]
    #expect(result?["ttlMs"] == .integer(milliseconds) && result?["cacheScope"] == .string("private"))
    let old = try talk.answers([Talk.hello(), Talk.legacy(1, method)])[1]["result"]
    #expect(old?["ttlMs"] == nil && old?["resultType"] == nil && old?["_meta"] == nil)
  }

  @Test func `a version that nobody speaks gets those that are spoken`() throws {
    let error = try talk.answer(Talk.modern(1, "tools/list").replacing("2026-07-28", with: "2030-01-01"))["error"]
    #expect(error?["code"] == .integer(-32022))
    #expect(error?["data"]?["requested"] == .string("2030-01-01"))
    #expect(error?["data"]?["supported"]?.strings?.first == "2026-07-28")
  }

  private static let faults: [(String, Int64)] = [
    (#"{"jsonrpc":"2.0","id":1,"method":"tools/list"}"#, -32600),
    (#"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"list"}}"#, -32600),
    (#"{"jsonrpc":"2.0","id":1,"method":"server/discover"}"#, -32602),
    (Talk.legacy(1, "tools/list", #""_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28"}"#), -32602),
    (Talk.legacy(1, "tools/list", #""_meta":{"io.modelcontextprotocol/protocolVersion":7}"#), -32602),
    (Talk.modern(1, "ping"), -32601),
    (Talk.modern(1, "initialize"), -32601),
    (Talk.modern(1, "logging/setLevel"), -32601),
    (Talk.modern(1, "no/such/method"), -32601),
    (Talk.modern(1, "tools/call"), -32602),
    (Talk.modern(1, "tools/call", #""name":"repair""#), -32602),
    (Talk.call(1, "list", "[]"), -32602),
    (Talk.call(1, "list", #""x""#), -32602),
    (Talk.modern(1, "resources/read"), -32602),
    (Talk.modern(1, "resources/read", #""uri":"ticket://nothing""#), -32602),
    (Talk.modern(1, "resources/read", #""uri":"file:///etc/passwd""#), -32602),
    (Talk.modern(1, "prompts/get", #""name":"other""#), -32602),
    (Talk.modern(1, "prompts/get", #""name":"work_on_ticket""#), -32602),
    (#"{"jsonrpc":"2.0","id":1,"method":"tools/list","params":[1]}"#, -32602),
    (#"{"jsonrpc":"1.0","id":1,"method":"tools/list"}"#, -32600),
    (#"{"jsonrpc":"2.0","id":1}"#, -32600),
    (#"{"jsonrpc":"2.0","id":1,"method":7}"#, -32600),
  ]

  @Test(arguments: faults)
  func `what cannot be answered is an error with its id`(line: String, code: Int64) throws {
    let answer = try talk.answer(line)
    #expect(self.code(answer) == code && answer["id"] == .integer(1), "\(answer)")
    #expect(answer["error"]?["message"]?.string?.isEmpty == false)
  }

  @Test func `ping and missing resources have answers of their era`() throws {
    let answers = try talk.answers([
      Talk.legacy(1, "ping"), Talk.hello(2), Talk.legacy(3, "ping"),
      Talk.legacy(4, "resources/read", #""uri":"ticket://nothing""#), Talk.legacy(5, "server/discover"),
      Talk.legacy(6, "logging/setLevel"),
    ])
    #expect(answers[0]["result"] == .object([]) && answers[2]["result"] == .object([]))
    #expect(answers[3...].map(code) == [-32002, -32602, -32601])
  }

  @Test(arguments: [
    "{", "not json", #"{"jsonrpc":"2.0","id":1,"id":2,"method":"ping"}"#, "{\"a\":\"\u{0}\"}",
    #"{"jsonrpc":"2.0","id":1,"method":"\ud800"}"#, String(repeating: "[", count: 10_000),
    String(repeating: #"{"a":"#, count: 10_000),
  ])
  func `a line that is no JSON is an error, and the next line is read`(line: String) throws {
    let answers = try talk.answers([line, Talk.legacy(2, "ping")])
    #expect(answers.map { $0["id"] } == [.null, .integer(2)] && code(answers[0]) == -32700, "\(answers)")
  }

  @Test(arguments: [
    "null", "7", #""text""#, "[]", #"{"jsonrpc":"2.0","id":null,"method":"ping"}"#,
    #"{"jsonrpc":"2.0","id":1.5,"method":"ping"}"#, #"{"jsonrpc":"2.0","id":{},"method":"ping"}"#,
    #"{"jsonrpc":"2.0","id":\#(String(repeating: "9", count: 400)),"method":"ping"}"#, "[{}]",
  ])
  func `JSON that is no message is an error without an id`(line: String) throws {
    let answers = try talk.answers([line, Talk.legacy(2, "ping")])
    #expect(answers.map { $0["id"] } == [.null, .integer(2)] && code(answers[0]) == -32600, "\(answers)")
  }

  @Test func `bytes that are no text, and lines of more than 16 MiB, are errors, and the next line is read`() throws {
    let long = #"{"jsonrpc":"2.0","id":1,"method":""# + String(repeating: "x", count: 16 << 20) + #""}"#
    let answers = try talk.answers([long, Talk.legacy(2, "ping")])
    #expect(answers.map(code) == [-32700, nil])
    let bytes: [UInt8] = Array(#"{"jsonrpc":"2.0","id":1,"method":""#.utf8) + [0xFF, 0xFE] + Array("\"}\n".utf8)
    let execution = try run(
      Tool.path, ["mcp"], in: workspace.path, environment: workspace.tool.environment,
      input: bytes + Array(Talk.legacy(2, "ping").utf8))
    #expect(execution.lines.count == 2 && execution.text.contains("-32700") && execution.status == 0)
  }

  @Test func `the last line needs no end, empty lines and line ends of Windows are fine`() throws {
    let tool = workspace.tool
    let execution = try tool("mcp", input: "\n\r\n" + Talk.legacy(1, "ping") + "\r\n\n" + Talk.legacy(2, "ping"))
    #expect(
      execution.text == "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}\n{\"jsonrpc\":\"2.0\",\"id\":2,\"result\":{}}\n")
  }

  @Test func `notices and answers get no answer, and do nothing`() throws {
    let notice =
      #"{"jsonrpc":"2.0","method":"tools/call","params":{"name":"new","arguments":{"title":"x"},\#(Talk.meta)}}"#
    let answers = try talk.answers([
      notice, #"{"jsonrpc":"2.0","method":"notifications/initialized"}"#, #"{"jsonrpc":"2.0","id":9,"result":{}}"#,
      #"{"jsonrpc":"2.0","id":9,"error":{"code":1,"message":"x"}}"#, Talk.legacy(2, "ping"),
    ])
    #expect(answers.count == 1)
    #expect(try workspace.tool.succeed("list").isEmpty)
  }

  @Test func `several messages on a line are for the one version that has them`() throws {
    let batch = "[\(Talk.legacy(1, "ping")),7,\(Talk.legacy(2, "tools/list"))]"
    #expect(code(try talk.answer(batch)) == -32600)
    #expect(code(try talk.answers([Talk.hello(), batch])[1]) == -32600)
    let answers = try talk.answers([Talk.hello(0, "2025-03-26"), batch])[1].elements ?? []
    #expect(answers.map { $0["id"] } == [.integer(1), .null, .integer(2)] && code(answers[1]) == -32600)
  }

  @Test func `ids come back as they were`() throws {
    let answers = try talk.answers([
      #"{"jsonrpc":"2.0","id":"ä\u0000","method":"ping"}"#, #"{"jsonrpc":"2.0","id":-3,"method":"ping"}"#,
    ])
    #expect(answers.map { $0["id"] } == [.string("ä\0"), .integer(-3)])
  }
}
