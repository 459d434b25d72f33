import TestSupport
import TicketsCore

/// What a client of the server says, and what it hears.
struct Talk {
  let tool: Tool
  var words: [String] = []

  /// The answers to some lines, in their order; the server then ends by itself.
  func answers(_ lines: [String]) throws -> [JSON] {
    let execution = try tool(["mcp"] + words, input: lines.map { $0 + "\n" }.joined())
    guard execution.status == 0 else {
      throw ExecutionFailure(description: "mcp ended with \(execution.status): \(execution.errorText)")
    }
    return try execution.lines.map { try JSONReader.read($0) }
  }

  /// The answer to one call.
  func answer(_ line: String) throws -> JSON { try answers([line]).first ?? .null }

  /// What a tool says.
  func call(_ name: String, _ arguments: String = "{}") throws -> Result {
    try Result(answer(Self.call(1, name, arguments)))
  }

  /// What the call of a tool came to.
  struct Result {
    let answer: JSON
    let text: String
    let isError: Bool
    let values: JSON?

    init(_ answer: JSON) {
      self.answer = answer
      text = answer["result"]?["content"]?.elements?.first?["text"]?.string ?? "no text: \(answer)"
      isError = answer["result"]?["isError"] == .bool(true)
      values = answer["result"]?["structuredContent"]
    }
  }

  static let meta = """
    "_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{},\
    "io.modelcontextprotocol/clientInfo":{"name":"robot","version":"1"}}
    """

  /// A call that says all that it needs.
  static func modern(_ id: Int, _ method: String, _ params: String = "") -> String {
    #"{"jsonrpc":"2.0","id":\#(id),"method":"\#(method)","params":{\#(params)\#(params.isEmpty ? "" : ",")\#(meta)}}"#
  }

  /// A call that relies on the handshake.
  static func legacy(_ id: Int, _ method: String, _ params: String = "") -> String {
    #"{"jsonrpc":"2.0","id":\#(id),"method":"\#(method)","params":{\#(params)}}"#
  }

  static func hello(_ id: Int = 0, _ version: String = "2025-11-25") -> String {
    let client = #""capabilities":{},"clientInfo":{"name":"old robot","version":"1"}"#
    return legacy(id, "initialize", #""protocolVersion":"\#(version)",\#(client)"#)
  }

  static func call(_ id: Int, _ name: String, _ arguments: String = "{}") -> String {
    modern(id, "tools/call", #""name":"\#(name)","arguments":\#(arguments)"#)
  }
}
