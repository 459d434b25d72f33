import TestSupport
import Testing
import TicketsCore

@Suite struct LogChangesTests {
  private func changes(_ old: String, _ new: String) -> [String] {
    let changes = LogChanges(from: Array(old.utf8), to: Array(new.utf8))
    return changes.added.map { "+\($0.number)\($0.text)" } + changes.removed.map { "-\($0.number)\($0.text)" }
      + changes.rewritten.map { "\($0.old.number)\($0.old.text)>\($0.new.number)\($0.new.text)" }
      + (changes.isReordered ? ["reordered"] : [])
  }

  @Test(arguments: [
    ("", "a\n", ["+1a"]),
    ("a\nb\n", "a\nb\nc\nd\n", ["+3c", "+4d"]),
    ("a\nb", "a\nb\nc\n", ["+3c"]),
    ("a\r\nb\r\n", "a\nb\nc\n", ["+3c"]),
    ("a\r", "a\n", []),
    ("a\nb\nc\n", "a\nc\n", ["-2b"]),
    ("a\nb\nc\n", "", ["-1a", "-2b", "-3c"]),
    ("a\nb\nc\n", "a\nB\nc\n", ["2b>2B"]),
    ("a\nb\n", "a\nB\nc\n", ["+3c", "2b>2B"]),
    ("a\nb\nc\nd\n", "a\nB\nd\n", ["-3c", "2b>2B"]),
    ("a\nb\n", "b\na\n", ["reordered"]),
    ("a\nb\nc\n", "b\na\nC\n", ["3c>3C", "reordered"]),
    ("a\na\n", "a\n", ["-2a"]),
    ("a\n\n\nb\n", "a\nb\n\n  \n", []),
    ("a\nb\n", "x\na\nb\n", ["+1x"]),
  ])
  func `each line that is not as it was is named`(old: String, new: String, expected: [String]) {
    #expect(changes(old, new) == expected)
  }

  @Test func `the new lines are the old ones without the lost and with the added`() {
    var random = SeededGenerator(seed: 22)
    for _ in 0..<1000 {
      let old = lines(&random)
      let new =
        Bool.random(using: &random) ? lines(&random) : old.filter { _ in Int.random(in: 0..<4, using: &random) > 0 }
      let changes = LogChanges(from: text(old), to: text(new))
      var counts = Dictionary(old.map { ($0, 1) }, uniquingKeysWith: +)
      for line in changes.removed + changes.rewritten.map(\.old) {
        counts[line.text, default: 0] -= 1
        #expect(old[line.number - 1] == line.text)
      }
      for line in changes.added + changes.rewritten.map(\.new) {
        counts[line.text, default: 0] += 1
        #expect(new[line.number - 1] == line.text)
      }
      #expect(counts.filter { $0.value != 0 } == Dictionary(new.map { ($0, 1) }, uniquingKeysWith: +))
      #expect(Set(changes.removed.map(\.text)).isDisjoint(with: changes.added.map(\.text)))
      if changes.linesLost == 0 { #expect(changes.isReordered == !isSubsequence(old, of: new)) }
    }
  }

  private func lines(_ random: inout SeededGenerator) -> [String] {
    (0..<Int.random(in: 0..<8, using: &random)).map { _ in
      ["a", "b", "c", "d", "e"].randomElement(using: &random) ?? ""
    }
  }

  private func text(_ lines: [String]) -> [UInt8] { Array(lines.map { $0 + "\n" }.joined().utf8) }

  private func isSubsequence(_ lines: [String], of others: [String]) -> Bool {
    var rest = others[...]
    return lines.allSatisfy { line in
      guard let index = rest.firstIndex(of: line) else { return false }
      rest = rest[(index + 1)...]
      return true
    }
  }
}
