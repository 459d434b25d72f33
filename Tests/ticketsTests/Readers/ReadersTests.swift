import Foundation
import TestSupport
import Testing

/// libgit2 and the user's own git, which read alike.
@Suite struct ReadersTests {
  /// What commands say of a repository.
  private func answers(_ folder: String, _ commands: [[String]], _ variables: [String: String]) throws -> [String] {
    let tool = Tool(in: folder, variables)
    return try commands.map { words in
      let execution = try tool(words)
      return "\(words) \(execution.status)\n\(execution.text)\(execution.errorText)"
    }
  }

  private static let git = ["TICKETS_READER": "git"]

  @Test(
    arguments: [
      (1, []), (2, .deletions), (3, [.tampering, .steps]), (4, [.crossings, .renames]),
      (5, [.picks, .strangers, .steps]),
    ] as [(UInt64, RandomHistories.Events)])
  func `both readers give the same answers`(seed: UInt64, events: RandomHistories.Events) throws {
    let made = try TestRepository()
    try made.git("fast-import", "--quiet", input: RandomHistories(3, seed: seed, events).stream)
    try made.git("switch", "--quiet", "0/ours")
    // Half of the objects in a pack, half of them loose.
    if seed % 2 == 0 { try made.git("repack", "-adq") }
    try made.git("tag", "--annotate", "--message", "tagged", "v1", "1/base")
    var commands: [[String]] = [
      ["branches", "--json"], ["branches", "--all", "--json"], ["list", "--staged", "--json"],
      ["audit", "HEAD", "--json"],
      ["validate", "--staged", "--json"], ["list", "--at", "v1^{tree}", "--json"],
      ["list", "--at", "no/such", "--json"],
      ["audit", "--commits", "--json"], ["diff", "--json"], ["diff", "--staged", "--json"], ["hook", "pre-commit"],
    ]
    for number in 0..<3 {
      let (base, ours, theirs) = ("\(number)/base", "\(number)/ours", "\(number)/theirs")
      for ref in [base, ours, theirs + "~1", made.path.isEmpty ? "" : "v1"] {
        commands += [
          ["list", "--at", ref, "--json"], ["graph", "--at", ref, "--json"], ["validate", "--at", ref, "--json"],
        ]
      }
      commands += [
        ["diff", base, ours, "--json"], ["diff", "\(ours)...\(theirs)", "--logs", "--json"],
        ["merge-check", ours, theirs, "--json"], ["list", "--merged", ours, theirs, "--json"],
        ["audit", "\(base)..\(theirs)", "--json"],
      ]
      let listed = try #require(try Tool(in: made.path).json("list", "--at", ours) as? [[String: Any]])
      for id in listed.compactMap({ $0["id"] as? String }) {
        commands += [["show", id, "--at", ours, "--logs", "all", "--json"], ["history", id, "--at", ours, "--json"]]
      }
    }
    let (first, second) = (try answers(made.path, commands, [:]), try answers(made.path, commands, Self.git))
    for (one, other) in zip(first, second) { #expect(one == other) }
    #expect(first.contains { $0.contains("\"title\"") })
  }

  /// The same text in which each name of an object is the number of the order in which it first came.
  private func withoutNames(_ text: String) -> String {
    var numbers: [Substring: Int] = [:]
    var result = ""
    var rest = text[...]
    while let match = rest.firstMatch(of: /\b(?:[0-9a-f]{64}|[0-9a-f]{40})\b/) {
      let number = numbers[match.output] ?? numbers.count
      numbers[match.output] = number
      result += rest[..<match.range.lowerBound] + "<\(number)>"
      rest = rest[match.range.upperBound...]
    }
    return result + rest
  }

  @Test(
    arguments: [(1, []), (3, [.tampering, .steps]), (4, [.crossings, .renames])] as [(UInt64, RandomHistories.Events)])
  func `longer names of objects change no answer`(seed: UInt64, events: RandomHistories.Events) throws {
    let stream = RandomHistories(3, seed: seed, events).stream
    var found: [[String]] = []
    for format in ["sha1", "sha256"] {
      let made = try TestRepository("--object-format=\(format)")
      try made.git("fast-import", "--quiet", input: stream)
      try made.git("switch", "--quiet", "0/ours")
      if seed == 3 { try made.git("repack", "-adq") }
      var commands = [
        ["branches", "--all", "--json"], ["audit", "HEAD", "--json"], ["validate", "--staged", "--json"],
      ]
      for number in 0..<3 {
        let (base, ours, theirs) = ("\(number)/base", "\(number)/ours", "\(number)/theirs")
        commands += [["list", "--at", ours, "--json"], ["graph", "--at", theirs, "--json"]]
        commands += [["diff", base, ours, "--logs", "--json"], ["merge-check", ours, theirs, "--json"]]
        commands += [["audit", "\(base)..\(theirs)", "--json"], ["validate", "--merged", ours, theirs, "--json"]]
      }
      let listed = try #require(try Tool(in: made.path).json("list", "--at", "0/ours") as? [[String: Any]])
      for id in listed.compactMap({ $0["id"] as? String }) { commands.append(["history", id, "--json"]) }
      found.append(try answers(made.path, commands, [:]).map(withoutNames))
    }
    for (one, other) in zip(found[0], found[1]) { #expect(one == other) }
  }

  /// A folder whose file is found in place of a library, and is none.
  private func withoutLibGit2(_ folder: TemporaryFolder) throws -> [String: String] {
    let path = folder.path("libraries")
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    for name in ["/usr/lib", "/usr/local/lib", "/lib"] {
      let found = FileManager.default.enumerator(atPath: name)?.compactMap { $0 as? String } ?? []
      for file in found.map({ $0.split(separator: "/").last.map(String.init) ?? "" }) where file.hasPrefix("libgit2.so")
      {
        try Data().write(to: URL(fileURLWithPath: path + "/" + file))
      }
    }
    return ["LD_LIBRARY_PATH": path]
  }

  #if os(Linux)
    @Test func `without libgit2 git reads everything`() throws {
      let made = try TestRepository(stream: "diverged")
      let variables = try withoutLibGit2(made.temporary)
      let commands = [
        ["list", "--at", "feature", "--json"], ["branches", "--json"], ["list", "--staged", "--json"],
        ["diff", "main", "feature", "--json"], ["merge-check", "feature", "--json"], ["audit", "feature", "--json"],
      ]
      #expect(try answers(made.path, commands, variables) == answers(made.path, commands, [:]))
      #expect(try Tool(in: made.path, variables)("doctor").text.contains(/read with git: .*libgit2\.so/))
      let outside = Tool(in: made.temporary.path, variables)
      let failure = try outside("list", "--at", "HEAD")
      #expect(failure.status == 2)
      #expect(failure.errorText.contains("there is none here or in a folder above"))
      // With neither of the two there is nothing to read with.
      let neither = try Tool(in: made.path, variables.merging(["PATH": "/nowhere"]) { $1 })("list", "--at", "HEAD")
      #expect(neither.status == 2)
      #expect(neither.errorText.hasPrefix("error: cannot load libgit2: "))
    }
  #endif

  /// A git that does something else with some commands.
  private func otherGit(_ folder: TemporaryFolder, _ script: String) throws -> [String: String] {
    let path = folder.path("programs")
    let search = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    try writeScript("#!/bin/sh\nPATH='\(search)'\n\(script)\nexec git \"$@\"\n", to: path + "/git")
    return Self.git.merging(["PATH": "\(path):\(search)"]) { $1 }
  }

  @Test(arguments: [
    (
      "case \"$*\" in *cat-file*) git \"$@\" | { dd bs=1 count=700 2>/dev/null; kill -9 $$; } ;; esac",
      "git did not answer to the end"
    ),
    ("case \"$*\" in *cat-file*) kill -9 $$;; esac", "git did not answer to the end"),
    ("case \"$*\" in *cat-file*) echo nonsense; exit 0;; esac", "git did not answer to the end"),
    ("case \"$*\" in *rev-parse*) kill -9 $$;; esac", "git did not answer to the end"),
  ]) func `a git that dies is one sentence, and nothing half-read is shown`(script: String, sentence: String) throws {
    let made = try TestRepository(stream: "merges")
    let tool = Tool(in: made.path, try otherGit(made.temporary, script))
    for words in [["list", "--at", "main"], ["branches"], ["diff", "main~1", "main"], ["validate", "--at", "main"]] {
      let execution = try tool(words)
      #expect(execution.status == 2, "\(words)")
      #expect(execution.text.isEmpty, "\(words): \(execution.text)")
      #expect(execution.errorText.hasPrefix("error: cannot read the repository with 'git "), "\(execution.errorText)")
      #expect(execution.errorText.contains(sentence), "\(execution.errorText)")
      #expect(execution.errorText.components(separatedBy: "error: ").count == 2, "\(execution.errorText)")
    }
  }

  @Test func `an older git, which needs two processes, gives the same answers`() throws {
    let made = try TestRepository(stream: "merges")
    let old = "case \"$*\" in *--batch-command*) echo 'usage: git cat-file' >&2; exit 129;; esac"
    let commands = [
      ["list", "--at", "main", "--json"], ["branches", "--json"], ["diff", "main~1", "main", "--json"],
      ["audit", "main", "--json"],
    ]
    #expect(
      try answers(made.path, commands, otherGit(made.temporary, old)) == answers(made.path, commands, Self.git))
  }

  @Test func `no git is said so`() throws {
    let made = try TestRepository(stream: "diverged")
    let execution = try Tool(in: made.path, Self.git.merging(["PATH": "/nowhere"]) { $1 })("list", "--at", "main")
    #expect(execution.status == 2)
    #expect(
      execution.errorText
        == """
        error: cannot run git: there is no program of that name on the PATH
          install git: this repository is read with it

        """)
  }

  @Test func `a clone that lacks objects is not completed by looking`() throws {
    let made = try TestRepository(stream: "merges", bare: true)
    try made.git("config", "uploadpack.allowFilter", "true")
    let clone = try made.clone("--filter=blob:none", "--bare", named: "partial")
    let before = try clone.git("count-objects", "-v").text
    let commands = [["list", "--at", "main", "--json"], ["list", "--at", "main"]]
    let read = try answers(clone.path, commands, Self.git)
    #expect(try read == answers(clone.path, commands, [:]))
    #expect(read[1].contains("git cat-file -e"), "\(read[1])")
    #expect(try clone.git("count-objects", "-v").text == before)
  }

  @Test(.enabled(if: Git.version >= (2, 45), "this git makes no reftables"))
  func `reftables are read`() throws {
    let made = try TestRepository("--ref-format=reftable")
    try made.git("fast-import", "--quiet", input: RandomHistories(2, seed: 5, .steps).stream)
    try made.git("switch", "--quiet", "0/ours")
    let tool = Tool(in: made.path)
    let id = try tool.succeed("new", "--title", "Claimed")
    try tool.succeed("claim", id)
    #expect(try (tool.json("claims") as? [Any])?.count == 1)
    let survey = try #require(try tool.json("branches", "--all") as? [String: Any])
    let names = (survey["refs"] as? [[String: Any]] ?? []).compactMap { $0["name"] as? String }
    #expect(try Set(made.git("for-each-ref", "--format=%(refname:short)", "refs/heads/").lines).isSubset(of: names))
    #expect(try tool("audit", "HEAD").status == 0)
    #expect(try tool("merge-check", "0/theirs").status != 2)
  }

  @Test func `a damaged object is one broken ticket`() throws {
    let made = try TestRepository(stream: "merges")
    let path = try made.git("ls-tree", "-r", "--name-only", "main", ".tickets").lines.first {
      $0.hasSuffix("ticket.md")
    }
    let blob = try made.git("rev-parse", "main:\(try #require(path))").lines[0]
    let file = made.path + "/.git/objects/\(blob.prefix(2))/\(blob.dropFirst(2))"
    try made.git("repack", "-adq")
    try FileManager.default.createDirectory(
      atPath: made.path + "/.git/objects/\(blob.prefix(2))", withIntermediateDirectories: true)
    for pack in try FileManager.default.contentsOfDirectory(atPath: made.path + "/.git/objects/pack") {
      try FileManager.default.moveItem(
        atPath: made.path + "/.git/objects/pack/\(pack)", toPath: made.temporary.path(pack))
    }
    let name = try #require(
      try FileManager.default.contentsOfDirectory(atPath: made.temporary.path).first { $0.hasSuffix(".pack") })
    try made.git(
      "unpack-objects", "-q", input: [UInt8](Data(contentsOf: URL(fileURLWithPath: made.temporary.path(name)))))
    try FileManager.default.removeItem(atPath: file)
    try Data("no object".utf8).write(to: URL(fileURLWithPath: file))
    let whole = try Tool(in: made.path, Self.git)("list", "--at", "main", "--json")
    let rows = try #require(try JSONSerialization.jsonObject(with: Data(whole.output)) as? [[String: Any]])
    #expect(rows.count > 1)
    #expect(rows.count { !($0["broken"] is NSNull) } == 1)
  }
}
