import TestSupport
import Testing
import TicketsCore
import TicketsGit

@Suite struct CommitCaptureTests {
  private func capture(_ made: TestRepository, prefix: String = "") throws -> CommitCapture {
    CommitCapture(in: try made.open(), prefix: prefix)
  }

  /// What git itself names a commit's patch.
  private func patchID(_ commit: String, _ git: Git) throws -> String? {
    let patch = try git("diff-tree", "--root", "-p", commit).output
    return try git("patch-id", "--stable", input: patch).lines.first.map { String($0.prefix { $0 != " " }) }
  }

  @Test(arguments: 1...3) func `patch ids are those of git`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let made = try TestRepository()
    var texts: [String: ThreeTexts] = [:]
    for number in 0..<12 {
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let name =
          ["a.txt", "dir/b.txt", "dir/deep/ü c.txt", ".tickets/x/ticket.md"].randomElement(using: &random) ?? ""
        let text = texts[name] ?? ThreeTexts(using: &random)
        let version = [text.base, text.ours, text.theirs].randomElement(using: &random) ?? []
        texts[name] = Int.random(in: 0..<4, using: &random) == 0 ? nil : text
        try made.write(name, String(decoding: version, as: UTF8.self))
      }
      if number % 4 == 3 { try made.git("rm", "-q", "-f", "--ignore-unmatch", "a.txt") }
      try made.commit("Commit \(number)")
      let captured = try capture(made).only("HEAD")
      for commit in captured { #expect(commit.patchID?.hex == (try patchID("HEAD", made.git))) }
    }
  }

  @Test func `merges and commits that touch only tickets are left out`() throws {
    let made = try TestRepository()
    try made.write("a", "1\n")
    try made.commit("Begin")
    try made.git("switch", "-qc", "side")
    try made.write(".tickets/x/ticket.md", "only a ticket\n")
    try made.commit("Ticket")
    try made.write(".tickets/x/ticket.md", "more\n")
    try made.write("src/b", "2\n")
    let both = try made.commit("Both\n\nTicket: 4f1e2d3c")
    try made.git("switch", "-q", "main")
    try made.write("c", "3\n")
    try made.commit("Main")
    try made.git("switch", "-q", "side")
    try made.git("merge", "-q", "-m", "Merge", "main")
    let captured = try capture(made).ofBranch(base: nil)
    #expect(captured.map(\.id.hex) == [both])
    #expect(captured.map(\.files) == [["src/b"]])
    #expect(captured.first?.trailers.values(of: "ticket") == ["4f1e2d3c"])
  }

  @Test func `the base branch is the configured one, or that of origin, or one of the usual`() throws {
    let made = try TestRepository(stream: "diverged", bare: true)
    try made.git("branch", "master", "main")
    #expect(try made.open().baseBranch(nil)?.name == "main")
    #expect(try made.open().baseBranch("feature")?.name == "feature")
    #expect(failure { try made.open().baseBranch("nothing") }?.kind == .revisionNotFound)
    let clone = try made.clone(named: "clone")
    try clone.git("switch", "-q", "feature")
    try clone.git("branch", "-D", "main")
    #expect(try clone.open().baseBranch(nil)?.fullName == "refs/remotes/origin/main")
    #expect(try clone.open().baseBranch("master")?.fullName == "refs/remotes/origin/master")
    try clone.git("symbolic-ref", "--delete", "refs/remotes/origin/HEAD")
    #expect(try clone.open().baseBranch(nil)?.name == "origin/main")
  }

  @Test func `files are relative to the root of the tickets`() throws {
    let made = try TestRepository()
    try made.write("proj/.tickets/x/ticket.md", "x\n")
    try made.write("proj/src/a", "a\n")
    try made.write("other/b", "b\n")
    try made.commit("All")
    #expect(try capture(made, prefix: "proj/").only("HEAD").first?.files == ["../other/b", "src/a"])
  }
}
