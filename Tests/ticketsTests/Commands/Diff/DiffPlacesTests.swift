import Foundation
import TestSupport
import Testing

/// `tickets diff` where the repository is not of the usual kind.
@Suite struct DiffPlacesTests {
  @Test func `before the first commit everything is new`() throws {
    let repository = try TestRepository()
    let tool = Tool(in: repository.path)
    try tool.succeed("init")
    let id = try tool.succeed("new", "--title", "First")
    let diff = try tool.diff()
    #expect(diff.from.rev == "HEAD" && diff.from.commit == nil)
    #expect(diff.tickets.map(\.id) == [id] && diff.summary.created == 1)
    #expect(try tool.diff("--staged").tickets.isEmpty)
    try repository.git("add", "--all")
    #expect(try tool.diff("--staged").tickets.map(\.id) == [id])
  }

  @Test func `a bare repository has revisions but no files`() throws {
    let repository = try TestRepository(stream: "nested-root", bare: true)
    let tool = Tool(in: repository.path)
    let root = try repository.git("rev-list", "--max-parents=0", "main").lines[0]
    #expect(try !tool.diff("\(root)..main", "--root", "proj").tickets.isEmpty)
    let execution = try tool("diff")
    #expect(execution.status == 2)
    #expect(execution.errorText.contains("bare"))
  }

  @Test func `a revision without tickets is empty, and says so`() throws {
    let repository = try TestRepository(stream: "no-tickets")
    let execution = try Tool(in: repository.path)("diff", "main..begun", "--json")
    #expect(execution.status == 0)
    #expect(execution.errorText.contains("no .tickets at main"))
    #expect(try Tool(in: repository.path).diff("main..begun").summary.created > 0)
  }

  @Test func `histories that never met have no merge base`() throws {
    let repository = try TestRepository(stream: "unrelated")
    let execution = try Tool(in: repository.path)("diff", "main...island")
    #expect(execution.status == 2)
    #expect(execution.errorText.contains("'main island'"))
    #expect(try Tool(in: repository.path)("diff", "main..island").status == 0)
  }

  @Test func `outside of git there is nothing to compare with`() throws {
    let workspace = try Workspace()
    #expect(try workspace.tool("diff").status == 2)
  }

  @Test func `a blob that is not here makes its ticket broken, and nothing fetches it`() throws {
    let origin = try TestRepository(stream: "linear")
    try origin.git("config", "uploadpack.allowFilter", "true")
    let clone = try origin.clone("--filter=blob:none", "--bare", named: "partial")
    let tool = Tool(in: clone.path)
    let execution = try tool("diff", "main~1..main", "--json")
    #expect(execution.status == 2)
    let diff = try JSONDecoder().decode(DiffJSON.self, from: Data(execution.output))
    #expect(diff.tickets.allSatisfy { $0.broken?.to?.contains("git cat-file -e") == true })
    #expect(try clone.git("cat-file", "--batch-check", "--batch-all-objects").text.contains(" blob ") == false)
  }

  @Test func `a renamed folder is one ticket that moved`() throws {
    let repository = try TestRepository(stream: "renamed-folder")
    let tool = Tool(in: repository.path)
    let root = try repository.git("rev-list", "--max-parents=0", "main").lines[0]
    let moved = try tool.diff("\(root)..main").tickets.filter { $0.moved != nil }
    #expect(moved.count == 1)
    #expect(moved[0].change == "modified")
  }

  @Test(arguments: ["autocrlf", "eol"])
  func `in a clean work tree the ends of lines differ in nothing`(setting: String) throws {
    let repository = try TestRepository()
    let tool = Tool(in: repository.path)
    let log = ".tickets/a/logs/20260129T184210.123Z-run.jsonl"
    try repository.write(".tickets/a/ticket.md", "---\nid: 0191c2d3-4e5f-7a8b-9c0d-1e2f3a4b5c6d\n---\n")
    if setting == "eol" { try repository.write(".gitattributes", "*.jsonl text eol=crlf\n*.md text eol=crlf\n") }
    if setting == "autocrlf" { try repository.git("config", "core.autocrlf", "true") }
    try repository.write(log, "1\r\n2\n3\r\n")
    try repository.commit("Begin")
    #expect(try repository.git("status", "--porcelain").text == "")
    let clean = try tool("diff").text
    #expect(clean.contains("no ticket differs"), "\(clean)")
    #expect(try tool("audit", "HEAD").status == 0)
    try repository.write(log, "1\r\n2\n")
    #expect(try tool("diff").text.contains("1 log line lost"))
  }

  @Test func `a field without a value that comes or goes says nothing`() throws {
    let repository = try TestRepository()
    let head =
      "---\nid: 0191c2d3-4e5f-7a8b-9c0d-1e2f3a4b5c6d\ntitle: x\nstatus: todo\ncreated_at: 2026-01-29T18:42:10Z\n"
    try repository.write(".tickets/a/ticket.md", head + "---\n")
    try repository.commit("Begin")
    try repository.write(".tickets/a/ticket.md", head + "owner: null\n---\n")
    let text = try Tool(in: repository.path)("diff").text
    #expect(!text.contains("(none)"), "\(text)")
    #expect(text.contains("what they say does not"), "\(text)")
  }
}
