extension RunLog {
  /// The tickets that entries say theirs was split from, each as often as it is said; makes no values on the way.
  package static func origins(in bytes: [UInt8]) -> [TicketID] { ids(under: "created_from", in: bytes) }

  /// The tickets that entries say were made from theirs, each as often as it is said.
  package static func created(in bytes: [UInt8]) -> [TicketID] { ids(under: "tickets_created", in: bytes) }

  private static func ids(under key: String, in bytes: [UInt8]) -> [TicketID] {
    Lines(of: bytes).flatMap { line in (try? ids(under: key, in: bytes[line.range].span)) ?? [] }
  }

  private static func ids(under key: String, in line: Span<UInt8>) throws(JSONFailure) -> [TicketID] {
    var scanner = JSONScanner()
    guard try scanner.kind(line) == .object else { return [] }
    var ids: [TicketID] = []
    try scanner.open()
    while let name = try scanner.nextName(line) {
      if name.equals(key, in: line) {
        ids = try scanner.ids(in: line)
      } else {
        try scanner.skipValue(line)
      }
    }
    try scanner.end(line)
    return ids
  }
}

extension JSONScanner {
  /// The ids in the value that follows: a text, or a list of texts.
  fileprivate mutating func ids(in line: Span<UInt8>) throws(JSONFailure) -> [TicketID] {
    switch try kind(line) {
    case .string:
      return TicketID(try string(line).text(in: line)).map { [$0] } ?? []
    case .array:
      var ids: [TicketID] = []
      try open()
      while try nextElement(line) { ids += try self.ids(in: line) }
      return ids
    default:
      try skipValue(line)
      return []
    }
  }
}
