/// A place in a text as editors count it: from 1, columns in characters.
package struct Place: Hashable, Comparable, Sendable {
  package let line: Int
  package let column: Int

  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  /// The place of a byte; an offset past the end is the place after the last byte.
  package init(of offset: Int, in bytes: [UInt8]) {
    let end = min(max(offset, 0), bytes.count)
    var line = 1
    var lineStart = 0
    for index in 0..<end where bytes[index] == Ascii.newline {
      line += 1
      lineStart = index + 1
    }
    // Continuation bytes of UTF-8 belong to the character before them.
    var column = 1
    for index in lineStart..<end where bytes[index] & 0xC0 != 0x80 { column += 1 }
    if lineStart == 0, bytes.starts(with: Ascii.byteOrderMark), end >= 3 { column -= 1 }
    self.init(line: line, column: column)
  }

  package static func < (left: Place, right: Place) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }
}
