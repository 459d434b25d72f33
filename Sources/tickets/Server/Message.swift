import TicketsCore

/// A message of JSON-RPC 2.0 from the client.
enum Message: Equatable, Sendable {
  case call(Call)
  /// Something that wants no answer.
  case notice(method: String, params: [JSON.Member])
  /// An answer, though nothing was asked.
  case answer

  /// A call of a method, which gets one answer.
  struct Call: Equatable, Sendable {
    let id: JSON
    let method: String
    let params: [JSON.Member]

    /// What the protocol keeps in the parameters for itself.
    var meta: [JSON.Member] { params["_meta"]?.members ?? [] }
  }

  init(_ value: JSON) throws(ProtocolError) {
    guard let members = value.members else {
      throw .invalidRequest("a message is an object, and this is \(value.kind)")
    }
    let id = members["id"]
    guard id == nil || id?.string != nil || id?.integer != nil else {
      throw .invalidRequest("'id' must be a string or a whole number")
    }
    guard members["jsonrpc"] == .string("2.0") else { throw .invalidRequest("'jsonrpc' must be \"2.0\"", id: id) }
    guard let method = members["method"] else {
      guard members["result"] != nil || members["error"] != nil else {
        throw .invalidRequest("there is no 'method'", id: id)
      }
      self = .answer
      return
    }
    guard let method = method.string else { throw .invalidRequest("'method' must be a string", id: id) }
    let params = members["params"] ?? .object([])
    guard let params = params.members else {
      throw ProtocolError(.invalidParams, "'params' must be an object, and is \(params.kind)", id: id)
    }
    self =
      if let id { .call(Call(id: id, method: method, params: params)) } else { .notice(method: method, params: params) }
  }
}

/// Why a message gets an error and no result.
struct ProtocolError: Error, Equatable {
  /// The codes of JSON-RPC and of the protocol.
  enum Code: Int {
    case notJSON = -32700
    case invalidRequest = -32600
    case unknownMethod = -32601
    case invalidParams = -32602
    case internalError = -32603
    case noResource = -32002
    case unsupportedVersion = -32022
  }

  let code: Code
  let message: String
  var data: JSON?
  /// The call that it answers, where that is known although the call cannot be read.
  var id: JSON?

  init(_ code: Code, _ message: String, data: JSON? = nil, id: JSON? = nil) {
    (self.code, self.message, self.data, self.id) = (code, message, data, id)
  }

  static func invalidRequest(_ message: String, id: JSON? = nil) -> ProtocolError {
    ProtocolError(.invalidRequest, message, id: id)
  }

  var json: JSON {
    var members = [JSON.Member("code", .integer(Int64(code.rawValue))), JSON.Member("message", .string(message))]
    if let data { members.append(JSON.Member("data", data)) }
    return .object(members)
  }
}

/// What is sent back for a call, or for a line that is none.
enum Answer {
  static func result(_ result: JSON, to id: JSON) -> JSON {
    .object([JSON.Member("jsonrpc", .string("2.0")), JSON.Member("id", id), JSON.Member("result", result)])
  }

  static func error(_ error: ProtocolError, to id: JSON?) -> JSON {
    .object([
      JSON.Member("jsonrpc", .string("2.0")), JSON.Member("id", id ?? error.id ?? .null),
      JSON.Member("error", error.json),
    ])
  }
}
