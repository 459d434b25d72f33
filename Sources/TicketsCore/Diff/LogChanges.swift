/// What happened to the lines of one run log: only the added ones are as it should be.
///
/// A carriage return at the end makes no line different, and empty lines are none.
package struct LogChanges: Equatable, Sendable {
  /// A line of a log, by its number from 1.
  package struct Line: Equatable, Sendable {
    package let number: Int
    /// The bytes without their end.
    package let bytes: ArraySlice<UInt8>

    package init(number: Int, bytes: ArraySlice<UInt8>) {
      self.number = number
      self.bytes = bytes
    }

    package var text: String { String(decoding: bytes, as: UTF8.self) }
  }

  /// A line that is gone, with another one in its place.
  package struct Rewrite: Equatable, Sendable {
    package let old: Line
    package let new: Line
  }

  package private(set) var added: [Line] = []
  package private(set) var removed: [Line] = []
  package private(set) var rewritten: [Rewrite] = []
  /// Whether the lines that are still there stand in another order.
  package private(set) var isReordered = false

  /// How many lines that were there are not there any more as they were.
  package var linesLost: Int { removed.count + rewritten.count }

  package var isEmpty: Bool { self == LogChanges() }

  private init() {}

  /// Compares two states of a log; one that is not there is empty.
  package init(from old: [UInt8], to new: [UInt8]) {
    // Most of a log never changes: what both begin with is not even split into lines.
    let start = LogChanges.equalLines(old, new)
    var (before, after) = (LogChanges.lines(old, after: start), LogChanges.lines(new, after: start))
    let suffix = zip(before.reversed(), after.reversed()).prefix { $0.bytes == $1.bytes }.count
    (before, after) = (before.dropLast(suffix), after.dropLast(suffix))
    compare(Array(before), Array(after))
  }

  private mutating func compare(_ old: [Line], _ new: [Line]) {
    // Each new line is the earliest equal old one that is not taken yet.
    var unmatched = Dictionary(grouping: old.indices.reversed()) { old[$0].bytes }
    let matches = new.map { unmatched[$0.bytes]?.popLast() }
    let kept = matches.compactMap(\.self)
    isReordered = zip(kept, kept.dropFirst()).contains { $0 > $1 }
    // What stands after the same kept line was put in the place of what stood there.
    let lost = Dictionary(grouping: unmatched.values.joined().sorted(), by: LogChanges.predecessors(old.count, kept))
    var replaced: Set<Int> = []
    var last = -1
    var places: [Int: Int] = [:]
    for (line, match) in zip(new, matches) {
      if let match {
        last = match
        continue
      }
      let place = places[last, default: 0]
      places[last] = place + 1
      if let there = lost[last], place < there.count {
        replaced.insert(there[place])
        rewritten.append(Rewrite(old: old[there[place]], new: line))
      } else {
        added.append(line)
      }
    }
    removed = lost.values.joined().filter { !replaced.contains($0) }.sorted().map { old[$0] }
  }

  /// For each old line the last kept one before it, or -1.
  private static func predecessors(_ count: Int, _ kept: [Int]) -> (Int) -> Int {
    var before = Array(repeating: -1, count: count + 1)
    for index in kept { before[index] = index }
    for index in before.indices.dropFirst() where before[index] < 0 { before[index] = before[index - 1] }
    return { before[$0] }
  }

  /// How many bytes, and lines, at the beginning are the same.
  private static func equalLines(_ old: [UInt8], _ new: [UInt8]) -> (bytes: Int, lines: Int) {
    let (before, after) = (old.span, new.span)
    var equal = (bytes: 0, lines: 0)
    for index in 0..<min(before.count, after.count) {
      guard before[index] == after[index] else { break }
      if before[index] == Ascii.newline { equal = (index + 1, equal.lines + 1) }
    }
    return equal
  }

  private static func lines(_ bytes: [UInt8], after start: (bytes: Int, lines: Int)) -> ArraySlice<Line> {
    var lines: [Line] = []
    for (index, line) in Lines(of: bytes, from: start.bytes).enumerated() {
      var text = bytes[line.range]
      // The last line may have no newline yet, but already a carriage return.
      if text.last == Ascii.carriageReturn { text.removeLast() }
      if !text.allSatisfy(Ascii.isBlank) { lines.append(Line(number: start.lines + index + 1, bytes: text)) }
    }
    return lines[...]
  }
}
