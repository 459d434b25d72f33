import Foundation
import TestSupport
import Testing
import TicketsGit

/// The judge is `git rev-parse`, run in the same folder with the same environment.
@Suite struct DiscoveryTests {
  private func expectSame(
    _ made: TestRepository, from folder: String, _ environment: [String: String] = [:],
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let git = made.git.with(folder: folder, environment: environment)
    let repository = try made.open(from: folder, environment)
    func real(_ path: String) -> String {
      URL(fileURLWithPath: path, relativeTo: URL(fileURLWithPath: folder + "/")).resolvingSymlinksInPath().path
    }
    let top = try git.attempt("rev-parse", "--show-toplevel")
    #expect(
      try repository.workFolder().map(real) == (top.status == 0 ? top.lines[0] : nil), sourceLocation: sourceLocation)
    #expect(
      try real(repository.gitFolder) == real(git("rev-parse", "--absolute-git-dir").lines[0]),
      sourceLocation: sourceLocation)
    #expect(
      try real(repository.commonFolder) == real(git("rev-parse", "--git-common-dir").lines[0]),
      sourceLocation: sourceLocation)
    #expect(
      try real(repository.indexFile) == real(git("rev-parse", "--git-path", "index").lines[0]),
      sourceLocation: sourceLocation)
    #expect(
      try repository.isBare() == (git("rev-parse", "--is-bare-repository").text == "true\n"),
      sourceLocation: sourceLocation)
    if try git.attempt("rev-parse", "--is-inside-work-tree").text == "true\n" {
      #expect(
        try repository.prefix(of: folder) == git("rev-parse", "--show-prefix").lines.first ?? "",
        sourceLocation: sourceLocation)
    }
  }

  @Test func `a repository is found from its top and from below`() throws {
    let made = try TestRepository(stream: "nested-root")
    try expectSame(made, from: made.path)
    try expectSame(made, from: made.path + "/proj")
    try expectSame(made, from: made.path + "/tools/deep/.tickets")
  }

  @Test func `a bare repository has no work tree`() throws {
    let made = try TestRepository(stream: "linear", bare: true)
    try expectSame(made, from: made.path)
    try expectSame(made, from: made.path + "/objects")
  }

  @Test func `a linked work tree has its own index`() throws {
    let made = try TestRepository(stream: "nested-root")
    let linked = try made.addWorkTree("main~1", named: "linked", "--detach")
    try expectSame(linked, from: linked.path)
    try expectSame(linked, from: linked.path + "/proj")
    #expect(try linked.open().isLinked)
  }

  @Test func `a linked work tree of a bare repository has a work tree`() throws {
    let made = try TestRepository(stream: "nested-root", bare: true)
    let linked = try made.addWorkTree("main", named: "linked")
    try expectSame(linked, from: linked.path + "/proj")
    try made.git("config", "extensions.worktreeConfig", "true")
    try made.git("config", "--unset", "core.bare")
    try made.git("config", "--worktree", "core.bare", "true")
    try expectSame(made, from: made.path)
    try expectSame(linked, from: linked.path + "/proj")
  }

  @Test func `a submodule is a repository of its own`() throws {
    let made = try TestRepository(stream: "linear")
    let outer = try TestRepository(named: "outer", in: made.temporary)
    try outer.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", made.path, "inner")
    try expectSame(outer, from: outer.path)
    try expectSame(outer, from: outer.path + "/inner/.tickets")
  }

  @Test func `the variables of a hook are honoured`() throws {
    let made = try TestRepository(stream: "nested-root")
    let elsewhere = made.temporary.path
    try expectSame(made, from: made.path, ["GIT_DIR": ".git", "GIT_INDEX_FILE": ".git/index.lock"])
    try expectSame(made, from: elsewhere, ["GIT_DIR": made.path + "/.git"])
    try expectSame(made, from: elsewhere, ["GIT_DIR": "repo/.git", "GIT_WORK_TREE": "repo"])
    try expectSame(made, from: made.path + "/proj", ["GIT_DIR": made.path + "/.git", "GIT_WORK_TREE": made.path])
    let linked = try made.addWorkTree("main", named: "linked", "--detach")
    try expectSame(linked, from: linked.path, ["GIT_DIR": made.path + "/.git/worktrees/linked"])
    try expectSame(linked, from: linked.path, ["GIT_DIR": linked.path + "/.git"])
    let bare = try TestRepository("--bare", named: "bare", in: made.temporary)
    try expectSame(bare, from: bare.path, ["GIT_DIR": "."])
  }

  @Test func `settings move the work tree`() throws {
    let made = try TestRepository(stream: "nested-root")
    try made.git("config", "core.worktree", "../proj")
    try expectSame(made, from: made.path + "/proj", ["GIT_DIR": made.path + "/.git"])
    try made.git("config", "--unset", "core.worktree")
    let setting = ["GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "Core.WorkTree", "GIT_CONFIG_VALUE_0": "../proj"]
    try expectSame(made, from: made.path + "/proj", setting.merging(["GIT_DIR": made.path + "/.git"]) { $1 })
    let parameters = ["GIT_CONFIG_PARAMETERS": "'a.b'='it'\\''s' 'core.worktree'='../proj'"]
    try expectSame(made, from: made.path + "/proj", parameters.merging(["GIT_DIR": made.path + "/.git"]) { $1 })
  }

  @Test(.enabled(if: Git.isReadByLibGit2, "git goes where it is told"))
  func `another shared folder is refused, the same one is not`() throws {
    let made = try TestRepository(stream: "nested-root")
    try expectSame(made, from: made.path, ["GIT_DIR": ".git", "GIT_COMMON_DIR": made.path + "/.git"])
    let error = failure { try made.open(["GIT_COMMON_DIR": made.temporary.path]) }
    #expect(error?.kind == .unsupported)
    #expect(error?.hint == "unset GIT_COMMON_DIR")
  }

  @Test func `nothing is looked for above a ceiling`() throws {
    let made = try TestRepository(stream: "nested-root")
    let below = made.path + "/proj"
    let environment = ["GIT_CEILING_DIRECTORIES": made.path]
    #expect(try made.git.with(folder: below, environment: environment).attempt("rev-parse", "--git-dir").status != 0)
    let error = failure { try Repository(at: made.location(from: below, environment)) }
    #expect(error?.kind == .notARepository)
    try expectSame(made, from: below, ["GIT_CEILING_DIRECTORIES": made.temporary.path])
  }

  @Test func `no repository is said so`() throws {
    let folder = try TemporaryFolder()
    let environment = GitEnvironment(currentFolder: folder.path) { $0 == "GIT_CEILING_DIRECTORIES" ? "/tmp" : nil }
    let error = failure {
      try Repository(at: .init(folder: folder.path, environment: environment))
    }
    #expect(error?.kind == .notARepository)
    #expect(
      error?.description == "cannot open the git repository at \(folder.path): there is none here or in a folder above")
  }
}
