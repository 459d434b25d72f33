import Foundation
import TestSupport
import Testing

@Suite struct CommitAuditTests {
  private typealias Project = CommitRecordTests.Project

  /// What the audit found, by its kind: the ids of tickets, or commits with what they became.
  private func audit(_ project: Project, _ words: String...) throws -> (status: Int32, found: [String: [String]]) {
    let execution = try project.tool(["audit", "--commits", "--json"] + words)
    let report = try JSONSerialization.jsonObject(with: Data(execution.output)) as? [String: [[String: Any]]] ?? [:]
    let found = report.mapValues { rows in
      rows.map { row in
        (row["commit"] as? String).map { "\($0) \(row["became"] as? String ?? "-")" } ?? row["id"] as? String ?? ""
      }
    }
    return (execution.status, found)
  }

  @Test func `merged work whose ticket is open stands out, and a done ticket without a commit`() throws {
    let project = try Project()
    let git = project.made.git
    #expect(try audit(project).status == 0)
    try git("switch", "-qc", "feature")
    _ = try project.work("a", "1\n", "Work\n\nTicket: \(project.ticket.suffix(8))")
    #expect(try audit(project).status == 0)
    #expect(try audit(project, "main..HEAD").found["open"] == [project.ticket])
    try git("switch", "-q", "main")
    try git("merge", "-q", "--no-ff", "-m", "Merge", "feature")
    let merged = try audit(project)
    #expect(merged.status == 1)
    #expect(merged.found["open"] == [project.ticket])
    try project.tool.succeed("status", project.ticket, "doing")
    try project.tool.succeed("status", project.ticket, "done")
    let other = try project.tool.succeed("new", "--title", "Never worked on", "--status", "done")
    try project.made.commit("Close")
    let closed = try audit(project)
    #expect(closed.status == 1)
    #expect(closed.found == ["open": [], "without_commits": [other], "lost": []])
    #expect(try project.tool("audit", "--commits").text.contains("no commit here belongs to it"))
  }

  @Test func `recorded commits that were rewritten are found again`() throws {
    let project = try Project()
    let git = project.made.git
    try git("switch", "-qc", "feature")
    let first = try project.work("a", "1\n", "One")
    let second = try project.work("b", "2\n", "Two")
    try project.log(project.ticket, "--changes")
    try project.tool.succeed("status", project.ticket, "doing")
    try project.tool.succeed("status", project.ticket, "done")
    try project.made.commit("Log")
    #expect(try audit(project).found == ["open": [], "without_commits": [], "lost": []])
    try git("switch", "-q", "main")
    _ = try project.work("c", "3\n", "Other")
    try git("switch", "-q", "feature")
    try git("rebase", "-q", "main")
    let now = try git("rev-parse", "HEAD~2", "HEAD~1").lines
    let rebased = try audit(project)
    #expect(rebased.status == 0)
    #expect(rebased.found["lost"] == ["\(first) \(now[0])", "\(second) \(now[1])"])
    let shown = try project.tool.succeed("show", project.ticket)
    #expect(shown.contains("commits: \(first), now \(now[0])"))
    try git("reset", "-q", "--hard", "HEAD~2")
    try git("checkout", "-q", "ORIG_HEAD", "--", ".tickets")
    try project.made.commit("Keep the ticket only")
    let reset = try audit(project)
    #expect(reset.found["lost"] == ["\(first) \(now[0])", "\(second) -"])
  }

  @Test func `the hook after a commit records it once in the ticket of its trailer or branch`() throws {
    let project = try Project()
    let git = project.made.git
    _ = try project.work("a", "1\n", "No ticket")
    try project.tool.succeed("hook", "post-commit")
    #expect(try project.commits().isEmpty)
    let first = try project.work("b", "2\n", "By trailer\n\nTicket: \(project.ticket)")
    try project.tool.succeed("hook", "post-commit")
    try project.tool.succeed("hook", "post-commit")
    #expect(try project.commits() == [[first]])
    try project.made.commit("Only the log")
    try project.tool.succeed("hook", "post-commit")
    try git("switch", "-qc", "work-\(project.ticket.suffix(8))")
    let second = try project.work("c", "3\n", "By branch")
    try project.tool.succeed("hook", "post-commit")
    #expect(Set(try project.commits()) == [[first], [second]])
    try project.tool.succeed("validate")
  }
}
