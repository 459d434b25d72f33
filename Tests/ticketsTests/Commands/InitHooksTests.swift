import Foundation
import TestSupport
import Testing

/// `init --hooks`, from wherever it is called, and what the settings say of hooks.
@Suite struct InitHooksTests {
  private let repository: TestRepository
  private let tool: Tool
  private static let usual = ["commit-msg", "post-merge", "pre-commit", "pre-push", "prepare-commit-msg"]

  init() throws {
    repository = try TestRepository()
    tool = Tool(in: repository.path)
  }

  private func hooks(_ folder: String? = nil) throws -> [String] {
    let path = (folder ?? repository.path) + "/.git/hooks"
    return (try? FileManager.default.contentsOfDirectory(atPath: path))?.sorted() ?? []
  }

  private func stops(_ repository: TestRepository) throws -> Bool {
    try repository.write(".tickets/broken/ticket.md", "no ticket\n")
    try repository.git("add", "--all")
    let commit = try repository.git.attempt("commit", "--quiet", "--message", "x")
    #expect(commit.errorText.contains(".tickets/broken/ticket.md") == (commit.status == 1))
    return commit.status == 1
  }

  @Test func `a fresh repository gets tickets, drivers and hooks at once, and twice is harmless`() throws {
    let made = try tool.json("init", "--hooks", "--merge-drivers") as? [String: [String]]
    #expect(made?["hooks"] == Self.usual.sorted { order($0) < order($1) })
    #expect(
      made?["created"] == [".tickets", ".tickets/.gitignore", "TICKETS.md", "AGENTS_EXAMPLE.md", ".gitattributes"])
    #expect(try hooks() == Self.usual)
    #expect(try repository.git("config", "merge.tickets-log.driver").text.contains(Tool.path))
    let before = try Self.usual.map { try repository.read(".git/hooks/\($0)") }
    try tool.succeed("init", "--hooks", "--merge-drivers")
    #expect(try Self.usual.map { try repository.read(".git/hooks/\($0)") } == before)
    #expect(try stops(repository))
  }

  private func order(_ name: String) -> Int {
    ["pre-commit", "prepare-commit-msg", "commit-msg", "post-merge", "pre-push"].firstIndex(of: name) ?? 9
  }

  @Test func `without the option there are none`() throws {
    try tool.succeed("init")
    #expect(try hooks() == [])
    #expect(try !stops(repository))
  }

  @Test func `a folder below belongs to the repository around it`() throws {
    try repository.write("sub/a.txt", "a")
    try Tool(in: repository.path + "/sub").succeed("init", "--hooks")
    #expect(FileManager.default.fileExists(atPath: repository.path + "/.tickets"))
    #expect(try hooks() == Self.usual)
    #expect(try stops(repository))
  }

  @Test func `a linked work tree shares the hooks of its repository`() throws {
    try repository.commit("Begin")
    let linked = try repository.addWorkTree("HEAD", named: "linked", "-b", "linked")
    try Tool(in: linked.path).succeed("init", "--hooks", "--merge-drivers")
    #expect(FileManager.default.fileExists(atPath: linked.path + "/.gitattributes"))
    #expect(try hooks() == Self.usual)
    #expect(try stops(linked))
    #expect(try stops(repository))
  }

  @Test func `where others keep the hooks nothing is touched, and it says so`() throws {
    try repository.git("config", "core.hooksPath", ".husky")
    let execution = try tool("init", "--hooks")
    #expect(execution.status == 0)
    #expect(execution.errorText.contains("core.hooksPath says that the hooks lie in \(repository.path)/.husky"))
    #expect(try hooks() == [] && !FileManager.default.fileExists(atPath: repository.path + "/.husky"))
  }

  @Test func `the settings add hooks to the usual ones and take some away`() throws {
    try tool.succeed("init")
    try repository.write(".tickets/config.yml", "hooks:\n  post-commit: true\n  commit-msg: false\n")
    try tool.succeed("init", "--hooks")
    #expect(try hooks() == ["post-commit", "post-merge", "pre-commit", "pre-push", "prepare-commit-msg"])
    try tool.succeed("hooks", "uninstall")
    #expect(try hooks() == [])
    try tool.succeed("hooks", "install")
    #expect(try hooks() == ["post-commit", "post-merge", "pre-commit", "pre-push", "prepare-commit-msg"])
    try tool.succeed("hooks", "install", "commit-msg")
    #expect(try hooks().contains("commit-msg"))
  }

  @Test func `outside of git there is nothing to install hooks in`() throws {
    let folder = try TemporaryFolder()
    let execution = try Tool(in: folder.path)("init", "--hooks")
    #expect(execution.status == 2)
    #expect(execution.errorText.contains("cannot open the git repository"))
  }
}
