/// Lines of several texts as numbers: equal numbers mean equal bytes.
struct LineTable {
  /// A text cut into lines.
  struct Text {
    let bytes: [UInt8]
    /// Where each line lies, its end included.
    let lines: [Range<Int>]
    let numbers: [Int]
  }

  private var known: [ArraySlice<UInt8>: Int] = [:]

  /// Cuts a text into lines; unless their ends count, it makes no difference whether one is CR LF, LF or missing.
  mutating func text(_ bytes: [UInt8], endsCount: Bool = true) -> Text {
    var lines: [Range<Int>] = []
    var numbers: [Int] = []
    var start = 0
    for line in Lines(of: bytes) {
      lines.append(start..<line.next)
      var text = bytes[endsCount ? start..<line.next : line.range]
      // A last line may have lost the second half of its end.
      if !endsCount, text.endIndex == bytes.endIndex, text.last == Ascii.carriageReturn { text.removeLast() }
      numbers.append(number(of: text))
      start = line.next
    }
    return Text(bytes: bytes, lines: lines, numbers: numbers)
  }

  private mutating func number(of line: ArraySlice<UInt8>) -> Int {
    if let number = known[line] { return number }
    known[line] = known.count
    return known.count - 1
  }
}

extension LineTable.Text {
  /// The bytes of some lines.
  subscript(lines range: Range<Int>) -> ArraySlice<UInt8> {
    guard let first = range.first, let last = range.last else { return [] }
    return bytes[lines[first].lowerBound..<lines[last].upperBound]
  }
}
