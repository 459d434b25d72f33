import Foundation
import TestSupport
import Testing

/// What the hooks say when git merges and reverts.
@Suite struct MergeHookTests: TicketInGitTests {
  @Begun var begun: TicketInGit

  private mutating func begin(_ roots: Roots) throws {
    begun = try TicketInGit(roots)
    try repository.commit("Begin")
    try git("checkout", "--quiet", "-b", "theirs")
    try log("theirs")
    try git("checkout", "--quiet", "main")
    try log("ours")
    try begun.installHooks()
  }

  private func log(_ run: String) throws {
    try tool.succeed("log", id, "--actor-type", "human", "--actor-id", "a", "--summary", run, "--run-id", run)
    try repository.write("code-\(run)", run)
    try repository.commit("Log \(run)")
  }

  private var runs: [String] {
    get throws {
      let folder = repository.path + "/\(tickets)/\(id)/logs"
      return (try? FileManager.default.contentsOfDirectory(atPath: folder))?.sorted() ?? []
    }
  }

  @Test(arguments: Roots.allCases)
  mutating func `a merge that drops a log is stopped before its commit, and so is the commit that ends it`(roots: Roots)
    throws
  {
    try begin(roots)
    try begun.installHooks("pre-merge-commit")
    let merge = try git.attempt("merge", "--no-edit", "--strategy", "ours", "theirs")
    #expect(merge.status == 1)
    #expect(merge.errorText.contains("-theirs.jsonl:1: a log line is lost"))
    #expect(try git("rev-parse", "--verify", "MERGE_HEAD").status == 0)
    #expect(try git.attempt("commit", "--no-edit").status == 1)
    try git("merge", "--abort")
    try git("merge", "--no-edit", "theirs")
    #expect(try runs.count == 2)
  }

  @Test(arguments: Roots.allCases)
  mutating func `every head of an octopus is looked at`(roots: Roots) throws {
    try begin(roots)
    try begun.installHooks("pre-merge-commit")
    try git("checkout", "--quiet", "-b", "more", "main~1")
    try log("more")
    try git("checkout", "--quiet", "main")
    let merge = try git.attempt("merge", "--no-edit", "--strategy", "ours", "theirs", "more")
    #expect(merge.status == 1)
    for run in ["theirs", "more"] { #expect(merge.errorText.contains("-\(run).jsonl:1: a log line is lost")) }
    try git("merge", "--abort")
    _ = try git.attempt("merge", "--no-commit", "--strategy", "ours", "theirs", "more")
    let commit = try git.attempt("commit", "--no-edit")
    #expect(commit.status == 1)
    #expect(commit.errorText.contains("-more.jsonl:1: a log line is lost"))
    try git("merge", "--abort")
    try git("merge", "--quiet", "--no-edit", "theirs", "more")
    #expect(try runs.count == 3)
  }

  @Test(arguments: Roots.allCases)
  mutating func `heads are told from variables that only look like them, whatever their values hold`(roots: Roots)
    throws
  {
    try begin(roots)
    let hex = try git("rev-parse", "theirs").lines[0]
    try git("rm", "--quiet", "-r", "--cached", "\(tickets)/\(id)/logs")
    func lost(_ variables: [String: String]) throws -> Bool {
      let execution = try Tool(in: tool.folder, variables)("hook", "pre-merge-commit")
      return execution.text.contains("-theirs.jsonl:1: a log line is lost")
    }
    #expect(try lost(["GITHEAD_\(hex)": "theirs"]) && lost(["GITHEAD_\(hex)": ""]))
    #expect(try !lost(["OTHER": "x\nGITHEAD_\(hex)=theirs", "XGITHEAD_\(hex)": "theirs", "GITHEAD_none": "x"]))
  }

  @Test(arguments: Roots.allCases)
  mutating func `after a merge that dropped a log the audit says so, and what to do`(roots: Roots) throws {
    try begin(roots)
    let good = try git("merge", "--no-edit", "theirs")
    #expect(!good.errorText.contains("tickets:"))
    try git("reset", "--quiet", "--hard", "HEAD~1")
    let merge = try git("merge", "--no-edit", "--strategy", "ours", "theirs")
    let commit = try git("rev-parse", "HEAD").text.prefix(12)
    #expect(merge.errorText.contains("-theirs.jsonl:1: a log line is lost in \(commit)"))
    #expect(merge.errorText.contains("'tickets audit ORIG_HEAD --fix'"))
    try tool.succeed("audit", "ORIG_HEAD", "--fix")
    #expect(try runs.count == 2)
  }

  @Test(arguments: Roots.allCases)
  mutating func `a revert keeps the logs, though git asks no driver about it`(roots: Roots) throws {
    try begin(roots)
    let revert = try git.attempt("revert", "--no-edit", "HEAD")
    #expect(revert.status != 0)
    #expect(revert.errorText.contains("-ours.jsonl:1: a log line is lost"))
    #expect(try git("log", "--format=%s", "-1").lines == ["Log ours"])
    try tool.succeed("audit", "HEAD", "--fix")
    try git("add", "--all")
    try git(
      "commit", "--quiet", "--message", "Revert \"Log ours\"\n\nThis reverts commit \(git("rev-parse", "HEAD").text)")
    #expect(try runs.count == 1)
    #expect(!FileManager.default.fileExists(atPath: repository.path + "/code-ours"))
    try repository.write("code", "a")
    try repository.commit("Code")
    try git("revert", "--no-edit", "HEAD")
  }

  @Test(arguments: Roots.allCases)
  mutating func `a revert without hooks is named by the audit`(roots: Roots) throws {
    try begin(roots)
    try begun.uninstallHooks()
    try git("revert", "--no-edit", "HEAD")
    let audit = try tool("audit", "HEAD~1..HEAD")
    #expect(audit.status == 1)
    #expect(audit.text.contains("-ours.jsonl:1: lost in"))
    try tool.succeed("audit", "HEAD~1", "--fix")
    #expect(try runs.count == 1)
  }

  @Test(arguments: Roots.allCases)
  mutating func `a tool that is gone stops no commit that passes the hooks by`(roots: Roots) throws {
    try begin(roots)
    try begun.uninstallHooks()
    try begun.installHooks("prepare-commit-msg")
    let path = ".git/hooks/prepare-commit-msg"
    let text = try repository.read(path).replacing(Tool.path, with: "/nowhere/tickets")
    try writeScript(text, to: repository.path + "/" + path)
    try repository.write("code", "a")
    try repository.commit("Code")
  }
}
