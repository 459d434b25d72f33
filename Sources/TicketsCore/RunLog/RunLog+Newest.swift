extension RunLog {
  /// The newest `ts` of all lines that are JSON objects and have one that can be read; makes no values on the way.
  package static func newest(in bytes: [UInt8]) -> Instant? {
    var newest: Instant?
    for line in Lines(of: bytes) {
      guard let ts = try? ts(of: bytes[line.range].span) else { continue }
      newest = newest.map { max($0, ts) } ?? ts
    }
    return newest
  }

  private static func ts(of line: Span<UInt8>) throws(JSONFailure) -> Instant? {
    var scanner = JSONScanner()
    guard try scanner.kind(line) == .object else { return nil }
    var ts: Instant?
    try scanner.open()
    while let name = try scanner.nextName(line) {
      if name.equals("ts", in: line), try scanner.kind(line) == .string {
        ts = instant(try scanner.string(line), in: line)
      } else {
        try scanner.skipValue(line)
      }
    }
    try scanner.end(line)
    return ts
  }

  private static func instant(_ token: JSONScanner.StringToken, in line: Span<UInt8>) -> Instant? {
    token.hasEscapes ? Timestamp.guess(token.text(in: line)) : Timestamp.guess(line.extracting(token.range))
  }
}
