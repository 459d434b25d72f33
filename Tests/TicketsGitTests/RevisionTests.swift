import TestSupport
import Testing
import TicketsGit

@Suite struct RevisionTests {
  @Test func `a revision is what git rev-parse says`() throws {
    let made = try TestRepository(stream: "tags")
    try made.git("tag", "--annotate", "--message", "x", "of-a-tree", "main^{tree}")
    let revisions = [
      "main", "HEAD", "@", "refs/heads/main", "heads/main", "main~1", "main^", "main^1", "main~0", "main^0",
      "HEAD~1^0", "main^{tree}", "main~1^{tree}", "main^{commit}", "main^{}", "annotated", "annotated^{}",
      "annotated^{tree}", "of-a-tag", "of-a-tag^{commit}", "of-a-file", "of-a-file^{blob}", "light", "tags/both",
      "heads/both", "both", "main:.tickets", "main^{/Make}", ":/Start", "18813f7", "18813f7^{tree}", "light~5",
      "main^2", "main^{blob}", "mian", "", "main~x", "main:nowhere", "..", "main..light", "of-a-tree",
      "of-a-tree^{tree}", "main^{tag}",
    ]
    try expectSame(revisions, in: made)
  }

  @Test func `branches of remotes and the past can be named`() throws {
    let made = try TestRepository(stream: "diverged")
    let clone = try made.clone(named: "clone")
    try clone.git("checkout", "--quiet", "--track", "origin/feature")
    try clone.commit("More")
    let revisions = [
      "origin/main", "origin", "origin/HEAD", "@{upstream}", "@{u}", "feature@{upstream}", "main@{u}", "@{-1}",
      "HEAD@{1}", "feature@{0}", "feature@{1}", "@{u}~1", "remotes/origin/main", "nowhere@{u}",
    ]
    try expectSame(revisions, in: clone)
  }

  private func expectSame(
    _ revisions: [String], in made: TestRepository, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let repository = try made.open()
    for revision in revisions {
      let judged = try made.git.attempt("rev-parse", "--verify", "--quiet", "--end-of-options", revision)
      let id = try? repository.resolve(revision)
      #expect(id?.hex == (judged.status == 0 ? judged.lines.last : nil), "\(revision)", sourceLocation: sourceLocation)
    }
  }

  @Test func `a revision that is not there suggests one that is`() throws {
    let made = try TestRepository(stream: "diverged")
    let repository = try made.open()
    let other = "`git branch --all` and `git tag` list what can be named"
    for (revision, hint) in [
      ("mian", "Did you mean 'main'?"), ("mian~2", "Did you mean 'main~2'?"), ("featrue", "Did you mean 'feature'?"),
      ("lihgt", other),
    ] {
      let error = failure { try repository.resolve(revision) }
      #expect(error?.kind == .revisionNotFound)
      #expect(error?.description == "cannot resolve '\(revision)': there is no such revision")
      #expect(error?.hint == hint)
    }
  }

  @Test func `a branch that only a remote has is suggested`() throws {
    let made = try TestRepository(stream: "diverged")
    let clone = try made.clone(named: "clone").open()
    let error = failure { try clone.resolve("feature") }
    #expect(error?.hint == "Did you mean 'origin/feature'?")
  }

  @Test func `an ambiguous short name is said so`() throws {
    let made = try TestRepository()
    // Two blobs whose names begin alike, found by trying.
    var seen: [String: Int] = [:]
    var prefix = ""
    for number in 0... {
      let hex = usualFormat.id(of: Array("\(number)".utf8), type: .blob).hex.prefix(4)
      if let other = seen.updateValue(number, forKey: String(hex)) {
        for number in [other, number] {
          try made.git("hash-object", "-w", "--stdin", input: Array("\(number)".utf8))
        }
        prefix = String(hex)
        break
      }
    }
    let repository = try made.open()
    let error = failure { try repository.resolve(prefix) }
    #expect(error?.kind == .revisionAmbiguous)
    #expect(error?.hint == "give more of its digits")
  }

  @Test func `a branch without a commit is said so`() throws {
    let made = try TestRepository(stream: "empty")
    let repository = try made.open()
    #expect(try repository.head() == .unborn(branch: "main"))
    for revision in ["HEAD", "main", "@"] {
      let error = failure { try repository.resolve(revision) }
      #expect(error?.kind == .unbornBranch)
      #expect(error?.message == "'main' has no commit yet")
    }
    #expect(failure { try repository.resolve("other") }?.kind == .revisionNotFound)
  }

  @Test func `what is no commit is said so`() throws {
    let made = try TestRepository(stream: "tags")
    let repository = try made.open()
    for (revision, kind) in [("of-a-file", "commit"), ("main^{tree}", "commit")] {
      let error = failure { try repository.commit(of: revision) }
      #expect(error?.kind == .wrongObject)
      #expect(error?.description == "cannot read '\(revision)': it names no \(kind)")
    }
    #expect(failure { try repository.tree(of: "of-a-file") }?.message == "it names no tree")
    #expect(try repository.tree(of: "annotated") == repository.resolve("annotated^{tree}"))
  }
}

@Suite struct ReferenceTests {
  @Test func `branches and tags are those of git`() throws {
    let made = try TestRepository(stream: "merges")
    try made.git("pack-refs", "--all")
    try made.git("branch", "zoë", "main")
    let clone = try made.clone(named: "clone")
    try clone.git("tag", "--annotate", "--message", "x", "v1")
    let repository = try clone.open()
    let found = try repository.branches() + repository.tags()
    #expect(
      found.map { "\($0.id) \($0.fullName)" }
        == (try clone.git("for-each-ref", "--format=%(objectname) %(refname)").lines))
    #expect(found.filter(\.isRemote).allSatisfy { $0.fullName == "refs/remotes/" + $0.name })
  }

  @Test func `HEAD is a branch, detached, or unborn`() throws {
    let made = try TestRepository(stream: "diverged")
    let repository = try made.open()
    let main = try repository.resolve("main")
    #expect(try repository.head() == .branch("main", main))
    try made.git("checkout", "--quiet", "--detach")
    #expect(try repository.head() == .detached(main))
    try made.git("checkout", "--quiet", "--orphan", "new/one")
    #expect(try repository.head() == .unborn(branch: "new/one"))
    let linked = try made.addWorkTree("feature", named: "linked")
    #expect(try linked.open().head() == .branch("feature", repository.resolve("feature")))
  }

  @Test func `a branch knows the one it follows`() throws {
    let made = try TestRepository(stream: "diverged")
    let clone = try made.clone(named: "clone")
    try clone.git("branch", "--track", "local", "main")
    try clone.git("branch", "--no-track", "alone", "main")
    let repository = try clone.open()
    #expect(try repository.upstream(of: "main")?.name == "origin/main")
    #expect(try repository.upstream(of: "main")?.id == repository.resolve("origin/main"))
    #expect(try repository.upstream(of: "local")?.name == "main")
    #expect(try repository.upstream(of: "alone") == nil)
    try clone.temporary.write("settings", "[branch \"alone\"]\n  remote = .\n  merge = refs/heads/local\n")
    let global = ["GIT_CONFIG_GLOBAL": clone.temporary.path("settings")]
    #expect(try clone.open(global).upstream(of: "alone")?.name == "local")
    #expect(
      try clone.open(global).resolve("alone@{u}").hex
        == clone.git.with(environment: global)("rev-parse", "alone@{u}").lines[0])
    try clone.git("update-ref", "-d", "refs/remotes/origin/main")
    #expect(try repository.upstream(of: "main") == nil)
  }
}
