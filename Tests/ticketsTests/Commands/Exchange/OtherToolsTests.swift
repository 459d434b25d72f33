import Foundation
import TestSupport
import Testing

/// The tools themselves, where they can be had, on what was imported, worked on and exported for them.
@Suite struct OtherToolsTests {
  /// Imports, edits, logs, finishes and adds; the folder is what came out.
  private func worked(_ fixture: ExchangeFixture, into folder: String) throws -> ExchangeWorkspace {
    let workspace = try ExchangeWorkspace(fixture)
    try workspace.run()
    let tool = workspace.tool
    let rows = try workspace.tickets().values.filter { row in
      row["status"] as? String == "todo" && (row["labels"] as? [String])?.contains("archived") != true
    }
    let id = try #require(rows.compactMap { $0["id"] as? String }.min())
    try tool.succeed("edit", id, "--title", "Changed: 'here'", "--owner", "agent:claude", "--label", "a: b")
    try tool.succeed("status", id, "doing", "--log", "--actor-id", "@me", "--actor-type", "human")
    try tool.succeed("log", id, "--actor-type", "human", "--actor-id", "@me", "--summary", "Worked on it")
    try tool.succeed("new", "Made #here: [x] {y}", "--priority", "critical", "--dependency", id)
    let later = Tool(in: workspace.made.path, ["TICKETS_NOW": "2026-03-02T00:00:00Z", "TICKETS_SEED": "8"])
    try later.succeed("new", "Closed", "--status", "canceled")
    try tool.succeed("export", fixture.format, folder)
    return workspace
  }

  @Test(.enabled(if: Judges.hasBacklog, "backlog-md-py is not installed"))
  func `a tool for Backlog.md reads what comes out, and goes on with it`() throws {
    let workspace = try worked(.backlog, into: "out/backlog")
    let folder = workspace.made.path + "/out"
    let config = try #require(ExchangeFixture.backlog.files["backlog/config.yml"])
    try workspace.made.write("out/backlog/config.yml", config)
    func backlog(_ words: String...) throws -> String {
      let said = try Judges.run("exchange", ["backlog", folder] + words)
      let text = said["text"] as? String ?? ""
      #expect(said["status"] as? Int == 0, "\(words): \(text)")
      return text
    }
    #expect(try backlog("doctor").contains("No problems found"))
    let list = try backlog("task", "list", "--plain")
    let drafts = try backlog("draft", "list", "--plain")
    #expect(drafts.contains("Changed: 'here'"), "\(drafts)")
    for title in ["Made #here: [x] {y}", "Closed"] { #expect(list.contains(title), "\(list)") }
    let made = try #require(
      list.split(separator: "\n").first { $0.contains("Made #here") }?.split(separator: " ").first)
    _ = try backlog("task", "edit", String(made), "-s", "In Progress", "--plain")
    // What it changed comes over.
    let report = try workspace.tool("import", "backlog", "out", "--update", "--json")
    #expect(report.status == 0, "\(report.errorText)")
  }

  @Test(.enabled(if: Judges.hasCAR, "codex-autorunner is not installed"))
  func `the linter of CAR has nothing against what comes out`() throws {
    let workspace = try worked(.car, into: "out")
    let said = try Judges.run("exchange", ["car", workspace.made.path + "/out"])
    #expect(said["status"] as? Int == 0, "\(said["text"] ?? "")")
    // It is not content with everything.
    try workspace.made.write("out/TICKET-999.md", "---\nagent: somebody\ndone: perhaps\n---\n")
    #expect(try Judges.run("exchange", ["car", workspace.made.path + "/out"])["status"] as? Int == 1)
  }

  /// What beads checks before it takes an issue: a title of at most 500 characters, a priority from 0 to 4, and a time
  /// of closing exactly when it is closed.
  @Test func `issues of beads keep its rules, those that were reopened too`() throws {
    let workspace = try worked(.beads, into: "out")
    let closed = try workspace.tickets().values.filter { $0["status"] as? String == "done" }
    for id in closed.compactMap({ $0["id"] as? String }) {
      try workspace.tool.succeed("status", id, "todo", "--summary", "Not yet")
    }
    try workspace.tool.succeed("export", "beads", "out", "--replace")
    let lines = try workspace.made.read("out/issues.jsonl").split(separator: "\n")
    #expect(!closed.isEmpty && lines.count > closed.count)
    for line in lines {
      let issue = try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
      let title = try #require(issue["title"] as? String)
      #expect(!title.isEmpty && title.count <= 500)
      #expect((0...4).contains(issue["priority"] as? Int ?? 2))
      let isClosed = issue["status"] as? String == "closed"
      #expect((issue["closed_at"] != nil) == isClosed, "\(line)")
      #expect(isClosed || issue["close_reason"] == nil, "\(line)")
      #expect(issue["created_at"] is String && issue["id"] is String)
    }
  }

  @Test func `among the tickets only tk may write`() throws {
    let workspace = try ExchangeWorkspace(.tk)
    try workspace.run()
    try workspace.tool.succeed("export", "tk", ".tickets", "--replace")
    for folder in [".tickets", ".tickets/below", "./.tickets/../.tickets"] {
      let refused = try workspace.tool("export", "beads", folder)
      #expect(refused.status == 2)
      #expect(refused.errorText.contains("no place among the tickets"), "\(refused.errorText)")
    }
    #expect(!FileManager.default.fileExists(atPath: workspace.made.path + "/.tickets/issues.jsonl"))
    #expect(!FileManager.default.fileExists(atPath: workspace.made.path + "/.tickets/below"))
  }
}
