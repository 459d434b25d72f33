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
    var scanner = PlaceScanner(bytes)
    self = scanner.place(of: offset)
  }

  package static func < (left: Place, right: Place) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }
}
