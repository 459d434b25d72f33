/// Cuts a stream that arrives in pieces into its lines, and keeps no more than one of them.
package struct LineSplitter: Sendable {
  /// What stood between two line ends.
  package enum Line: Equatable, Sendable {
    case whole([UInt8])
    /// More bytes than a line may have; they are gone.
    case tooLong
  }

  private let limit: Int
  private var rest: [UInt8] = []
  private var isTooLong = false

  /// Lines of at most so many bytes are kept.
  package init(limit: Int) {
    self.limit = limit
  }

  /// The lines that end in the next piece, without their ends.
  package mutating func lines(in piece: [UInt8]) -> [Line] {
    var lines: [Line] = []
    var start = 0
    while let end = piece[start...].firstIndex(of: Ascii.newline) {
      add(piece[start..<end])
      lines.append(taken())
      start = end + 1
    }
    add(piece[start...])
    return lines
  }

  /// The line that the stream ended in, if there is one.
  package mutating func end() -> Line? {
    rest.isEmpty && !isTooLong ? nil : taken()
  }

  private mutating func add(_ bytes: ArraySlice<UInt8>) {
    isTooLong = isTooLong || rest.count + bytes.count > limit
    if isTooLong { rest = [] } else { rest += bytes }
  }

  private mutating func taken() -> Line {
    defer { (rest, isTooLong) = ([], false) }
    return isTooLong ? .tooLong : .whole(rest)
  }
}
