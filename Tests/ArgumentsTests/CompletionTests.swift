import Arguments
import Testing

/// A command line up to the cursor, and the words that are offered there.
private struct Case: CustomTestStringConvertible, Sendable {
  let line: String
  let offered: String

  init(_ line: String, _ offered: String) {
    self.line = line
    self.offered = offered
  }

  var testDescription: String { line }
}

struct CompletionTests {
  private let outline = Outline(of: Garden.self)

  @Test(arguments: [
    Case("''", "plant water harvest tools bury help"),
    Case("p", "plant"),
    Case("s", ""),
    Case("tools ''", "sharpen"),
    Case("help pl", "plant"),
    Case("-", "-C --color --help --version"),
    Case("--c", "--color"),
    Case("--color ''", "auto always never"),
    Case("--color=a", "--color=auto --color=always"),
    Case("-C ''", ":directories"),
    Case("-C yard pl", "plant"),
    Case("plant -", "--quiet -d --count -C --color --help --version"),
    Case("plant rose -q -", "-d --count -C --color --help --version"),
    Case("plant -qn ''", ""),
    Case("water ''", "plant:"),
    Case("water rose f", "plant:f"),
    Case("water --mark ''", ""),
    Case("water --mark a b -", "--mark --soil --changes --json --limit -C --color --help --version"),
    Case("water --soil dry w", "wet"),
    Case("water --soil=w", "--soil=wet"),
    Case("water --soil dry -- -", "plant:-"),
    Case("water --changes ''", ""),
    Case("harvest --size 1 --c", "--color"),
    Case("tools sharpen ''", ":files"),
    Case("bury ''", "-C --color --help --version"),
    Case("bury x", ""),
    Case("sow -", "-C --color --help --version"),
  ])
  fileprivate func `what can stand there is offered`(_ test: Case) {
    let typed = words(test.line)
    let lines = outline.completions(of: typed) { kind, typed in ["\(kind):\(typed)"] }
    let offered = lines.map { $0.prefix { $0 != "\t" } }.joined(separator: " ")
    #expect(offered == test.offered)
  }

  @Test func `a word comes with what it means`() {
    #expect(outline.completions(of: ["pl"]) { _, _ in [] } == ["plant\tPlant one plant"])
    #expect(outline.completions(of: ["plant", "--qu"]) { _, _ in [] } == ["--quiet\tSay nothing"])
  }
}
