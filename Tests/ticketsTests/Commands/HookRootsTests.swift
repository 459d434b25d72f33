import Foundation
import TestSupport
import Testing

/// Hooks of a repository whose tickets do not lie at its top, or lie in several places.
@Suite struct HookRootsTests {
  private let repository: TestRepository
  private let git: Git
  /// A name that a shell would take apart.
  private static let odd = "it's $HOME"

  init() throws {
    repository = try TestRepository()
    git = repository.git
    for root in [".", "proj", Self.odd] {
      try FileManager.default.createDirectory(
        atPath: "\(repository.path)/\(root)/.tickets", withIntermediateDirectories: true)
      try tool(root).succeed("new", "--title", "A ticket")
    }
    try repository.commit("Begin")
  }

  private func tool(_ root: String) -> Tool { Tool(in: "\(repository.path)/\(root)") }

  private func id(_ root: String) throws -> String {
    let names = try FileManager.default.contentsOfDirectory(atPath: "\(repository.path)/\(root)/.tickets")
    return try #require(names.first { $0.count == 36 })
  }

  /// Whether a commit that makes the ticket of a root invalid is stopped, and names it.
  private func stops(_ root: String) throws -> Bool {
    let ticket = try (root == "." ? "" : root + "/") + ".tickets/\(id(root))/ticket.md"
    try repository.write(ticket, repository.read(ticket).replacing("status: todo", with: "status: odd"))
    try git("add", "--all")
    let commit = try git.attempt("commit", "--quiet", "--message", "x")
    if commit.status == 0 { try git("reset", "--quiet", "--soft", "HEAD~1") }
    #expect(commit.errorText.contains("tickets: \(ticket):4:9: STATUS_UNKNOWN") == (commit.status == 1))
    try git("reset", "--quiet", "--hard")
    return commit.status == 1
  }

  private func state(_ root: String) throws -> String {
    let execution = try tool(root)("hooks", "status", "pre-commit")
    #expect(execution.status == (execution.text.contains("not for") ? 1 : 0))
    return String(execution.text.dropFirst("pre-commit".count).drop { $0 == " " }.dropLast())
  }

  @Test(arguments: ["proj", odd])
  func `a hook judges the root that it was installed for, and the status says so`(root: String) throws {
    try tool(root).succeed("hooks", "install")
    #expect(try stops(root) && !stops("."))
    #expect(try state(root) == "installed" && state(".") == "not for this root")
    try tool(".").succeed("hooks", "install")
    #expect(try stops(root) && stops("."))
    #expect(try state(root) == "installed" && state(".") == "installed")
    #expect(try repository.read(".git/hooks/pre-commit").components(separatedBy: ">>> tickets >>>").count == 2)
    let before = try repository.read(".git/hooks/pre-commit")
    try tool(root).succeed("hooks", "install")
    #expect(try repository.read(".git/hooks/pre-commit") == before)
  }

  @Test func `the status asks the hook, and does not read it`() throws {
    try tool("proj").succeed("hooks", "install", "pre-push", "pre-commit")
    for event in ["pre-push", "pre-commit"] {
      let path = ".git/hooks/\(event)"
      let text = try repository.read(path)
      try repository.write(path, text.replacing("tickets_judge \"$@\"", with: "true"))
      #expect(try tool("proj")("hooks", "status", event).text.contains("not for this root"))
      // What else is in the file is not run for that.
      try repository.write(path, text + "touch \(repository.path)/ran\n")
      #expect(try tool("proj")("hooks", "status", event).text.contains("installed"))
      #expect(!FileManager.default.fileExists(atPath: repository.path + "/ran"))
    }
  }

  @Test func `uninstall takes one root away, and the last one brings the file back as it was`() throws {
    let path = ".git/hooks/pre-commit"
    let original = "#!/bin/sh\necho mine"
    try writeScript(original, to: repository.path + "/" + path)
    for root in ["proj", ".", Self.odd] { try tool(root).succeed("hooks", "install") }
    try tool("proj").succeed("hooks", "uninstall")
    #expect(try !stops("proj") && stops(".") && stops(Self.odd))
    let other = try tool("proj")("hooks", "uninstall")
    #expect(other.status == 0)
    #expect(other.errorText.contains("the hooks judge other tickets"))
    try tool(".").succeed("hooks", "uninstall")
    #expect(try !stops(".") && stops(Self.odd))
    try tool(".").succeed("hooks", "uninstall", "--root", Self.odd)
    #expect(try repository.read(path) == original)
    #expect(try FileManager.default.contentsOfDirectory(atPath: repository.path + "/.git/hooks") == ["pre-commit"])
  }

  @Test func `trailers may name the tickets of any root`() throws {
    for root in ["proj", "."] { try tool(root).succeed("hooks", "install") }
    for root in ["proj", "."] {
      try git("commit", "--quiet", "--allow-empty", "-m", "x", "-m", "Ticket: \(id(root))")
    }
    #expect(try git.attempt("commit", "--allow-empty", "-m", "x", "-m", "Ticket: \(id(Self.odd))").status == 1)
  }

  @Test func `a commit is recorded in the log of the root that has its ticket`() throws {
    for root in ["proj", "."] { try tool(root).succeed("hooks", "install", "post-commit") }
    try repository.write("code", "a")
    try git("add", "--all")
    try git("commit", "--quiet", "-m", "Code", "-m", "Ticket: \(id("proj"))")
    let made = try git("rev-parse", "HEAD").lines[0]
    #expect(
      try git("status", "--porcelain", "--untracked-files=all").text.contains("proj/.tickets/\(id("proj"))/logs/"))
    let shown = try tool("proj").json("show", id("proj"), "--logs", "all") as? [String: Any]
    let entry = (shown?["logs"] as? [[String: Any]])?.first?["changes"] as? [String: Any]
    #expect(entry?["commits"] as? [String] == [made])
  }

  @Test func `init completes the root around it, and makes none at the top`() throws {
    try git("rm", "-rq", ".tickets")
    try FileManager.default.removeItem(atPath: repository.path + "/.tickets")
    try repository.write("proj/sub/a", "a")
    let made =
      try Tool(in: repository.path + "/proj/sub").json("init", "--merge-drivers", "--hooks") as? [String: [String]]
    #expect(made?["created"] == [".tickets/.gitignore", "TICKETS.md", "AGENTS_EXAMPLE.md", ".gitattributes"])
    #expect(!FileManager.default.fileExists(atPath: repository.path + "/.tickets"))
    #expect(FileManager.default.fileExists(atPath: repository.path + "/proj/TICKETS.md"))
    #expect(try repository.read(".gitattributes").contains("proj/.tickets/*/ticket.md merge=tickets-ticket"))
    try git("add", "--all")
    try git("commit", "--quiet", "-m", "x")
    #expect(try stops("proj"))
  }
}
