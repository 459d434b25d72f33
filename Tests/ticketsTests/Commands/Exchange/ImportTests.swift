import Foundation
import TestSupport
import Testing

@Suite struct ImportTests {
  @Test(arguments: ExchangeFixture.all)
  func `every field is imported without a warning that the source did not cause`(fixture: ExchangeFixture) throws {
    let workspace = try ExchangeWorkspace(fixture)
    let report = try workspace.run()
    let files = try #require(report["files"] as? [[String: Any]])
    let remarks = files.flatMap { $0["remarks"] as? [String] ?? [] }
    #expect(remarks.count == fixture.remarks.count, "\(remarks)")
    for remark in fixture.remarks { #expect(remarks.contains { $0.contains(remark) }) }
    #expect((report["imported"] as? Int ?? 0) > 1)
    #expect(try workspace.tool.succeed("validate").hasSuffix("0 errors, 0 warnings"))
  }

  @Test(arguments: ExchangeFixture.all)
  func `a second import finds everything there and changes nothing`(fixture: ExchangeFixture) throws {
    let workspace = try ExchangeWorkspace(fixture)
    let first = try workspace.run()
    let before = try workspace.made()
    let second = try workspace.run()
    #expect(second["imported"] as? Int == 0)
    #expect(second["already_there"] as? Int == first["imported"] as? Int)
    #expect(try workspace.made() == before)
    #expect(try workspace.run("--update")["updated"] as? Int == 0)
    #expect(try workspace.made() == before)
  }

  @Test(arguments: ExchangeFixture.all)
  func `two branches that import the same merge without a difference`(fixture: ExchangeFixture) throws {
    let workspace = try ExchangeWorkspace(fixture)
    try workspace.made.git("checkout", "--quiet", "-b", "other")
    try workspace.run()
    try workspace.made.commit("import here")
    try workspace.made.git("checkout", "--quiet", "-")
    try workspace.run()
    try workspace.made.write("else.txt", "x")
    try workspace.made.commit("import there")
    try workspace.made.git("merge", "--quiet", "--no-edit", "other")
    #expect(try workspace.made.git("diff", "--stat", "HEAD^1", "HEAD").lines.isEmpty)
    #expect(try workspace.made.git("diff", "--name-only", "HEAD^2", "HEAD").lines == ["else.txt"])
  }

  @Test(arguments: ExchangeFixture.all)
  func `a dry run makes nothing and accounts for each file`(fixture: ExchangeFixture) throws {
    let workspace = try ExchangeWorkspace(fixture)
    let before = try workspace.made.git("status", "--porcelain").lines
    let report = try workspace.run("--dry-run")
    #expect(try workspace.made.git("status", "--porcelain").lines == before)
    let named = Set((report["files"] as? [[String: Any]] ?? []).compactMap { $0["path"] as? String })
    for path in fixture.files.keys where !path.hasSuffix("config.yml") {
      #expect(named.contains { $0 == path || $0.hasPrefix(path + ":") }, "\(path)")
    }
  }

  @Test func `a revision is read without a checkout`() throws {
    let workspace = try ExchangeWorkspace(.beads)
    try workspace.made.git("tag", "old")
    try workspace.made.write(".beads/issues.jsonl", "")
    try workspace.made.commit("empty")
    try workspace.tool.succeed("import", "beads", ".@old")
    #expect(try workspace.tickets().count == 5)
    #expect(try workspace.made.read(".beads/issues.jsonl") == "")
  }

  @Test func `without a format the tool looks, and two are an error that names both`() throws {
    let workspace = try ExchangeWorkspace(.beads)
    let found = try workspace.tool("import", ".", "--dry-run")
    #expect(found.status == 0 && found.errorText.contains("found beads"))
    for (path, text) in ExchangeFixture.backlog.files { try workspace.made.write(path, text) }
    let both = try workspace.tool("import", ".")
    #expect(both.status == 2 && both.errorText.contains("beads") && both.errorText.contains("backlog"))
    #expect(try workspace.tool("import", "beads").status == 2)
    #expect(try workspace.tool("import", "beeds", ".").errorText.contains("Did you mean 'beads'?"))
    #expect(try workspace.tool("import", "beads", "nowhere").status == 2)
  }

  @Test(arguments: [ExchangeFixture.beads, .github])
  func `standard input is a source`(fixture: ExchangeFixture) throws {
    let workspace = try ExchangeWorkspace(fixture)
    let text = fixture.files.values.first ?? ""
    try workspace.tool.succeed("import", fixture.format, "-", input: text)
    #expect(try workspace.tickets().count > 2)
  }

  @Test func `strict makes a remark an error before anything is written`() throws {
    let workspace = try ExchangeWorkspace(.tk)
    let refused = try workspace.tool("import", "tk", ".", "--strict")
    #expect(refused.status == 1 && refused.errorText.contains("nw-9999"))
    #expect(try workspace.made().isEmpty)
    let clean = try ExchangeWorkspace(.beads)
    #expect(try clean.tool("import", "beads", ".", "--strict").status == 0)
  }

  @Test func `what changed in the source since is taken over, unless it was changed here too`() throws {
    let workspace = try ExchangeWorkspace(.tk)
    try workspace.run()
    let path = ".tickets/nw-0002.md"
    let text = try workspace.made.read(path)
    try workspace.made.write(path, text.replacingOccurrences(of: "status: open", with: "status: closed"))
    let id = try #require(try workspace.tickets()["Two"]?["id"] as? String)
    try workspace.tool.succeed("edit", id, "--priority", "high")
    #expect(try workspace.run("--update")["updated"] as? Int == 1)
    let row = try #require(try workspace.tickets()["Two"])
    #expect(row["status"] as? String == "done" && row["priority"] as? String == "high")
    #expect(try workspace.run("--update")["updated"] as? Int == 0)
    try workspace.made.write(path, text.replacingOccurrences(of: "priority: 2", with: "priority: 0"))
    let before = try workspace.made()
    let refused = try workspace.tool("import", "tk", ".", "--update")
    #expect(refused.status == 1 && refused.errorText.contains("priority"))
    #expect(try workspace.made() == before)
  }

  @Test func `the other tool goes on beside it, and nothing is said twice`() throws {
    let workspace = try ExchangeWorkspace(.tk)
    try workspace.run()
    let id = try #require(try workspace.tickets()["Fix the login"]?["id"] as? String)
    try workspace.tool.succeed("log", id, "--actor-type", "human", "--actor-id", "@me", "--summary", "Noted here")
    try workspace.tool.succeed("status", id, "done")
    try workspace.tool.succeed("export", "tk", ".tickets", "--replace")
    #expect(try workspace.made.read(".tickets/nw-5c46.md").contains("Noted here"))
    try workspace.run("--update")
    let logs = try workspace.show("Fix the login")["logs"] as? [[String: Any]] ?? []
    #expect(logs.count { $0["summary"] as? String == "Noted here" } == 1)
    #expect(try workspace.tickets()["Fix the login"]?["status"] as? String == "done")
    #expect(try workspace.run("--update")["updated"] as? Int == 0)
    try workspace.tool.succeed("export", "tk", ".tickets")
    #expect(try workspace.tool.succeed("validate").hasSuffix("0 errors, 0 warnings"))
  }

  @Test func `a ticket whose log is gone is still there`() throws {
    let workspace = try ExchangeWorkspace(.beads)
    try workspace.run()
    let id = try #require(try workspace.tickets()["One"]?["id"] as? String)
    try FileManager.default.removeItem(atPath: "\(workspace.made.path)/.tickets/\(id)/logs")
    #expect(try workspace.run()["imported"] as? Int == 0)
  }

  @Test func `what came by no date is as old as the commit that brought it`() throws {
    let workspace = try ExchangeWorkspace(.car)
    let date = "2025-04-05T06:07:08Z"
    let git = workspace.made.git.with(environment: ["GIT_COMMITTER_DATE": date, "GIT_AUTHOR_DATE": date])
    let path = ".codex-autorunner/tickets/TICKET-020.md"
    try workspace.made.write(path, "---\nagent: codex\ndone: false\ntitle: Dated\n---\n\nText.\n")
    try git("add", "--all")
    try git("commit", "--quiet", "--message", "dated")
    try workspace.made.write(path, "---\nagent: codex\ndone: true\ntitle: Dated\n---\n\nText.\n")
    try workspace.made.commit("later")
    try workspace.run()
    #expect(try workspace.tickets()["Dated"]?["created_at"] as? String == date)
  }
}
