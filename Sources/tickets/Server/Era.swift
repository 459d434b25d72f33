import TicketsCore

/// The two ways of the protocol, which one process speaks side by side.
enum Era: Equatable {
  /// A handshake first, and what it settled holds from then on.
  case legacy
  /// Each call says all that it needs.
  case modern

  static let modernVersion = "2026-07-28"
  /// The versions that begin with a handshake, newest first.
  static let legacyVersions = ["2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"]
  static let versions = [modernVersion] + legacyVersions
  /// The one that lets a line hold several messages.
  static let versionWithBatches = "2025-03-26"

  private static let prefix = "io.modelcontextprotocol/"
  static let versionKey = prefix + "protocolVersion"
  static let capabilitiesKey = prefix + "clientCapabilities"
  static let clientKey = prefix + "clientInfo"
  static let serverKey = prefix + "serverInfo"

  /// The era of a call, and what is wrong with how it says so.
  init(of call: Message.Call) throws(ProtocolError) {
    guard let version = call.meta[Self.versionKey] else {
      guard call.method != "server/discover" else {
        throw ProtocolError(.invalidParams, "'_meta' lacks '\(Self.versionKey)'")
      }
      self = .legacy
      return
    }
    guard let version = version.string else {
      throw ProtocolError(.invalidParams, "'\(Self.versionKey)' must be a string")
    }
    guard version == Self.modernVersion else {
      throw ProtocolError(
        .unsupportedVersion, "version \(version) of the protocol is not spoken here",
        data: .object([
          JSON.Member("supported", .array(Self.versions.map { .string($0) })),
          JSON.Member("requested", .string(version)),
        ]))
    }
    guard call.meta[Self.capabilitiesKey]?.members != nil else {
      throw ProtocolError(.invalidParams, "'_meta' lacks '\(Self.capabilitiesKey)', an object")
    }
    self = .modern
  }

  /// A result as this era wants it; what may be kept says for how long.
  func result(_ members: [JSON.Member], keptFor milliseconds: Int64? = nil) -> JSON {
    guard self == .modern else { return .object(members) }
    var all = [JSON.Member("resultType", .string("complete"))] + members
    if let milliseconds {
      all += [JSON.Member("ttlMs", .integer(milliseconds)), JSON.Member("cacheScope", .string("private"))]
    }
    return .object(all + [JSON.Member("_meta", .object([JSON.Member(Self.serverKey, Self.server)]))])
  }

  /// Who we are.
  static let server = JSON.object([
    JSON.Member("name", .string("tickets")), JSON.Member("version", .string(Tickets.version)),
  ])
}
