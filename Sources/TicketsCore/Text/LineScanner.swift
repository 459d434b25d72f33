/// Walks over the lines of bytes; the same bytes must be given to each call.
package struct LineScanner {
  private var offset = 0

  package init() {}

  /// Where the next line lies, without its line end: a line feed with or without a carriage return before it.
  package mutating func next(_ bytes: Span<UInt8>) -> Range<Int>? {
    guard offset < bytes.count else { return nil }
    let start = offset
    while offset < bytes.count, bytes[offset] != UInt8(ascii: "\n") { offset += 1 }
    let end = offset
    offset += 1
    let hasReturn = end < bytes.count && end > start && bytes[end - 1] == UInt8(ascii: "\r")
    return start..<(hasReturn ? end - 1 : end)
  }
}
