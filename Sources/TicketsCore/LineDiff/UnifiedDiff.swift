/// How a file changes, in the form that `patch` and people read.
package enum UnifiedDiff {
  /// Lines around a change that show where it is.
  private static let context = 3

  /// The text of the difference, empty when there is none.
  package static func text(path: String, from old: [UInt8], to new: [UInt8]) -> String {
    var table = LineTable()
    let (left, right) = (table.text(old), table.text(new))
    let hunks = LineDiff(left.numbers, right.numbers, .myers).hunks
    guard !hunks.isEmpty else { return "" }
    var text = "--- a/\(path)\n+++ b/\(path)\n"
    var index = 0
    while index < hunks.count {
      // Changes whose surroundings touch are shown together.
      var last = index
      while last + 1 < hunks.count, hunks[last + 1].old.lowerBound - hunks[last].old.upperBound <= 2 * context {
        last += 1
      }
      text += section(hunks[index...last], left, right)
      index = last + 1
    }
    return text
  }

  private static func section(
    _ hunks: ArraySlice<LineDiff.Hunk>, _ left: LineTable.Text, _ right: LineTable.Text
  ) -> String {
    guard let first = hunks.first, let last = hunks.last else { return "" }
    let before = min(context, first.old.lowerBound)
    let after = min(context, left.lines.count - last.old.upperBound)
    let old = first.old.lowerBound - before..<last.old.upperBound + after
    let new = first.new.lowerBound - before..<last.new.upperBound + after
    var text = "@@ -\(place(old)) +\(place(new)) @@\n"
    var position = old.lowerBound
    for hunk in hunks {
      text += lines(position..<hunk.old.lowerBound, of: left, " ")
      text += lines(hunk.old, of: left, "-") + lines(hunk.new, of: right, "+")
      position = hunk.old.upperBound
    }
    return text + lines(position..<old.upperBound, of: left, " ")
  }

  private static func place(_ range: Range<Int>) -> String {
    "\(range.isEmpty ? range.lowerBound : range.lowerBound + 1)\(range.count == 1 ? "" : ",\(range.count)")"
  }

  private static func lines(_ range: Range<Int>, of text: LineTable.Text, _ mark: String) -> String {
    range.map { index in
      let line = text.bytes[text.lines[index]]
      let shown = mark + String(decoding: line, as: UTF8.self)
      return line.last == Ascii.newline ? shown : shown + "\n\\ No newline at end of file\n"
    }.joined()
  }
}
