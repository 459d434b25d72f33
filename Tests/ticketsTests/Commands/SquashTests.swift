import Foundation
import TestSupport
import Testing

/// Teams that squash, rebase, revert and stack on a hosting service: nobody is accused who did nothing wrong.
@Suite struct SquashTests {
  private typealias Project = CommitRecordTests.Project

  private func audit(_ project: Project, _ words: String...) throws -> Execution {
    try project.tool(["audit", "--commits"] + words)
  }

  private func expectSilence(_ project: Project, _ words: String...) throws {
    let execution = try project.tool(["audit", "--commits"] + words)
    #expect(execution.status == 0, "\(execution.text)")
    #expect(execution.text == "commits and tickets agree\n", "\(execution.text)")
  }

  /// A branch with two commits of work, recorded in the log of the ticket, which is done at its end.
  private func branch(_ project: Project) throws -> [String] {
    let git = project.made.git
    try git("switch", "-qc", "feature")
    try project.tool.succeed("status", project.ticket, "doing", "--log", "--actor-type", "agent", "--actor-id", "codex")
    try project.made.commit("Claim\n\nTicket: \(project.ticket)")
    let one = try project.work("src/limit.c", "int limit;\n", "Add the limit\n\nTicket: \(project.ticket)")
    let two = try project.work("src/login.c", "int login;\nint tries;\n", "Count the tries")
    try project.log(project.ticket, "--changes")
    try project.tool.succeed("status", project.ticket, "done", "--log", "--actor-type", "agent", "--actor-id", "codex")
    try project.made.commit("Done")
    return [one, two]
  }

  private func squash(_ project: Project, _ message: String) throws {
    let git = project.made.git
    try git("switch", "-q", "main")
    try git("merge", "-q", "--squash", "feature")
    try git("commit", "-q", "-m", message)
    try git("branch", "-qD", "feature")
    try git("reflog", "expire", "--expire=now", "--all")
    try git("gc", "-q", "--prune=now")
  }

  @Test(arguments: [true, false])
  func `a squash accounts for the commits that it took in, also when their branch is gone`(isNamed: Bool) throws {
    let project = try Project()
    _ = try branch(project)
    let trailer = isNamed ? "Ticket: \(project.ticket.suffix(8))\n\n" : ""
    try squash(
      project,
      """
      Limit login attempts (#7)

      * Add the limit

      \(trailer)* Count the tries

      ---------

      Co-authored-by: Bob <bob@example.org>
      """)
    try expectSilence(project)
    try expectSilence(project, "HEAD~1..HEAD")
    #expect(try project.tool("audit", "HEAD~1..HEAD").status == 0)
    #expect(try project.tool("diff", "HEAD~1", "HEAD").text.contains("log line") == false)
  }

  @Test func `a squash whose ticket is open stands out by a trailer anywhere in it`() throws {
    let project = try Project()
    try project.made.git("switch", "-qc", "feature")
    _ = try project.work("a", "1\n", "Work")
    try squash(
      project,
      "Work (#8)\n\n* One\n\nTicket: #\(project.ticket.suffix(8))\n\n* Two\n\n---------\n\nCo-authored-by: B <b@c.d>")
    let found = try audit(project)
    #expect(found.status == 1)
    #expect(found.text.contains("is todo, but merged"))
  }

  @Test func `what was reverted is not merged, until the revert is`() throws {
    let project = try Project()
    let git = project.made.git
    _ = try project.work("a", "1\n", "Work\n\nTicket: \(project.ticket)")
    #expect(try audit(project).status == 1)
    try git("revert", "--no-edit", "HEAD")
    try expectSilence(project)
    try git("revert", "--no-edit", "HEAD")
    #expect(try audit(project).status == 1)
    try git("revert", "--no-edit", "HEAD")
    try expectSilence(project)
  }

  @Test func `a claim is no work, and a branch is not called merged`() throws {
    let project = try Project()
    let git = project.made.git
    try project.tool.succeed("status", project.ticket, "doing", "--log", "--actor-type", "agent", "--actor-id", "codex")
    try project.made.commit("Claim\n\nTicket: \(project.ticket)")
    try expectSilence(project)
    let other = try project.tool.succeed("new", "--title", "Never worked on", "--status", "done")
    try project.made.commit("Close")
    try git("switch", "-qc", "feature")
    _ = try project.work("a", "1\n", "Work\n\nTicket: \(project.ticket)")
    let range = try audit(project, "main..HEAD")
    #expect(!range.text.contains("merged"), "\(range.text)")
    #expect(range.text.contains("is doing, with commits in the range"))
    #expect(!range.text.contains(other.suffix(8)))
    #expect(try audit(project).text.contains(other.suffix(8)))
  }

  @Test func `a log that names files of this branch tells of work`() throws {
    let project = try Project()
    try project.made.commit("Begin")
    _ = try project.work("src/limit.c", "int limit;\n", "Limit")
    try project.log(project.ticket, "--files", "src/limit.c")
    try project.tool.succeed("status", project.ticket, "doing")
    try project.tool.succeed("status", project.ticket, "done")
    try project.made.commit("Close")
    try expectSilence(project)
  }

  @Test func `a shallow clone blames nobody for what it does not have`() throws {
    let project = try Project()
    let recorded = try branch(project)
    try project.made.git("switch", "-q", "main")
    try project.made.git("merge", "-q", "--ff-only", "feature")
    let folder = try TemporaryFolder()
    try project.made.git("clone", "-q", "--depth=1", "file://\(project.made.path)", folder.path)
    let clone = Tool(in: folder.path)
    let audit = try clone("audit", "--commits")
    #expect(audit.status == 0, "\(audit.text)")
    #expect(!audit.text.contains(recorded[0].prefix(10)))
    #expect(audit.errorText.contains("git fetch --unshallow"))
    let history = try clone("history", project.ticket)
    #expect(history.errorText.contains("git fetch --unshallow"))
    // A pull request as it is checked out there: two ends and nothing between.
    try project.made.git("switch", "-qc", "other", "main~2")
    try project.made.git("commit", "-q", "--allow-empty", "-m", "Other")
    try project.made.git.with(folder: folder.path)("fetch", "-q", "--depth=1", "origin", "other:other")
    for words in [["diff", "other...HEAD"], ["merge-check", "HEAD", "other"], ["audit", "other..HEAD"], ["audit"]] {
      let execution = try clone(words)
      if words == ["audit"], execution.status == 0 { continue }
      #expect(execution.status == 2, "\(words): \(execution.text)")
      #expect(execution.errorText.contains("shallow"), "\(words): \(execution.errorText)")
      #expect(execution.errorText.contains("git fetch --unshallow"), "\(words): \(execution.errorText)")
    }
    try project.made.git.with(folder: folder.path)("fetch", "-q", "--unshallow", "origin", "main", "other")
    #expect(try clone("diff", "other...HEAD").status == 0)
    #expect(try clone("audit", "other..HEAD").status == 0)
  }

  @Test func `on a stacked branch each ticket has its own commits`() throws {
    let project = try Project()
    let git = project.made.git
    let other = try project.tool.succeed("new", "--title", "Lock accounts")
    try project.made.commit("Another")
    try git("switch", "-qc", "first")
    _ = try project.work("a", "1\n", "One\n\nTicket: \(other)")
    try git("switch", "-qc", "second")
    let own = try project.work("b", "2\n", "Two\n\nTicket: \(project.ticket.suffix(8))")
    let plain = try project.work("c", "3\n", "Three")
    try project.log(project.ticket, "--changes")
    #expect(try project.commits() == [[own, plain]])
  }

  @Test func `on a branch that is stacked on a squashed one nothing has diverged`() throws {
    let project = try Project()
    let git = project.made.git
    try project.made.commit("Begin")
    try git("switch", "-qc", "feature")
    try project.tool.succeed("status", project.ticket, "doing", "--log", "--actor-type", "agent", "--actor-id", "codex")
    _ = try project.work("a", "1\n", "One")
    try git("switch", "-qc", "second")
    try project.tool.succeed("status", project.ticket, "done", "--log", "--actor-type", "agent", "--actor-id", "codex")
    _ = try project.work("b", "2\n", "Two")
    let linked = try project.made.addWorkTree("HEAD", named: "linked", "-b", "third")
    try git("switch", "-q", "main")
    try git("merge", "-q", "--squash", "feature")
    try git("commit", "-q", "-m", "One (#7)")
    func flags() throws -> [String] {
      let survey = try #require(try project.tool.json("branches") as? [String: Any])
      let tickets = try #require(survey["tickets"] as? [[String: Any]])
      #expect(tickets.count == 1)
      return try #require(tickets.first?["flags"] as? [String])
    }
    #expect(try !flags().contains("diverged"))
    #expect(try project.tool("branches", "--diverged", "--json").text.contains(project.ticket) == false)
    // Who really went another way is still told.
    try project.tool.succeed("edit", project.ticket, "--priority", "high")
    try project.made.commit("Another value")
    #expect(try flags().contains("diverged"))
    try git("reset", "-q", "--hard", "HEAD~1")
    #expect(try !flags().contains("diverged"))
    try project.log(project.ticket, "--run-id", "other")
    try project.made.commit("Another entry")
    #expect(try flags().contains("diverged"))
    _ = linked
  }

  @Test func `a base that is here and not pushed yet is the nearer one`() throws {
    let project = try Project()
    let git = project.made.git
    let remote = try TemporaryFolder()
    try git("init", "-q", "--bare", remote.path)
    try git("remote", "add", "origin", remote.path)
    try git("push", "-q", "origin", "main")
    try git("remote", "set-head", "origin", "main")
    _ = try project.work("a", "1\n", "Not pushed")
    try git("switch", "-qc", "feature")
    let own = try project.work("b", "2\n", "Own")
    try project.log(project.ticket, "--changes")
    #expect(try project.commits() == [[own]])
  }

  @Test func `branches that have parted miss lines, and lost none`() throws {
    let project = try Project()
    let git = project.made.git
    try project.log(project.ticket, "--run-id", "one")
    try project.made.commit("Log")
    try git("switch", "-qc", "feature")
    _ = try project.work("b", "2\n", "Own")
    try git("switch", "-q", "main")
    try project.log(project.ticket, "--run-id", "one")
    try project.log(project.ticket, "--run-id", "two")
    try project.made.commit("More")
    try git("switch", "-q", "feature")
    for words in [["diff", "main"], ["diff", "main", "feature"], ["diff", "main..feature"]] {
      let text = try project.tool(words).text
      #expect(!text.contains("LOST") && !text.contains("lost,"), "\(text)")
      #expect(text.contains("2 log lines missing here"), "\(text)")
      #expect(text.contains("'tickets diff main...\(words.last == "main" ? "HEAD" : "feature")'"), "\(text)")
    }
    let json = try #require(try project.tool.json("diff", "main", "feature") as? [String: Any])
    let summary = try #require(json["summary"] as? [String: Any])
    #expect(summary["log_lines_lost"] as? Int == 0)
    let tickets = try #require(json["tickets"] as? [[String: Any]])
    #expect(((tickets.first?["log"] as? [String: Any])?["missing"] as? [Any])?.count == 2)
    // What both began with and the branch dropped is lost.
    let logs = try FileManager.default.contentsOfDirectory(
      atPath: project.made.path + "/.tickets/\(project.ticket)/logs")
    for name in logs { try project.made.write(".tickets/\(project.ticket)/logs/\(name)", "") }
    try project.made.commit("Drop")
    let dropped = try project.tool("diff", "main", "feature").text
    #expect(dropped.contains("1 log line lost, 2 log lines missing here"), "\(dropped)")
  }
}
