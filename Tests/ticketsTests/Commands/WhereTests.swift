import Foundation
import TestSupport
import Testing

/// Where work landed, told with the real git as the judge: never a false "not merged".
@Suite struct WhereTests {
  private typealias Project = CommitRecordTests.Project

  private struct Place {
    let state: String
    let reason: String?
    let release: String?
    /// By commit, how it is known.
    let how: [String: String]
    let reverts: [String]
    let missing: [String]
    let tags: [String: [String]]
  }

  private func place(_ tool: Tool, _ ticket: String) throws -> Place {
    let report = try #require(try tool.json("where", ticket) as? [String: Any])
    let commits = try #require(report["commits"] as? [[String: Any]])
    func byCommit<Value>(_ key: String) -> [String: Value] {
      Dictionary(
        uniqueKeysWithValues: commits.compactMap { row in
          (row[key] as? Value).map { (row["commit"] as? String ?? "", $0) }
        })
    }
    return Place(
      state: report["state"] as? String ?? "", reason: report["reason"] as? String,
      release: report["first_release"] as? String, how: byCommit("how"),
      reverts: (report["reverts"] as? [[String: Any]] ?? []).compactMap { $0["commit"] as? String },
      missing: report["missing"] as? [String] ?? [], tags: byCommit("tags"))
  }

  private func place(_ project: Project) throws -> Place { try place(project.tool, project.ticket) }

  /// A branch with two commits of work; only the first names the ticket.
  private func branch(_ project: Project, named name: String = "feature", recording: Bool = false) throws -> [String] {
    try project.made.git("switch", "-qc", name)
    let one = try project.work("src/limit.c", "int limit;\n", "Add the limit\n\nTicket: \(project.ticket.suffix(8))")
    let two = try project.work("src/login.c", "int login;\nint tries;\n", "Count the tries")
    if recording {
      try project.log(project.ticket, "--changes")
      try project.made.commit("Log")
    }
    return [one, two]
  }

  private func other(_ project: Project) throws {
    try project.made.git("switch", "-q", "main")
    _ = try project.work("README", "Read me\n", "Something else")
  }

  @Test func `work on a branch is open, and merged it has landed in the first release that has it`() throws {
    let project = try Project()
    let git = project.made.git
    let commits = try branch(project)
    #expect(try place(project).state == "open")
    #expect(try project.tool.succeed("where", project.ticket).contains("not on main: only on feature"))
    try other(project)
    try git("tag", "v1.0")
    try git("merge", "-q", "--no-ff", "-m", "Merge branch 'feature'", "feature")
    try git("tag", "-a", "-m", "v1.1", "v1.1")
    _ = try project.work("later", "1\n", "Later")
    try git("tag", "v1.2")
    let landed = try place(project)
    #expect(landed.state == "landed")
    #expect(landed.release == "v1.1")
    #expect(landed.how[commits[0]] == "trailer")
    #expect(landed.tags[commits[0]] == ["v1.1", "v1.2"])
    try git("branch", "-qD", "feature")
    #expect(try place(project).state == "landed")
  }

  @Test(arguments: ["main", "feature"])
  func `a revert takes it back, and the revert of the revert brings it again`(from: String) throws {
    let project = try Project()
    let git = project.made.git
    _ = try branch(project)
    try other(project)
    try git("merge", "-q", "--no-ff", "-m", "Merge branch 'feature'", "feature")
    try git("tag", "v1.0")
    // A merge goes with all that it brought, a commit alone.
    if from == "main" {
      try git("revert", "--no-edit", "-m", "1", "HEAD")
    } else {
      try git("revert", "--no-edit", "feature~1")
    }
    try git("tag", "v1.1")
    let reverted = try place(project)
    #expect(reverted.state == "reverted")
    #expect(reverted.release == "v1.0")
    #expect(!reverted.reverts.isEmpty)
    #expect(
      try project.tool.succeed("where", project.ticket).contains(
        "landed on main and released in v1.0, then reverted in v1.1"))
    try git("revert", "--no-edit", "HEAD")
    #expect(try place(project).state == "landed")
  }

  @Test func `a revert that only a service's words tell is known by what it changes`() throws {
    let project = try Project()
    let git = project.made.git
    let first = try project.work("a", "1\n", "Work (#7)\n\nTicket: \(project.ticket)")
    try git("revert", "--no-commit", "HEAD")
    try git("commit", "-q", "-m", "Revert \"Work (#7)\" (#8)")
    // That is another first line, and says nothing.
    try git("reset", "-q", "--hard", first)
    try git("revert", "--no-commit", "HEAD")
    try git("commit", "-q", "-m", "Revert \"Work (#7)\"\n\nReverts o/r#7")
    #expect(try place(project).state == "reverted")
    // A commit that only has such a name takes nothing back.
    try git("reset", "-q", "--hard", first)
    _ = try project.work("b", "1\n", "Revert \"Work (#7)\"")
    #expect(try place(project).state == "landed")
  }

  @Test func `a rebase is known by what its commits change, also when the branch is gone`() throws {
    let project = try Project()
    let git = project.made.git
    let commits = try branch(project, recording: true)
    try other(project)
    try git("switch", "-qc", "rebased", "feature")
    try git("rebase", "-q", "main")
    try git("switch", "-q", "main")
    try git("merge", "-q", "--ff-only", "rebased")
    // The trailer is enough for the first, and the second is found by its patch.
    #expect(try place(project).state == "landed")
    try git("commit", "-q", "--amend", "--no-edit", "--allow-empty")
    try git("branch", "-qD", "feature", "rebased")
    #expect(try place(project).state == "landed")
    _ = commits
  }

  @Test func `a squash without a word about the ticket is known by its contents`() throws {
    let project = try Project()
    let git = project.made.git
    let commits = try branch(project)
    try other(project)
    // What else was done to the same file changes nothing about it.
    _ = try project.work("src/login.c", "// Login\nint login;\n", "A comment")
    try git("merge", "-q", "--squash", "feature")
    try git("commit", "-q", "-m", "Limit logins (#7)")
    let squash = try git("rev-parse", "HEAD").lines[0]
    _ = try project.work("src/limit.c", "int limit = 3;\n", "Another value")
    let landed = try place(project)
    #expect(landed.state == "landed")
    #expect(landed.how == [commits[0]: "trailer", squash: "squash"])
    try git("revert", "--no-edit", "HEAD")
    try git("revert", "--no-edit", squash)
    #expect(try place(project).state == "reverted")
  }

  @Test func `a cherry-pick lands, and so does a backport that main never had`() throws {
    let project = try Project()
    let git = project.made.git
    try git("branch", "release")
    let commits = try branch(project)
    try other(project)
    try git("cherry-pick", commits[0])
    #expect(try place(project).state == "landed")
    try git("reset", "-q", "--hard", "HEAD~1")
    #expect(try place(project).state == "open")
    try git("switch", "-q", "release")
    try git("cherry-pick", commits[0])
    #expect(try place(project).state == "open")
    try git("tag", "v1.0.1")
    let released = try place(project)
    #expect(released.state == "landed")
    #expect(released.release == "v1.0.1")
    #expect(try project.tool.succeed("where", project.ticket).contains("released in v1.0.1, not on main"))
  }

  @Test func `an octopus lands like any merge`() throws {
    let project = try Project()
    let git = project.made.git
    _ = try branch(project)
    try other(project)
    try git("switch", "-qc", "second", "main~1")
    _ = try project.work("second", "2\n", "Second")
    try git("switch", "-qc", "third", "main~1")
    _ = try project.work("third", "3\n", "Third")
    try git("switch", "-q", "main")
    try git("merge", "-q", "-m", "Octopus", "feature", "second", "third")
    #expect(try git("rev-list", "--parents", "-1", "HEAD").text.split(separator: " ").count == 5)
    #expect(try place(project).state == "landed")
    try git("revert", "--no-edit", "-m", "1", "HEAD")
    #expect(try place(project).state == "reverted")
  }

  @Test func `what was edited while it was squashed is unknown, and what is only half there too`() throws {
    let project = try Project()
    let git = project.made.git
    _ = try branch(project)
    try other(project)
    try git("merge", "-q", "--squash", "feature")
    try project.made.write("src/limit.c", "int limit = 12; // as the review wanted it\n")
    try project.made.commit("Limit logins (#7)")
    let found = try place(project)
    #expect(found.state == "unknown")
    #expect(found.reason?.contains("squashed and edited") == true)
  }

  @Test func `a recorded commit of a deleted branch is found while git still has it, and unknown after`() throws {
    let project = try Project()
    let git = project.made.git
    try git("switch", "-qc", "feature")
    let one = try project.work("src/limit.c", "int limit;\n", "Add the limit")
    try git("switch", "-q", "main")
    try project.log(project.ticket, "--commits", one)
    try project.made.commit("Log")
    try git("branch", "-qD", "feature")
    let lost = try place(project)
    #expect(lost.state == "unknown")
    #expect(lost.reason?.contains("on no branch any more") == true)
    _ = try project.work("src/limit.c", "int limit;\n", "The same again")
    #expect(try place(project).state == "landed")
    try git("reset", "-q", "--hard", "HEAD~1")
    try git("reflog", "expire", "--expire=now", "--all")
    try git("gc", "-q", "--prune=now")
    #expect(try place(project).state == "unknown")
    #expect(try place(project).reason?.contains("not in this repository") == true)
  }

  @Test func `a shallow clone knows what it sees, and else says that it cannot know`() throws {
    let project = try Project()
    let git = project.made.git
    _ = try branch(project)
    try other(project)
    try git("merge", "-q", "--no-ff", "-m", "Merge branch 'feature'", "feature")
    _ = try project.work("later", "1\n", "Later")
    for depth in 1...4 {
      let clone = try project.made.clone("--depth=\(depth)", named: "clone\(depth)")
      let found = try place(Tool(in: clone.path), project.ticket)
      #expect(found.state == (depth < 4 ? "unknown" : "landed"), "\(depth)")
      if depth < 4 { #expect(found.reason?.contains("git fetch --unshallow") == true) }
    }
  }

  @Test func `a clone without files says what it cannot compare, and fetches nothing`() throws {
    let project = try Project()
    let git = project.made.git
    try git("config", "uploadpack.allowFilter", "true")
    _ = try branch(project)
    try other(project)
    _ = try project.work("src/login.c", "// Login\nint login;\n", "A comment")
    try git("merge", "-q", "--squash", "feature")
    try git("commit", "-q", "-m", "Limit logins (#7)")
    let clone = try project.made.clone("--filter=blob:none", named: "partial")
    let found = try place(Tool(in: clone.path), project.ticket)
    #expect(["landed", "unknown"].contains(found.state))
    try git("reset", "-q", "--hard", "main~2")
    let apart = try project.made.clone("--filter=blob:none", named: "apart")
    #expect(try place(Tool(in: apart.path), project.ticket).state != "landed")
  }

  @Test func `a ticket without a commit is unknown, and a branch that only has its claim too`() throws {
    let project = try Project()
    #expect(try place(project).state == "unknown")
    #expect(try place(project).reason == "no commit names the ticket, and no log names a commit")
    try project.made.git("switch", "-qc", "feature")
    try project.tool.succeed("status", project.ticket, "doing", "--log", "--actor-type", "agent", "--actor-id", "codex")
    try project.made.commit("Claim\n\nTicket: \(project.ticket)")
    #expect(try place(project).state == "unknown")
  }

  @Test func `where --all is what audit --commits says`() throws {
    let project = try Project()
    let git = project.made.git
    _ = try branch(project)
    try project.tool.succeed("status", project.ticket, "doing")
    try project.tool.succeed("status", project.ticket, "done")
    try git("stash", "-q")
    try git("switch", "-q", "main")
    try git("stash", "pop", "-q")
    try project.made.commit("Done before it is merged")
    let all = try project.tool("where", "--all")
    #expect(all.status == 1)
    #expect(all.text.contains("is done, but its commits are only on feature"), "\(all.text)")
    #expect(try project.tool("audit", "--commits").text == all.text)
    #expect(try project.tool("audit", "--commits", "--json").text == project.tool("where", "--all", "--json").text)
    try git("merge", "-q", "--squash", "feature")
    try git("commit", "-q", "-m", "Squash (#7)")
    #expect(try project.tool("where", "--all").text == "commits and tickets agree\n")
    #expect(try project.tool("where").status == 2)
    #expect(try project.tool("where", "--all", project.ticket).status == 2)
  }
}
