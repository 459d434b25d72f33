import TestSupport
import Testing

@testable import TicketsCore

@Suite struct LogMergeTests {
  private func merge(_ base: String, _ ours: String, _ theirs: String) -> (text: String, conflicts: [MergeConflict]) {
    let merge = LogMerge.merge(
      name: "a.jsonl", base: Array(base.utf8), ours: Array(ours.utf8), theirs: Array(theirs.utf8))
    return (String(decoding: merge.bytes, as: UTF8.self), merge.conflicts)
  }

  @Test func `new lines of both sides follow the old ones, ours first`() {
    #expect(merge("1\n", "1\n2\n", "1\n3\n4\n").text == "1\n2\n3\n4\n")
  }

  @Test func `a line that both sides have is there once, an old doubled one stays doubled`() {
    #expect(merge("1\n1\n", "1\n1\n2\n", "1\n1\n3\n2\n").text == "1\n1\n2\n3\n")
  }

  @Test func `a missing last line end joins no lines, and line ends do not make lines differ`() {
    #expect(merge("1", "1\n2", "1\n3").text == "1\n2\n3\n")
    #expect(merge("1\r\n", "1\r\n2\r\n", "1\n3\n").text == "1\r\n2\r\n3\n")
  }

  @Test func `a rewritten old line is a conflict that shows all versions`() {
    let merged = merge("1\n2\n", "1\ntwo\n", "1\n2\n3\n")
    #expect(merged.text == "1\n<<<<<<< ours\ntwo\n||||||| base\n2\n=======\n2\n3\n>>>>>>> theirs\n")
    #expect(
      merged.conflicts == [
        MergeConflict(.log, "a.jsonl", base: .string("2\n"), ours: .string("two\n"), theirs: .string("2\n3\n"))
      ])
  }

  @Test func `an old line that one side lost is a conflict, and so is one that both lost`() {
    #expect(merge("1\n2\n3\n", "1\n3\n", "1\n2\n3\n4\n").conflicts.map(\.base) == [.string("2\n")])
    #expect(merge("1\n2\n", "2\n3\n", "2\n4\n").conflicts.map(\.base) == [.string("1\n")])
  }

  @Test(arguments: 0..<20) func `no line of either side is ever missing`(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<100 {
      let texts = ThreeTexts(using: &generator)
      let merged = LogMerge.merge(name: "", base: texts.base, ours: texts.ours, theirs: texts.theirs)
      let lines = Set(String(decoding: merged.bytes, as: UTF8.self).split(whereSeparator: \.isNewline))
      for side in [texts.ours, texts.theirs] {
        #expect(lines.isSuperset(of: String(decoding: side, as: UTF8.self).split(whereSeparator: \.isNewline)))
      }
      let grown = LogMerge.merge(
        name: "", base: texts.base, ours: texts.base + [Ascii.newline] + texts.ours,
        theirs: texts.base + [Ascii.newline] + texts.theirs)
      #expect(grown.conflicts.isEmpty)
    }
  }
}
