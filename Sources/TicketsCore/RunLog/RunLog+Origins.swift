extension RunLog {
  /// The tickets that entries say theirs was split from, each as often as it is said; makes no values on the way.
  package static func origins(in bytes: [UInt8]) -> [TicketID] {
    Lines(of: bytes).compactMap { line in (try? origin(in: bytes[line.range].span)).flatMap { $0 } }
  }

  private static func origin(in line: Span<UInt8>) throws(JSONFailure) -> TicketID? {
    var scanner = JSONScanner()
    guard try scanner.kind(line) == .object else { return nil }
    var origin: TicketID?
    try scanner.open()
    while let name = try scanner.nextName(line) {
      if name.equals("created_from", in: line), try scanner.kind(line) == .string {
        origin = TicketID(try scanner.string(line).text(in: line))
      } else {
        try scanner.skipValue(line)
      }
    }
    try scanner.end(line)
    return origin
  }
}
