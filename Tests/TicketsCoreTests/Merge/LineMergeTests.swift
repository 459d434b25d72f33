import TestSupport
import Testing

@testable import TicketsCore

@Suite struct LineMergeTests {
  private static func cases(_ count: Int, seed: UInt64) -> [ThreeTexts] {
    var generator = SeededGenerator(seed: seed)
    return (0..<count).map { _ in ThreeTexts(using: &generator) }
  }

  @Test func `texts are merged as git merge merges them, conflicts byte for byte`() throws {
    let cases = Self.cases(1000, seed: 5)
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
