/// Finds the places of many bytes of one text; asked in ascending order, it reads the text once.
package struct PlaceScanner {
  private let bytes: [UInt8]
  private var line = 1
  // The character at this byte has this column.
  private var position = 0
  private var column = 1

  package init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The place of a byte; an offset past the end is the place after the last byte.
  package mutating func place(of offset: Int) -> Place {
    let end = min(max(offset, 0), bytes.count)
    if end < position { self = PlaceScanner(bytes) }
    while position < end {
      let byte = bytes[position]
      position += 1
      if byte == Ascii.newline {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80, !(position == 1 && bytes.starts(with: Ascii.byteOrderMark)) {
        column += 1
      }
    }
    return Place(line: line, column: column)
  }
}
