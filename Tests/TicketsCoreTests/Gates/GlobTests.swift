import TestSupport
import Testing
import TicketsCore

/// Patterns for paths, with git itself as the judge.
@Suite struct GlobTests {
  /// What git ignores of some paths, and what the patterns take in.
  private func judge(_ patterns: [String], _ paths: [String]) throws -> (git: [String], ours: [String]) {
    let repository = try TestRepository()
    try repository.write(".gitignore", patterns.map { $0 + "\n" }.joined())
    let said = try repository.git.attempt(
      ["check-ignore", "-z", "--stdin", "--no-index"], input: Array(paths.map { $0 + "\0" }.joined().utf8))
    let ignored = said.output.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    let globs = Globs(patterns)
    return (ignored, paths.filter(globs.matches))
  }

  private static let paths = [
    "a", "b.swift", ".env", "key.pem", "Sources/a", "Sources/Auth/a.swift", "Sources/Auth/Deep/b.swift",
    "Tests/a.swift",
    "x/Sources/a", "docs/a.md", "docs/deep/b.md", "README.md", "a/b/c", "a/c", "a/x/y/c", "deep/.env", "deep/key.pem",
    "A", "sources/a", "foo/bar", "foo", "a[b", "a*b", "a\\b", "ab", "a-b", "é", "d/é.txt", "space name", "keep.txt",
    "logs/keep.txt", "logs/x.log",
  ]

  @Test(arguments: [
    ["Sources/**"], ["**/*.pem"], [".env"], ["/a"], ["a"], ["a/"], ["docs/"], ["docs/*"], ["docs/**"], ["**/c"],
    ["a/**/c"], ["a/*/c"], ["**"], ["*"], ["/*"], ["*.swift"], ["Sources/*.swift"], ["Sources/**/*.swift"],
    ["**/docs/**"],
    ["*", "!a"], ["*.md", "!README.md"], ["docs/", "!docs/a.md"], ["docs/*", "!docs/a.md"],
    ["logs/*", "!logs/keep.txt"],
    ["[ab]"], ["[!a]"], ["[^a]"], ["[a-c]"], ["[[:alpha:]]"], ["[[:upper:]]"], ["a[*]b"], ["a\\*b"], ["a[]b]"],
    ["a[-]b"],
    ["?"], ["a?b"], ["foo/bar/"], ["foo**"], ["foo/**"], ["**/"], ["***/c"], ["a**c"], ["!a"], ["\\!a"], ["a/**/"],
    ["é"], ["space name"], ["[a"], ["a[b"], ["S*s/A*h/"],
  ])
  func `git takes in the same paths`(patterns: [String]) throws {
    let (git, ours) = try judge(patterns, Self.paths)
    #expect(ours == git, "\(patterns)")
  }

  @Test(arguments: 0..<6) func `patterns made at random mean what they mean to git`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let pieces = ["a", "b", "*", "**", "?", "/", "/", "[ab]", "[!a]", ".", "c"]
    func word(_ pieces: [String], _ most: Int) -> String {
      (0...Int.random(in: 0..<most, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
    }
    var paths: Set<String> = []
    while paths.count < 60 {
      let names = (0...Int.random(in: 0...3, using: &random)).map { _ in word(["a", "b", "c", "."], 3) }
      if names.allSatisfy({ $0 != "." && $0 != ".." }) { paths.insert(names.joined(separator: "/")) }
    }
    for _ in 0..<25 {
      var patterns = [word(pieces, 7)]
      if Bool.random(using: &random) { patterns.append("!" + word(pieces, 5)) }
      if patterns.contains(where: { $0.contains("//") || $0 == "/" || $0 == "!/" }) { continue }
      let (git, ours) = try judge(patterns, paths.sorted { $0.precedesInBytes($1) })
      #expect(ours == git, "\(patterns)")
    }
  }

  @Test func `no pattern takes long`() {
    let globs = Globs([String(repeating: "*a", count: 60) + "b"])
    #expect(!globs.matches(String(repeating: "a", count: 4000)))
  }
}
