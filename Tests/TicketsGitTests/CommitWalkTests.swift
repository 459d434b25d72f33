import TestSupport
import Testing
import TicketsGit

@Suite struct CommitWalkTests {
  /// A random history, and pairs of its revisions.
  private func history(_ seed: UInt64) throws -> (TestRepository, [(String, String)]) {
    var random = SeededGenerator(seed: seed)
    let made = try TestRepository("--bare")
    let count = 40
    try made.git("fast-import", "--quiet", input: Array(RandomHistory.stream(count, &random).utf8))
    let pairs = (0..<10).map { _ in
      ("c\(Int.random(in: 1...count, using: &random))", "c\(Int.random(in: 1...count, using: &random))")
    }
    return (made, pairs)
  }

  @Test(arguments: 1...4) func `a range has the commits of git, none before a parent`(seed: UInt64) throws {
    let (made, pairs) = try history(seed)
    let repository = try made.open()
    let graph = CommitGraph(repository)
    for (from, to) in pairs {
      let (old, new) = (try repository.commit(of: from), try repository.commit(of: to))
      let range = try graph.commits(from: [new], notFrom: [old])
      #expect(Set(range.map(\.hex)) == Set(try made.git("rev-list", "\(from)..\(to)").lines))
      let all = try graph.commits(from: [new])
      #expect(Set(all.map(\.hex)) == Set(try made.git("rev-list", to).lines))
      for (index, id) in all.enumerated() {
        for parent in try graph.parents(of: id) {
          #expect(all.firstIndex(of: parent).map { $0 < index } == true)
        }
      }
    }
  }

  @Test(arguments: 5...7) func `what contains a commit is what git says`(seed: UInt64) throws {
    let (made, pairs) = try history(seed)
    let repository = try made.open()
    let branches = try repository.branches()
    for (name, _) in pairs.prefix(4) {
      let wanted = try repository.commit(of: name)
      let graph = CommitGraph(repository)
      var known: [ObjectID: Bool] = [:]
      let found = try branches.filter { try graph.contains(wanted, in: $0.id, known: &known) }
      #expect(
        found.map(\.name).sorted()
          == (try made.git("branch", "--contains", name, "--format=%(refname:short)").lines.sorted()))
    }
  }

  @Test func `what symbolic references point to is listed once more, and marked`() throws {
    let made = try TestRepository(stream: "diverged", bare: true)
    try made.git("symbolic-ref", "refs/heads/alias", "refs/heads/feature")
    try made.git("symbolic-ref", "refs/heads/stale", "refs/heads/nothing")
    let branches = try made.open().branches()
    #expect(branches.map(\.name) == ["alias", "feature", "main"])
    #expect(branches.map(\.isSymbolic) == [true, false, false])
  }
}
