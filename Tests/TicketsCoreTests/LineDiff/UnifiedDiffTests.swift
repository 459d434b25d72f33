import TestSupport
import Testing
import TicketsCore

@Suite struct UnifiedDiffTests {
  @Test func `a difference reads as git writes it`() throws {
    var generator = SeededGenerator(seed: 9)
    let folder = try TemporaryFolder()
    for _ in 0..<20 {
      let old = (0..<Int.random(in: 0...40, using: &generator)).map { "line \($0 % 7)" }
      var new = old
      for _ in 0..<Int.random(in: 0...4, using: &generator) {
        let index = Int.random(in: 0...new.count, using: &generator)
        if index < new.count, Bool.random(using: &generator) {
          new.remove(at: index)
        } else {
          new.insert("x", at: index)
        }
      }
      let texts = [old, new].map { lines in
        lines.joined(separator: "\n") + (Bool.random(using: &generator) && !lines.isEmpty ? "\n" : "")
      }
      try folder.write("old", texts[0])
      try folder.write("new", texts[1])
      let git = try run(
        "/usr/bin/env", ["git", "diff", "--no-index", "--no-color", "--no-indent-heuristic", "old", "new"],
        in: folder.path, environment: ["PATH": "/usr/local/bin:/usr/bin:/bin", "GIT_CONFIG_NOSYSTEM": "1"])
      let ours = UnifiedDiff.text(path: "f", from: Array(texts[0].utf8), to: Array(texts[1].utf8))
      #expect(hunks(ours) == hunks(git.text))
    }
  }

  /// The difference without its head, and without what git says beside the places.
  private func hunks(_ text: String) -> [String] {
    text.split(separator: "\n").drop { !$0.hasPrefix("@@") }.map { line in
      guard line.hasPrefix("@@") else { return String(line) }
      return line.split(separator: " ").prefix(4).joined(separator: " ")
    }
  }
}
