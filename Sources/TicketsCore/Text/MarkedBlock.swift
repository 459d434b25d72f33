/// Lines of ours in a file of someone else, between two comments, so that they can be found and taken out again.
package struct MarkedBlock {
  /// How the file writes a comment.
  package enum Comment {
    case hash, markup

    fileprivate func line(_ text: String) -> [UInt8] {
      switch self {
      case .hash: Array("# \(text)".utf8)
      case .markup: Array("<!-- \(text) -->".utf8)
      }
    }
  }

  private let beginning: [UInt8]
  private let joinedBeginning: [UInt8]
  private let end: [UInt8]
  private let text: [UInt8]
  /// Written when the file had no last line end, so that taking the block out restores exactly that.
  private static let joint = " (the line above had no end)"

  /// A block of that name; its lines begin no line that is the name's own.
  package init(_ name: String, _ text: String, in comment: Comment = .hash) {
    beginning = comment.line(">>> \(name) >>>")
    joinedBeginning = comment.line(">>> \(name) >>>\(Self.joint)")
    end = comment.line("<<< \(name) <<<")
    self.text = Array(text.utf8)
  }

  /// Where the block stands, with the line end that was added before it.
  private func range(in bytes: [UInt8]) -> Range<Int>? {
    var start: Int?
    for line in Lines(of: bytes) {
      let content = bytes[line.range]
      if start == nil, content.elementsEqual(beginning) || content.elementsEqual(joinedBeginning) {
        start = line.range.lowerBound - (content.elementsEqual(joinedBeginning) ? 1 : 0)
      } else if let start, content.elementsEqual(end) {
        return start..<line.next
      }
    }
    return nil
  }

  package func isIn(_ bytes: [UInt8]) -> Bool { range(in: bytes) != nil }

  /// What stands in the file from the first line of the block to its last.
  package func found(in bytes: [UInt8]) -> ArraySlice<UInt8>? { range(in: bytes).map { bytes[$0] } }

  /// The file with the block as it should be: in its place, or as the last lines, or right after the first line.
  package func added(to bytes: [UInt8], afterFirstLine: Bool = false) -> [UInt8] {
    if let range = range(in: bytes) {
      let isJoined = bytes[range.lowerBound] == Ascii.newline
      return bytes[..<range.lowerBound] + lines(isJoined: isJoined) + bytes[range.upperBound...]
    }
    if afterFirstLine, let newline = bytes.firstIndex(of: Ascii.newline) {
      return bytes[...newline] + lines(isJoined: false) + bytes[(newline + 1)...]
    }
    return bytes + lines(isJoined: bytes.last.map { $0 != Ascii.newline } ?? false)
  }

  /// The file as it was without the block.
  package func removed(from bytes: [UInt8]) -> [UInt8] {
    guard let range = range(in: bytes) else { return bytes }
    return Array(bytes[..<range.lowerBound] + bytes[range.upperBound...])
  }

  private func lines(isJoined: Bool) -> [UInt8] {
    let first = isJoined ? [Ascii.newline] + joinedBeginning : beginning
    return first + [Ascii.newline] + text + end + [Ascii.newline]
  }
}
