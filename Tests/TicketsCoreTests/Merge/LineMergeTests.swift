import Foundation
import TestSupport
import Testing

@testable import TicketsCore

@Suite struct LineMergeTests {
  private static func cases(_ count: Int, seed: UInt64) -> [ThreeTexts] {
    var generator = SeededGenerator(seed: seed)
    return (0..<count).map { _ in ThreeTexts(using: &generator) }
  }

  @Test func `texts are merged as git merge merges them, conflicts byte for byte`() throws {
    var generator = SeededGenerator(seed: 12)
    let cases =
      Self.cases(1000, seed: 5) + (0..<1000).map { _ in ThreeTexts(movingWith: &generator) }
    let repository = try TestRepository("--bare")
    var stream = ""
    for (number, side) in [\ThreeTexts.base, \.ours, \.theirs].enumerated() {
      stream += "commit refs/heads/\(["base", "ours", "theirs"][number])\nmark :\(number + 1)\n"
      stream += "committer Ada <ada@example.org> 1769712130 +0000\ndata 0\n"
      if number > 0 { stream += "from :1\n" }
      for (index, texts) in cases.enumerated() {
        let bytes = texts[keyPath: side]
        stream += "M 100644 inline \(index)\ndata \(bytes.count)\n\(String(decoding: bytes, as: UTF8.self))\n"
      }
    }
    try repository.git("fast-import", "--quiet", input: Array(stream.utf8))
    let merge = try repository.git.attempt("merge-tree", "--write-tree", "ours", "theirs")
    let tree = try #require(merge.lines.first)
    let wanted = cases.indices.map { "\(tree):\($0)\n" }.joined()
    var output = try repository.git("cat-file", "--batch", input: Array(wanted.utf8)).output[...]
    let conflicted = Set(merge.lines.filter { $0.hasPrefix("100644 ") }.compactMap { $0.split(separator: "\t").last })
    for (index, texts) in cases.enumerated() {
      let header = String(decoding: output.prefix { $0 != Ascii.newline }, as: UTF8.self)
      let size = try #require(header.split(separator: " ").last.flatMap { Int($0) })
      let merged = String(decoding: output.dropFirst(header.utf8.count + 1).prefix(size), as: UTF8.self)
      output = output.dropFirst(header.utf8.count + 1 + size + 1)
      let ours = LineMerge(base: texts.base, ours: texts.ours, theirs: texts.theirs)
      #expect(String(decoding: ours.bytes, as: UTF8.self) == merged, "case \(index)")
      #expect(conflicted.contains("\(index)") == !ours.conflicts.isEmpty, "case \(index)")
    }
  }

  /// Lines of which each is there once, and how each side changes them.
  @Test(arguments: ["prose", "items"])
  func `the time grows with the text and not with its square`(kind: String) {
    func merged(_ count: Int) -> Double {
      func text(_ side: Int) -> [UInt8] {
        Array(
          (0..<count).map { number in
            let line = "line \(number)\n"
            if side == 0 { return line }
            if kind == "items" { return line + "new \(side) \(number)\n" }
            return number % 3 == side ? "changed \(side) \(number)\n" : line
          }.joined().utf8)
      }
      let (base, ours, theirs) = (text(0), text(1), text(2))
      return (0..<3).map { _ in
        let start = processorTime()
        #expect(LineMerge(base: base, ours: ours, theirs: theirs).bytes.count > base.count)
        return processorTime() - start
      }.min() ?? 0
    }
    let (few, many) = (merged(2000), merged(8000))
    #expect(many < 8 * few, "\(few) s for 2000 lines, \(many) s for 8000")
  }

  /// The time that this thread has worked, in seconds: what else the machine does makes no difference.
  private func processorTime() -> Double {
    var time = timespec()
    _ = unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  @Test func `with the fewest changes they are merged as git merge-file merges them`() throws {
    let cases = Self.cases(150, seed: 6)
    let folder = try TemporaryFolder()
    for (index, texts) in cases.enumerated() {
      try folder.write("\(index).base", String(decoding: texts.base, as: UTF8.self))
      try folder.write("\(index).ours", String(decoding: texts.ours, as: UTF8.self))
      try folder.write("\(index).theirs", String(decoding: texts.theirs, as: UTF8.self))
    }
    let script = """
      i=0
      while [ $i -lt \(cases.count) ]; do
        git merge-file -p -q -L ours -L base -L theirs $i.ours $i.base $i.theirs > $i.merged
        i=$((i + 1))
      done
      """
    let git = Git(in: folder.path)
    _ = try run("/bin/sh", ["-c", script], in: folder.path, environment: git.environment)
    for (index, texts) in cases.enumerated() {
      let ours = LineMerge(base: texts.base, ours: texts.ours, theirs: texts.theirs, .myers)
      #expect(try String(decoding: ours.bytes, as: UTF8.self) == folder.read("\(index).merged"), "case \(index)")
    }
  }
}
