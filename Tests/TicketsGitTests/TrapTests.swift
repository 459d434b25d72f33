import Foundation
import TestSupport
import Testing
import TicketsCore
import TicketsGit

/// What libgit2 refuses or mistakes on its own.
@Suite struct TrapTests {
  @Test(.enabled(if: Git.isReadByLibGit2, "an older git refuses one of them"))
  func `extensions that change nothing for readers are allowed`() throws {
    let made = try TestRepository(stream: "diverged")
    try made.git("config", "core.repositoryFormatVersion", "1")
    try made.git("config", "extensions.worktreeConfig", "true")
    try made.git("config", "extensions.partialClone", "origin")
    try made.git("config", "extensions.preciousObjects", "true")
    let linked = try made.addRelativeWorkTree("feature", named: "linked")
    let expected = try CommitTreeTests.judged(made, "feature")
    // A git older than 2.48 refuses what this setting says.
    try made.git("config", "extensions.relativeWorktrees", "true")
    #expect(try CommitTreeTests.contents(CommitTree("feature", in: made.open())) == expected)
    #expect(try CommitTreeTests.contents(CommitTree("HEAD", in: linked.open())) == expected)
    #expect(try linked.open().workFolder() == linked.path)
    #expect(try linked.open().isLinked)
  }

  @Test func `an unknown extension is named`() throws {
    let made = try TestRepository(stream: "diverged")
    try made.git("config", "core.repositoryFormatVersion", "1")
    try made.git("config", "extensions.timeTravel", "true")
    let error = failure { try made.open() }
    #expect(error?.kind == .unknownExtension)
    #expect(error?.message.lowercased().contains("timetravel") == true)
  }

  @Test func `SHA-256 is read by git`() throws {
    let made = try TestRepository("--object-format=sha256")
    try made.write(".tickets/a/ticket.md", "text")
    let commit = try made.commit("Make a ticket")
    let linked = try made.addWorkTree("HEAD", named: "linked", "--detach")
    for repository in [try made.open(), try linked.open(), try made.open(from: made.path + "/.tickets")] {
      #expect(repository.format == .sha256)
      #expect(try repository.commit(of: "HEAD").hex == commit)
      #expect(try repository.head().commit?.hex == commit)
      for tree: any TicketTree in [try CommitTree("HEAD", in: repository), try IndexTree(in: repository)] {
        #expect(try CommitTreeTests.contents(tree) == ["a/ticket.md": Array("text".utf8)])
      }
    }
    #expect(try linked.open().isLinked)
    // Forty digits are the beginning of a name here, and no name.
    let short = try #require(ObjectID(hex: commit.prefix(40)))
    #expect(failure { try made.open().commit(short) }?.kind == .missingObject)
  }

  @Test(.enabled(if: Git.version < (2, 45) && Git.isReadByLibGit2, "git is not too old, or all that is asked"))
  func `the reftable format is said so where git is too old for it`() throws {
    let made = try TestRepository(stream: "diverged")
    try made.git("config", "core.repositoryFormatVersion", "1")
    try made.git("config", "extensions.refStorage", "reftable")
    let error = failure { try made.open() }
    #expect(error?.kind == .reftable)
    #expect(error?.message == "it keeps its references in the reftable format, which libgit2 cannot read")
    #expect(error?.hint?.hasPrefix("git 2.45 or newer can") == true)
  }

  @Test(.enabled(if: getuid() == 0, "only root can give a folder away"))
  func `a repository of another user is refused with git's remedy`() throws {
    let made = try TestRepository(stream: "diverged")
    for folder in [made.path, made.path + "/.git"] {
      try FileManager.default.setAttributes([.ownerAccountID: 4711], ofItemAtPath: folder)
    }
    #expect(try made.git.attempt("status").status != 0)
    let error = failure { try made.open(from: made.path + "/.tickets") }
    #expect(error?.kind == .foreignOwner)
    #expect(error?.hint == "git config --global --add safe.directory \(made.path)")
  }

  @Test func `a file that a partial clone lacks is not lost but not fetched`() throws {
    let made = try TestRepository(stream: "diverged", bare: true)
    try made.git("config", "uploadpack.allowFilter", "true")
    try made.git("config", "uploadpack.allowAnySHA1InWant", "true")
    let clone = try made.clone("--filter=blob:none", "--bare", named: "partial")
    let reader = try CommitTree("main", in: clone.open()).reader()
    let name = try #require(try reader.entries().first?.name)
    let path = name + "/ticket.md"
    let blob = try made.git("rev-parse", "main:.tickets/" + path).lines[0]
    let failure = TreeFailure(path: path, reason: .notFetched(hint: "`git cat-file -e \(blob)` fetches it"))
    #expect(throws: failure) { try reader.read(path) }
    #expect(failure.message == "its content is not on this machine; `git cat-file -e \(blob)` fetches it")
    #expect(
      try clone.git.with(environment: ["GIT_NO_LAZY_FETCH": "1"]).attempt("cat-file", "-e", "main:.tickets").status == 0
    )
    // What the message says to type helps.
    try clone.git("cat-file", "-e", blob)
    #expect(try reader.read(path) == made.git("cat-file", "blob", blob).output)
  }

  @Test func `a folder that a clone without trees lacks is not fetched`() throws {
    let made = try TestRepository(stream: "diverged", bare: true)
    try made.git("config", "uploadpack.allowFilter", "true")
    let clone = try made.clone("--filter=tree:0", "--bare", named: "partial")
    let repository = try clone.open()
    let error = failure { try CommitTree("main", in: repository) }
    #expect(error?.kind == .notFetched)
    #expect(error?.hint?.hasPrefix("`git cat-file -e ") == true)
  }

  @Test func `a file that is really lost is said so`() throws {
    let made = try TestRepository()
    try made.write(".tickets/a/ticket.md", "lost")
    try made.commit("Make a ticket")
    let blob = try made.git("rev-parse", "HEAD:.tickets/a/ticket.md").lines[0]
    try FileManager.default.removeItem(atPath: made.path + "/.git/objects/\(blob.prefix(2))/\(blob.dropFirst(2))")
    let reader = try CommitTree("HEAD", in: made.open()).reader()
    let text = "cannot read the object \(blob): it is missing; `git fsck` says what is damaged"
    #expect(throws: TreeFailure(path: "a/ticket.md", reason: .unreadable(text))) { try reader.read("a/ticket.md") }
  }

  @Test func `a shallow clone is read as far as it goes`() throws {
    let made = try TestRepository(stream: "linear", bare: true)
    let clone = try made.clone("--depth=2", named: "shallow")
    let repository = try clone.open()
    #expect(repository.isShallow)
    #expect(
      try CommitTreeTests.contents(CommitTree("HEAD~1", in: repository)) == CommitTreeTests.judged(made, "main~1"))
    let error = failure { try repository.resolve("HEAD~2") }
    #expect(error?.hint == "this clone is shallow: `git fetch --unshallow` gets the whole history")
    let (head, parent) = (try repository.resolve("HEAD"), try repository.resolve("HEAD~1"))
    #expect(try repository.mergeBases(head, parent).map(\.hex) == clone.git("merge-base", "HEAD", "HEAD~1").lines)
  }

  @Test func `branches of a shallow clone meet where git says, or where the whole history does`() throws {
    let made = try TestRepository(stream: "diverged", bare: true)
    let whole = try made.git("merge-base", "main", "feature").lines
    for (depth, number) in [("--depth=1", 1), ("--depth=2", 2), ("--depth=3", 3)] {
      let clone = try made.clone(depth, "--no-single-branch", named: "shallow\(number)")
      let repository = try clone.open()
      let bases = try repository.mergeBases(repository.resolve("origin/main"), repository.resolve("origin/feature"))
      let judged = try clone.git.attempt("merge-base", "--all", "origin/main", "origin/feature").lines
      // An object past the cut of one branch may be here because another branch has it.
      #expect(bases.map(\.hex) == judged || (judged.isEmpty && bases.map(\.hex) == whole))
    }
  }

  @Test func `objects borrowed from another repository are read`() throws {
    let made = try TestRepository(stream: "diverged")
    let clone = try made.clone("--shared", "--no-checkout", named: "shared")
    #expect(
      try CommitTreeTests.contents(CommitTree("origin/feature", in: clone.open()))
        == CommitTreeTests.judged(made, "feature"))
  }

  @Test func `objects in the quarantine of a push are read by its hook`() throws {
    let made = try TestRepository(stream: "diverged")
    let expected = try CommitTreeTests.judged(made, "feature")
    let quarantine = made.path + "/.git/objects/incoming"
    try FileManager.default.createDirectory(atPath: quarantine, withIntermediateDirectories: true)
    let objects = made.path + "/.git/objects"
    let variables = ["GIT_OBJECT_DIRECTORY": quarantine, "GIT_ALTERNATE_OBJECT_DIRECTORIES": "\"\(objects)\""]
    let pushing = made.git.with(environment: variables)
    let new = try pushing("commit-tree", "-m", "new", "feature^{tree}").lines[0]
    #expect(failure { try made.open().resolve(new) }?.kind == .revisionNotFound)
    let tree = try CommitTree(new, in: made.open(variables))
    #expect(try CommitTreeTests.contents(tree) == expected)
  }

  @Test func `packed and loose objects are the same`() throws {
    let made = try TestRepository(stream: "merges")
    let tree = try CommitTree("main", in: made.open())
    let loose = try CommitTreeTests.contents(tree)
    let reader = try tree.reader()
    _ = try reader.entries()
    try made.git("gc", "--quiet", "--aggressive", "--prune=now")
    #expect(try CommitTreeTests.contents(tree) == loose)
    // A reader that was open before the objects moved finds them again.
    let name = try #require(try reader.entries().first?.name)
    #expect(try reader.read(name + "/ticket.md") == loose[name + "/ticket.md"])
  }
}

extension TestRepository {
  /// Adds a work tree whose links are relative, as `git worktree add --relative-paths` of git 2.48 does.
  func addRelativeWorkTree(_ revision: String, named name: String) throws -> TestRepository {
    let linked = try addWorkTree(revision, named: name)
    try linked.write(".git", "gitdir: ../repo/.git/worktrees/\(name)\n")
    try write(".git/worktrees/\(name)/gitdir", "../../../../\(name)/.git\n")
    return linked
  }
}
