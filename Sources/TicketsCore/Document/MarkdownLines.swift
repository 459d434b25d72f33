/// The lines of a Markdown text, each with whether it is prose or stands inside a code fence or an HTML comment.
package struct MarkdownLines: Sequence, IteratorProtocol {
  package struct Line {
    package let range: Range<Int>
    package let next: Int
    package let isProse: Bool
  }

  private enum State {
    case prose
    case fence(byte: UInt8, length: Int)
    case comment
  }

  private static let commentStart = Array("<!--".utf8)
  private static let commentEnd = ByteWord("-->".utf8)

  private let bytes: [UInt8]
  private var lines: Lines
  private var state = State.prose

  package init(_ bytes: [UInt8], from start: Int) {
    self.bytes = bytes
    lines = Lines(of: bytes, from: start)
  }

  package init(_ bytes: [UInt8], in range: Range<Int>) {
    self.bytes = bytes
    lines = Lines(of: bytes[range])
  }

  package mutating func next() -> Line? {
    guard let line = lines.next() else { return nil }
    let isProse = isProse(bytes[line.range])
    return Line(range: line.range, next: line.next, isProse: isProse)
  }

  private mutating func isProse(_ line: ArraySlice<UInt8>) -> Bool {
    switch state {
    case .prose:
      let text = line.drop { $0 == Ascii.space }
      // Most lines begin with a letter: they are settled by one look.
      guard let first = text.first,
        first == UInt8(ascii: "`") || first == UInt8(ascii: "~") || first == UInt8(ascii: "<"),
        text.startIndex - line.startIndex < 4
      else { return true }
      if text.starts(with: Self.commentStart) {
        if !Self.commentEnd.isIn(text.dropFirst(Self.commentStart.count)) { state = .comment }
        return false
      }
      let length = text.prefix { $0 == first }.count
      // A backtick after the fence would make it inline code.
      guard first != UInt8(ascii: "<"), length >= 3,
        first == UInt8(ascii: "~") || !text.dropFirst(length).contains(first)
      else { return true }
      state = .fence(byte: first, length: length)
      return false
    case .fence(let byte, let length):
      let text = line.drop { $0 == Ascii.space }
      let run = text.prefix { $0 == byte }.count
      if text.startIndex - line.startIndex < 4, run >= length, Body.trimmed(text.dropFirst(run)).isEmpty {
        state = .prose
      }
      return false
    case .comment:
      if Self.commentEnd.isIn(line) { state = .prose }
      return false
    }
  }
}
