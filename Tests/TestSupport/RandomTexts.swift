/// A text and two later versions of it, at random.
package struct ThreeTexts: Sendable {
  package let base: [UInt8]
  package let ours: [UInt8]
  package let theirs: [UInt8]

  /// Makes texts whose lines repeat as often as a small alphabet makes them.
  package init(using generator: inout SeededGenerator) {
    let alphabet = Int.random(in: 2...40, using: &generator)
    let end = Int.random(in: 0..<6, using: &generator) == 0 ? "\r\n" : "\n"
    let most = Int.random(in: 0..<8, using: &generator) == 0 ? 200 : 25
    let base = (0..<Int.random(in: 0...most, using: &generator)).map { _ in Self.line(alphabet, &generator) }
    self.base = Self.bytes(base, end, &generator)
    ours = Self.bytes(Self.edited(base, alphabet, &generator), end, &generator)
    theirs = Self.bytes(Self.edited(base, alphabet, &generator), end, &generator)
  }

  /// Makes texts in which no line of the base is like another: the sides move runs of them about, repeat them and more.
  package init(movingWith generator: inout SeededGenerator) {
    let base = (0..<Int.random(in: 0...60, using: &generator)).map { "line \($0)" }
    self.base = Self.bytes(base, "\n", &generator)
    ours = Self.bytes(Self.moved(base, "ours", &generator), "\n", &generator)
    theirs = Self.bytes(Self.moved(base, "theirs", &generator), "\n", &generator)
  }

  private static func moved(_ lines: [String], _ side: String, _ generator: inout SeededGenerator) -> [String] {
    var lines = lines
    for step in 0..<Int.random(in: 0...6, using: &generator) {
      let place = Int.random(in: 0...lines.count, using: &generator)
      let run = place..<place + min(Int.random(in: 0...12, using: &generator), lines.count - place)
      let text = Array(lines[run])
      switch Int.random(in: 0..<4, using: &generator) {
      case 0: lines.replaceSubrange(run, with: text.isEmpty ? [] : ["\(side) \(step)"])
      case 1: lines.replaceSubrange(run, with: text.reversed())
      case let kind:
        if kind == 2 { lines.removeSubrange(run) }
        lines.insert(contentsOf: text, at: Int.random(in: 0...lines.count, using: &generator))
      }
    }
    return lines
  }

  private static func line(_ alphabet: Int, _ generator: inout SeededGenerator) -> String {
    "line \(Int.random(in: 0..<alphabet, using: &generator))"
  }

  private static func edited(_ lines: [String], _ alphabet: Int, _ generator: inout SeededGenerator) -> [String] {
    var lines = lines
    for _ in 0..<Int.random(in: 0...5, using: &generator) {
      let place = Int.random(in: 0...lines.count, using: &generator)
      let length = min(Int.random(in: 0...4, using: &generator), lines.count - place)
      let new = (0..<Int.random(in: 0...3, using: &generator)).map { _ in line(alphabet, &generator) }
      lines.replaceSubrange(place..<(place + length), with: new)
    }
    return lines
  }

  private static func bytes(_ lines: [String], _ end: String, _ generator: inout SeededGenerator) -> [UInt8] {
    let isWhole = Int.random(in: 0..<8, using: &generator) > 0
    return Array((lines.joined(separator: end) + (isWhole && !lines.isEmpty ? end : "")).utf8)
  }
}
