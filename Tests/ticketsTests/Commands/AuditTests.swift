import Foundation
import TestSupport
import Testing

@Suite struct AuditTests {
  private let repository: TestRepository
  private let tool: Tool
  private let git: Git
  private let log = ".tickets/a/logs/20260129T184210.123Z-run.jsonl"

  init() throws {
    repository = try TestRepository()
    git = repository.git
    tool = Tool(in: repository.path)
    try repository.write(".tickets/a/ticket.md", "---\nid: 0191c2d3-4e5f-7a8b-9c0d-1e2f3a4b5c6d\n---\n")
    try repository.write(log, "1\n2\n")
    try repository.commit("Begin")
    try git("tag", "begin")
  }

  private func commit(_ text: String, _ message: String = "Change") throws -> String {
    try repository.write(log, text)
    return try repository.commit(message)
  }

  private func violations(_ words: String...) throws -> [String] {
    let execution = try tool(["audit"] + words + ["--json"])
    let json = try JSONSerialization.jsonObject(with: Data(execution.output)) as? [String: Any]
    let found = json?["violations"] as? [[String: Any]] ?? []
    #expect(execution.status == (found.isEmpty ? 0 : 1), "\(execution.errorText)")
    return found.map {
      "\($0["kind"] ?? "") \($0["line"] ?? "") \($0["text"] ?? "") \(($0["commit"] as? String)?.prefix(7) ?? "-")"
    }
  }

  @Test func `logs that only grow are proven, line by line`() throws {
    _ = try commit("1\n2\n3\n")
    try repository.write(log, "1\n2\n3\n4\n")
    #expect(try violations("begin") == [])
    #expect(try tool.succeed("audit", "begin") == "begin to WORKTREE: 1 changed run log, 4 lines, 0 violations")
  }

  @Test func `each broken line is named with the commit that broke it`() throws {
    let lost = try commit("1\n3\n").prefix(7)
    let rewritten = try commit("one\n3\n4\n").prefix(7)
    _ = try commit("one\n3\n4\n5\n")
    #expect(try violations("begin..HEAD") == ["rewritten 2 2 \(lost)", "rewritten 1 1 \(rewritten)"])
    #expect(try violations("HEAD~1..HEAD") == [])
    #expect(try tool("audit", "begin..HEAD").text.hasPrefix("\(log):2: rewritten in \(lost)"))
  }

  @Test func `a line that came back is kept, and a renamed folder loses nothing`() throws {
    _ = try commit("1\n")
    _ = try commit("1\n2\n3\n")
    try git("mv", ".tickets/a", ".tickets/b")
    try repository.commit("Rename")
    #expect(try violations("begin..HEAD") == [])
    #expect(try violations("begin", "HEAD") == [])
  }

  @Test func `changed order and deleted logs are told, in the files too`() throws {
    let turned = try commit("2\n1\n").prefix(7)
    #expect(try violations("begin..HEAD") == ["reordered 1  \(turned)"])
    try FileManager.default.removeItem(atPath: repository.path + "/" + log)
    #expect(try violations("HEAD").sorted() == ["lost 1 2 -", "lost 2 1 -"])
  }

  @Test func `a merge must hold the lines of all its parents`() throws {
    try git("checkout", "--quiet", "-b", "other")
    _ = try commit("1\n2\nother\n")
    try git("checkout", "--quiet", "main")
    _ = try commit("1\n2\nours\n")
    try git("merge", "--quiet", "--no-edit", "-s", "ours", "other")
    let merge = try git("rev-parse", "HEAD").lines[0].prefix(7)
    #expect(try violations("begin..HEAD") == ["rewritten 3 other \(merge)"])
    try repository.write(log, "1\n2\nours\nother\n")
    #expect(try violations("begin") == [])
  }

  @Test func `fixing puts the lines back in their order, and then the audit is clean`() throws {
    _ = try commit("1\ntwo\n3\n")
    _ = try commit("two\n3\n4\n")
    let fixed = try tool("audit", "begin", "--fix")
    #expect(fixed.status == 0, "\(fixed.errorText)")
    #expect(
      fixed.text == """
        \(log):2: restored: 2
        \(log):1: restored: 1
        begin to WORKTREE: 1 changed run log, 5 lines, 0 violations

        """)
    let again = try tool("audit", "begin", "--fix")
    #expect(again.status == 0 && !again.text.contains("restored"))
    #expect(try String(contentsOfFile: repository.path + "/" + log, encoding: .utf8) == "1\n2\ntwo\n3\n4\n")
    try repository.commit("Fix")
    #expect(try violations("begin..HEAD") == [])
    #expect(try git("log", "--format=%s").lines.first == "Fix")
  }

  @Test func `without a revision it begins where the base branch was left`() throws {
    try git("checkout", "--quiet", "-b", "feature")
    let lost = try commit("1\n").prefix(7)
    #expect(try violations() == ["lost 2 2 \(lost)"])
    try git("branch", "--force", "main", "feature")
    #expect(try violations() == [])
    try git("branch", "--move", "main", "elsewhere")
    #expect(try tool("audit").status == 2)
  }
}
