import Arguments
import TestSupport
import Testing

struct AnyWordsTests {
  private let pieces = [
    "plant", "water", "harvest", "tools", "sharpen", "help", "rose", "-", "--", "-q", "-qd", "-n", "-n3", "-m",
    "--mark",
    "--mark=", "--soil", "dry", "--json", "--changes", "--color", "never", "-C", "--help", "-h", "--version", "=",
    "--=",
    "---", "-=", "", " ", "-é", "--é=ü", "👩‍👩‍👧", "\u{301}", "-\u{301}", "\u{0}", "'", "1", "-1", "1e999",
  ]

  @Test(arguments: 0..<20)
  func `any words are read or explained, and completed`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let outline = Outline(of: Garden.self)
    for _ in 0..<50 {
      let words = (0..<Int.random(in: 0...6, using: &generator)).compactMap { _ in
        pieces.randomElement(using: &generator)
      }
      do throws(UsageError) {
        // A command that runs has all that it requires: reading an unset value would end the test.
        if case .run(let command, _, _) = try Parser(Garden.self).parse(words) {
          _ = (command as? Plant)?.name
          _ = (command as? Harvest)?.gardenerName
        }
      } catch {
        #expect(!error.message.contains { $0.isNewline })
        #expect(error.hint != "")
      }
      for line in outline.completions(of: words, asking: { kind, _ in [kind] }) {
        #expect(!line.isEmpty && !line.contains { $0.isNewline })
      }
    }
  }
}
