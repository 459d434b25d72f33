import Foundation
import TestSupport
import Testing

@Suite struct BlameTests {
  private typealias Project = CommitRecordTests.Project

  private struct Row: Equatable {
    let value: String
    let commit: String?
    let branch: String?
    let run: String?
  }

  private func blame(_ tool: Tool, _ ticket: String) throws -> (fields: [String: Row], dropped: [String]) {
    let report = try #require(try tool.json("blame", ticket) as? [String: Any])
    func name(_ row: [String: Any]) -> String {
      let field = row["field"] as? String ?? ""
      return (row["item"] as? String).map { "\(field)[\($0)]" } ?? field
    }
    var fields: [String: Row] = [:]
    for row in try #require(report["fields"] as? [[String: Any]]) {
      fields[name(row)] = Row(
        value: "\(row["value"] ?? "")", commit: row["commit"] as? String, branch: row["branch"] as? String,
        run: row["run"] as? String)
    }
    let dropped = try #require(report["dropped"] as? [[String: Any]]).map { row in
      "\(name(row)) \(row["value"] ?? "") \(row["merge"] ?? "")"
    }
    return (fields, dropped)
  }

  @Test func `each field, criterion and relation has the commit that set it, across merges`() throws {
    let project = try Project()
    let git = project.made.git
    let begin = try git("rev-parse", "HEAD").lines[0]
    try project.tool.succeed("init", "--merge-drivers")
    try project.made.commit("Drivers")
    let other = try project.tool.succeed("new", "--title", "Another")
    try git("switch", "-qc", "feature")
    try project.tool.succeed("edit", project.ticket, "--dependency", other, "--acceptance", "It works")
    let related = try project.made.commit("Relate")
    try project.tool.succeed(
      "status", project.ticket, "doing", "--log", "--run-id", "r7", "--actor-type", "agent", "--actor-id", "codex")
    let doing = try project.made.commit("Take it up")
    try git("switch", "-q", "main")
    try project.tool.succeed("edit", project.ticket, "--priority", "high")
    let priority = try project.made.commit("Urgent")
    try git("merge", "-q", "--no-ff", "-m", "Merge branch 'feature'", "feature")
    try git("branch", "-qD", "feature")
    let (fields, dropped) = try blame(project.tool, project.ticket)
    #expect(fields["title"]?.commit == begin)
    #expect(fields["title"]?.branch == "main")
    #expect(fields["priority"] == Row(value: "high", commit: priority, branch: "main", run: nil))
    #expect(fields["status"] == Row(value: "doing", commit: doing, branch: "feature", run: "r7"))
    #expect(fields["dependencies[\(other)]"]?.commit == related)
    #expect(fields["criteria[It works]"]?.commit == related)
    #expect(dropped.isEmpty)
    let text = try project.tool.succeed("blame", project.ticket)
    #expect(text.contains("Ada (run r7)"), "\(text)")
  }

  @Test func `what a merge dropped is named with the merge, and what it took over is not`() throws {
    let project = try Project()
    let git = project.made.git
    try git("switch", "-qc", "feature")
    try project.tool.succeed("edit", project.ticket, "--priority", "high", "--label", "ui")
    try project.made.commit("Urgent")
    try git("switch", "-q", "main")
    try project.tool.succeed("edit", project.ticket, "--title", "Another title")
    try project.made.commit("Title")
    try git("merge", "-q", "-s", "ours", "-m", "Merge branch 'feature'", "feature")
    let merge = try git("rev-parse", "HEAD").lines[0]
    let dropped = try blame(project.tool, project.ticket).dropped
    #expect(dropped.sorted() == ["labels[ui] ui \(merge)", "priority high \(merge)"])
    #expect(try project.tool.succeed("blame", project.ticket).contains("dropped by the merge"))
    // It came back: nothing is lost any more.
    try project.tool.succeed("edit", project.ticket, "--priority", "high", "--label", "ui")
    try project.made.commit("Again")
    #expect(try blame(project.tool, project.ticket).dropped.isEmpty)
  }

  @Test func `a state that the other side went through and left is not dropped`() throws {
    let project = try Project()
    let git = project.made.git
    try git("switch", "-qc", "feature")
    try project.tool.succeed("status", project.ticket, "doing")
    try project.made.commit("Doing")
    try project.tool.succeed("status", project.ticket, "done")
    try project.made.commit("Done")
    try git("switch", "-q", "main")
    try git("checkout", "-q", "feature~1", "--", ".tickets")
    try project.made.commit("Doing, picked over")
    _ = try git.attempt("merge", "-q", "-X", "theirs", "-m", "Merge branch 'feature'", "feature")
    #expect(try blame(project.tool, project.ticket).fields["status"]?.value == "done")
    #expect(try blame(project.tool, project.ticket).dropped.isEmpty)
  }

  @Test func `over the end of a shallow clone nobody can know`() throws {
    let project = try Project()
    try project.tool.succeed("edit", project.ticket, "--priority", "high")
    try project.made.commit("One")
    try project.tool.succeed("edit", project.ticket, "--title", "Another title")
    let last = try project.made.commit("Two")
    let clone = try project.made.clone("--depth=2", named: "clone")
    let (fields, _) = try blame(Tool(in: clone.path), project.ticket)
    #expect(fields["title"]?.commit == last)
    #expect(fields["priority"]?.commit == nil)
    #expect(try Tool(in: clone.path).succeed("blame", project.ticket).contains("before the end of this shallow clone"))
  }
}
