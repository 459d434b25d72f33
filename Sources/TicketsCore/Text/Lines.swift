/// The lines of a text as byte ranges, without their ends; a final newline begins no further line.
package struct Lines: Sequence, IteratorProtocol {
  package struct Line {
    /// The bytes of the line without its end.
    package let range: Range<Int>
    /// Where the next line begins.
    package let next: Int
  }

  private let bytes: ArraySlice<UInt8>
  private var position: Int

  package init(of bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  package init(of bytes: [UInt8], from start: Int = 0) {
    self.init(of: bytes.dropFirst(start))
  }

  package mutating func next() -> Line? {
    guard position < bytes.endIndex else { return nil }
    let start = position
    let newline = bytes[start...].firstIndex(of: Ascii.newline)
    position = newline.map { $0 + 1 } ?? bytes.endIndex
    var end = newline ?? bytes.endIndex
    if end > start, newline != nil, bytes[end - 1] == Ascii.carriageReturn { end -= 1 }
    return Line(range: start..<end, next: position)
  }
}
