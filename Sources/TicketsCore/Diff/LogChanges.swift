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

    /// When the entry was written, as it says: what stays when somebody changes the rest.
    var time: String? { (try? JSONReader.read(bytes))?["ts"]?.string }
  }

  /// A line that is gone, with another one in its place.
  package struct Rewrite: Equatable, Sendable {
    package let old: Line
    package let new: Line
    /// Whether a line that was there before stands below the new one, which so was not put at the end.
    package let isAboveOld: Bool
  }

  package private(set) var added: [Line] = []
  package private(set) var removed: [Line] = []
  package private(set) var rewritten: [Rewrite] = []
  /// Lines that were never in what both sides come from: only the old one has them, and nobody took them away.
  package private(set) var missing: [Line] = []
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
    compare(Array(before), Array(after), isEndEqual: suffix > 0)
  }

  /// Tells what is lost from what the other side never had; the base is what both come from.
  mutating func part(from base: [UInt8], to new: () -> [UInt8]) {
    var counts: [ArraySlice<UInt8>: Int] = [:]
    for line in Self.lines(of: base) { counts[line.bytes, default: 0] += 1 }
    func takeKnown(_ line: Line) -> Bool {
      counts[line.bytes, default: 0] -= 1
      return counts[line.bytes, default: 0] >= 0
    }
    let (lines, rewrites) = (removed, rewritten)
    (removed, rewritten) = ([], [])
    for line in lines { if takeKnown(line) { removed.append(line) } else { missing.append(line) } }
    for rewrite in rewrites {
      if takeKnown(rewrite.old) {
        rewritten.append(rewrite)
      } else {
        missing.append(rewrite.old)
        added.append(rewrite.new)
      }
    }
    missing.sort { $0.number < $1.number }
    added.sort { $0.number < $1.number }
    if isReordered { isReordered = LogChanges(from: base, to: new()).isReordered }
  }

  private mutating func compare(_ old: [Line], _ new: [Line], isEndEqual: Bool) {
    // Each new line is the earliest equal old one that is not taken yet.
    var unmatched = Dictionary(grouping: old.indices.reversed()) { old[$0].bytes }
    let matches = new.map { unmatched[$0.bytes]?.popLast() }
    let kept = matches.compactMap(\.self)
    isReordered = zip(kept, kept.dropFirst()).contains { $0 > $1 }
    // What stands after as many kept lines was put in the place of what stood there.
    var gaps: [[Line]] = Array(repeating: [], count: kept.count + 1)
    var gap = 0
    let isLost = Set(unmatched.values.joined())
    for (index, line) in old.enumerated() {
      if isLost.contains(index) { gaps[gap].append(line) } else { gap += 1 }
    }
    for index in gaps.indices { gaps[index].reverse() }
    gap = 0
    for (line, match) in zip(new, matches) {
      if match != nil {
        gap += 1
      } else if let replaced = LogChanges.takePartner(of: line, from: &gaps[gap]) {
        rewritten.append(Rewrite(old: replaced, new: line, isAboveOld: isEndEqual || gap < kept.count))
      } else {
        added.append(line)
      }
    }
    removed = gaps.flatMap { $0.reversed() }
  }

  /// Takes what a new line was put in the place of: the entry of its time, or else the first that stood there.
  private static func takePartner(of line: Line, from lines: inout [Line]) -> Line? {
    guard lines.count > 1, let time = line.time else { return lines.popLast() }
    return lines.lastIndex { $0.time == time }.map { lines.remove(at: $0) } ?? lines.popLast()
  }

  /// The lines of a log that say anything.
  package static func lines(of bytes: [UInt8]) -> [Line] { Array(lines(bytes, after: (0, 0))) }

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
