import Foundation
import TestSupport
import Testing

@Suite struct DoctorTests {
  let repository: TestRepository
  let tool: Tool
  let home: TemporaryFolder

  init() throws {
    repository = try TestRepository()
    home = try TemporaryFolder()
    tool = Tool(in: repository.path, ["HOME": home.path, "SHELL": "/bin/bash"])
    try tool.succeed("init")
  }

  private func findings(status: Int32 = 0, _ words: String...) throws -> [String: [String: String]] {
    let said = try tool(["doctor", "--json"] + words)
    #expect(said.status == status, "\(said.text)")
    let json = try JSONSerialization.jsonObject(with: Data(said.output)) as? [String: Any]
    let rows = json?["findings"] as? [[String: String]] ?? []
    return Dictionary(rows.compactMap { row in row["name"].map { ($0, row) } }) { first, _ in first }
  }

  @Test func `a repository as init leaves it needs no attention`() throws {
    let found = try findings()
    #expect(
      Set(found.keys) == [
        "tickets", "git", "libgit2", "repository", "folder", "who acts", "run logs", "hooks", "merge drivers",
        "completions", "hosts of agents",
      ])
    #expect(found["git"]?["text"]?.first?.isNumber == true)
    #expect(found["libgit2"]?["text"]?.first?.isNumber == true)
    #expect(found["hooks"]?["state"] == "optional" && found["completions"]?["state"] == "optional")
    #expect(try tool.succeed("doctor").contains("'tickets hooks install' adds them"))
  }

  @Test(.enabled(if: Git.isReadByLibGit2))
  func `it says who reads, and why`() throws {
    #expect(try findings()["repository"]?["text"]?.contains("read with git") == false)
    let forced = Tool(in: repository.path, ["TICKETS_READER": "git"])
    #expect(try forced("doctor").text.contains("read with git: TICKETS_READER says so"))
    let other = try TestRepository("--object-format=sha256")
    #expect(
      try Tool(in: other.path)("doctor").text.contains(
        "read with git: its objects are named by SHA256, which libgit2 cannot read"))
  }

  @Test func `what is set up is said to be`() throws {
    try tool.succeed("hooks", "install")
    try tool.succeed("init", "--merge-drivers")
    try repository.write(".mcp.json", #"{"mcpServers": {"tickets": {"command": "tickets", "args": ["mcp"]}}}"#)
    let scripts = home.path + "/.local/share/bash-completion/completions"
    try FileManager.default.createDirectory(atPath: scripts, withIntermediateDirectories: true)
    try tool.succeed("completions", "bash").write(toFile: scripts + "/tickets", atomically: true, encoding: .utf8)
    let found = try findings()
    for name in ["hooks", "merge drivers", "completions", "hosts of agents"] {
      #expect(found[name]?["state"] == "fine", "\(found[name] ?? [:])")
    }
    #expect(found["hosts of agents"]?["text"] == "claude")
  }

  @Test func `what keeps it from working needs attention, and each line says what to do`() throws {
    try tool.succeed("hooks", "install")
    try tool.succeed("init", "--merge-drivers")
    _ = try tool.succeed("new", "Broken")
    try repository.git("config", "--remove-section", "merge.tickets-log")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o644], ofItemAtPath: repository.path + "/.git/hooks/pre-push")
    try FileManager.default.removeItem(atPath: repository.path + "/.tickets/.gitignore")
    try repository.write(".gitignore", "logs\n")
    let ticket = try #require(
      FileManager.default.contentsOfDirectory(atPath: repository.path + "/.tickets").first { $0.count == 36 })
    try repository.write(".tickets/\(ticket)/ticket.md", "no front matter\n")
    let found = try findings(status: 1)
    for name in ["hooks", "merge drivers", "run logs", "folder"] {
      #expect(found[name]?["state"] == "attention" && found[name]?["advice"] != nil, "\(found[name] ?? [:])")
    }
    #expect(found["hooks"]?["text"]?.contains("pre-push is not executable") == true)
    #expect(found["run logs"]?["text"]?.contains(".gitignore") == true)
  }

  @Test func `outside of git, and without tickets, it says so`() throws {
    let plain = Tool(in: home.path, ["HOME": home.path])
    let said = try plain("doctor")
    #expect(said.text.contains("no git repository around") && said.text.contains("'tickets init' makes it"))
  }
}
