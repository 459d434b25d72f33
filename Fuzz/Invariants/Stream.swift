import TicketsCore

extension Invariant {
  /// The lines of a stream are the same however it was cut into pieces, and each is read as JSON or refused.
  static let stream = Invariant("stream") { bytes throws(Violation) in
    let limit = 40
    var expected: [LineSplitter.Line] = bytes.split(separator: 10, omittingEmptySubsequences: false)
      .map { $0.count > limit ? .tooLong : .whole(Array($0)) }
    // The last line end begins no further line.
    if expected.last == .whole([]) { expected.removeLast() }
    for size in [1, 3, 64, bytes.count + 1] {
      var splitter = LineSplitter(limit: limit)
      var lines: [LineSplitter.Line] = []
      for start in stride(from: 0, to: bytes.count, by: size) {
        lines += splitter.lines(in: Array(bytes[start..<min(start + size, bytes.count)]))
      }
      if let last = splitter.end() { lines.append(last) }
      try require(lines == expected, "pieces of \(size) bytes give other lines of \(shown(bytes))")
      try require(splitter.end() == nil, "the stream ends twice")
    }
    for case .whole(let line) in expected {
      guard case .success(let value) = attempt({ () throws(JSONFailure) in try JSONReader.read(line) }) else {
        continue
      }
      let answer = JSONWriter.bytes(of: value, .compact)
      try require(!answer.contains(10), "an answer is more than a line: \(shown(answer))")
    }
  }
}
