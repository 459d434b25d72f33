/// Where two lines differ, with a little of what stands around it.
package struct LineDifference: Sendable {
  package let old: String
  package let new: String

  package init(_ old: String, _ new: String) {
    let (before, after) = (Array(old), Array(new))
    let head = zip(before, after).prefix { $0 == $1 }.count
    let shortest = min(before.count, after.count) - head
    let tail = zip(before.reversed(), after.reversed()).prefix { $0 == $1 }.prefix(shortest).count
    // The name of a field stands before its value.
    let field = before[..<head].lastIndex { $0 == "," || $0 == "{" }.map { $0 + 1 } ?? 0
    let start = head - field <= Self.most ? field : max(0, head - Self.few)
    self.old = Self.piece(of: before, from: start, head, before.count - tail)
    self.new = Self.piece(of: after, from: start, head, after.count - tail)
  }

  private static func piece(of line: [Character], from start: Int, _ head: Int, _ tail: Int) -> String {
    let end = min(tail + few, line.count)
    let isLong = end - head > most
    let shown = String(line[start..<(isLong ? head + most : end)])
    return (start > 0 ? "…" : "") + shown + (isLong || end < line.count ? "…" : "")
  }

  /// So much is shown of what differs, or before it.
  private static let most = 60
  /// So much is shown of what is equal.
  private static let few = 12
}
