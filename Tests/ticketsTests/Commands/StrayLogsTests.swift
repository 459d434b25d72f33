import Foundation
import TestSupport
import Testing

/// Run logs that a merge leaves in the old folder of a ticket that the other side renamed.
@Suite struct StrayLogsTests: TicketInGitTests {
  let begun: TicketInGit

  init() throws {
    begun = try TicketInGit()
    try repository.commit("Begin")
    try git("branch", "claims")
    try git("mv", ".tickets/\(id)", ".tickets/limit-logins")
    try repository.commit("Give it a name")
    try git("checkout", "--quiet", "claims")
    try tool.succeed("status", id, "doing", "--summary", "Claimed", "--actor-type", "human", "--actor-id", "ada")
    try repository.commit("Claim")
    try git("checkout", "--quiet", "main")
  }

  private func merge() throws {
    try git("merge", "--quiet", "--no-edit", "claims")
    // That git does this is why there is something to do.
    #expect(FileManager.default.fileExists(atPath: repository.path + "/.tickets/\(id)/logs"))
    #expect(FileManager.default.fileExists(atPath: repository.path + "/.tickets/limit-logins/ticket.md"))
  }

  private func row(_ words: String...) throws -> [String: Any] {
    let rows = try #require(try tool.json(["list"] + words) as? [[String: Any]])
    #expect(rows.count == 1)
    return try #require(rows.first)
  }

  private func summaries(_ name: String) throws -> [String] {
    let shown = try #require(try tool.json("show", name, "--logs", "all") as? [String: Any])
    #expect(shown["path"] as? String == ".tickets/limit-logins/ticket.md")
    return (shown["logs"] as? [[String: Any]] ?? []).compactMap { $0["summary"] as? String }
  }

  private func codes(_ words: String...) throws -> [String] {
    let report = try #require(try tool.json(["validate"] + words) as? [String: Any])
    return try #require(report["issues"] as? [[String: Any]]).compactMap { $0["code"] as? String }
  }

  @Test func `the forecast says so`() throws {
    let checked = try tool("merge-check", "claims")
    #expect(checked.status == 1 && checked.text.contains("LOGS_ASTRAY"))
    // A claim alone, or a name alone, is nothing to tell.
    try git("checkout", "--quiet", "claims")
    #expect(try tool("merge-check", "HEAD~1", "claims").status == 0)
    #expect(try tool("merge-check", "main~1", "main").status == 0)
  }

  @Test func `what lies in the old folder is read as the ticket's own`() throws {
    try merge()
    let listed = try row()
    #expect(listed["path"] as? String == ".tickets/limit-logins/ticket.md" && listed["status"] as? String == "doing")
    #expect(try row("--at", "HEAD")["path"] as? String == ".tickets/limit-logins/ticket.md")
    for name in [id, String(id.suffix(8)), String(id.prefix(13)), "limit-logins"] {
      #expect(try summaries(name) == ["Claimed"])
    }
    for ends in [["claims", "main"], ["claims"], ["main~1..main"], ["HEAD"]] {
      let diff = try tool(["diff"] + ends)
      #expect(diff.status == 0 && !diff.text.lowercased().contains("lost"), "\(ends): \(diff.text)")
      #expect(!diff.text.contains("no title"), "\(ends): \(diff.text)")
    }
    let brought = try #require(try tool.json("diff", "HEAD~1", "HEAD") as? [String: Any])
    let summary = try #require(brought["summary"] as? [String: Any])
    #expect(summary["modified"] as? Int == 1 && summary["created"] as? Int == 0)
    #expect(summary["log_entries_added"] as? Int == 1)
    for ends in [["claims"], ["main~1"], ["claims~1", "main"]] {
      let audit = try tool(["audit"] + ends)
      #expect(audit.status == 0, "\(ends): \(audit.text)")
    }
    try tool.succeed("status", String(id.suffix(8)), "blocked")
    #expect(try self.row()["status"] as? String == "blocked")
  }

  @Test func `branches shows the state of the ticket, not of the folder that was left`() throws {
    try git("checkout", "--quiet", "-b", "merged", "claims")
    try git("merge", "--quiet", "--no-edit", "main")
    let survey = try #require(try tool.json("branches", "--all") as? [String: Any])
    let tickets = try #require(survey["tickets"] as? [[String: Any]])
    #expect(tickets.count == 1)
    let states = try #require(tickets.first?["states"] as? [[String: Any]])
    let status = Dictionary(
      states.map { ($0["ref"] as? String ?? "", $0["status"] as? String ?? "none") },
      uniquingKeysWith: { first, _ in first })
    #expect(status["merged"] == "doing" && status["claims"] == "doing" && status["main"] == "todo")
    #expect(states.first { $0["ref"] as? String == "merged" }?["last_updated"] is String)
    let flags = try #require(tickets.first?["flags"] as? [String])
    #expect(!flags.contains("double_claim"))
  }

  @Test func `a safe repair moves the files`() throws {
    try merge()
    let found = try tool("validate")
    #expect(found.status == 1 && found.text.contains(".tickets/limit-logins/ticket.md: error LOGS_ASTRAY: "))
    #expect(found.text.contains("/.tickets/\(id)/logs") && found.text.contains("1 ticket, 1 error, 0 warnings"))
    #expect(try codes() == ["LOGS_ASTRAY"])
    #expect(try codes("limit-logins") == ["LOGS_ASTRAY"] && codes("--at", "HEAD") == ["LOGS_ASTRAY"])
    let before = try git("status", "--porcelain").text
    let rehearsal = try tool("repair", "--all", "--dry-run")
    #expect(rehearsal.text.contains("move .tickets/\(id)/logs/"))
    #expect(try git("status", "--porcelain").text == before)
    let old = try #require(
      try FileManager.default.contentsOfDirectory(atPath: repository.path + "/.tickets/\(id)/logs").first)
    let bytes = try repository.read(".tickets/\(id)/logs/\(old)")
    try tool.succeed("repair", "--ticket", String(id.suffix(8)), "--run-id", "repair-1")
    #expect(try repository.read(".tickets/limit-logins/logs/\(old)") == bytes)
    #expect(!FileManager.default.fileExists(atPath: repository.path + "/.tickets/\(id)"))
    try tool.succeed("validate")
    #expect(try summaries(id).count == 2)
    try repository.commit("Repair")
    #expect(try tool("audit", "claims").status == 0)
    #expect(try tool("repair", "--all").text.contains("Nothing to repair"))
  }

  @Test func `the report for people has the repair too`() throws {
    try merge()
    let report = try tool("validate", "--issues").text
    #expect(report.contains("gather_logs"))
    try repository.write("issues.yaml", report.replacing("enabled: false", with: "enabled: true"))
    try tool.succeed("repair", "--issues-file", "issues.yaml", "--non-interactive")
    try tool.succeed("validate")
  }

  @Test func `two logs of one name are read together and left to a person`() throws {
    try merge()
    let folder = repository.path + "/.tickets/\(id)/logs"
    let name = try #require(try FileManager.default.contentsOfDirectory(atPath: folder).first)
    let line = try repository.read(".tickets/\(id)/logs/\(name)")
    try repository.write(".tickets/limit-logins/logs/\(name)", line + line.replacing("Claimed", with: "Went on"))
    #expect(try Set(summaries(id)) == ["Claimed", "Went on"] && summaries(id).count == 2)
    #expect(try codes() == ["LOGS_ASTRAY"])
    #expect(try tool("repair", "--all").status == 1)
    #expect(try repository.read(".tickets/\(id)/logs/\(name)") == line)
  }

  @Test func `a folder that holds more, or logs of nobody, is what it was, and a healthy ticket wins`() throws {
    try merge()
    try repository.write(".tickets/\(id)/notes.txt", "mine\n")
    #expect(try codes() == ["TICKET_MISSING"])
    #expect(try (tool.json("list") as? [[String: Any]])?.count == 2)
    #expect(try summaries(String(id.suffix(8))) == [])
    try tool.succeed("status", String(id.suffix(8)), "blocked")
    try FileManager.default.removeItem(atPath: repository.path + "/.tickets/\(id)")
    let other = id.dropLast(4) + "0000"
    try repository.write(".tickets/\(other)/logs/20260201T000000.000Z-a.jsonl", "")
    #expect(try codes() == ["LOG_EMPTY", "TICKET_MISSING"])
  }
}
