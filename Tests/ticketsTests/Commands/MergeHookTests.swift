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
      return execution.errorText.contains("-theirs.jsonl:1: a log line is lost")
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
  mutating func `after a merge that mixed up two tickets it is named, with what takes it back`(roots: Roots) throws {
    try begin(roots)
    let old = try tool.succeed("new", "--title", "Write the page on limits", "--acceptance", "one", "two")
    try repository.commit("Old")
    try git("checkout", "--quiet", "-b", "replaced")
    let new = try tool.succeed("new", "--title", "Write the page on limits", "--acceptance", "one", "two")
    try git("rm", "-rq", "\(tickets)/\(old)")
    try repository.commit("Replace")
    try git("checkout", "--quiet", "main")
    let path = "\(tickets)/\(old)/ticket.md"
    try repository.write(path, repository.read(path).replacing("[ ] two", with: "[x] two"))
    try repository.commit("Do it")
    let merge = try git("merge", "--no-edit", "replaced")
    #expect(merge.errorText.contains("\(tickets)/\(new)/ticket.md: RENAME_MIX_UP: "), "\(merge.errorText)")
    #expect(merge.errorText.contains("the merge changed it: criterion checked: two"), "\(merge.errorText)")
    let command = try #require(merge.errorText.split(separator: "`").first { $0.hasPrefix("git checkout") })
    try git(command.split(separator: " ").dropFirst().map { $0.filter { $0 != "'" } })
    #expect(try repository.read("\(tickets)/\(new)/ticket.md").contains("[ ] two"))
    // A folder that got another name on one side is no new ticket, and another ticket that came is as it was made.
    try git("reset", "--quiet", "--hard", "HEAD~1")
    try git("checkout", "--quiet", "-b", "moved", "main~1")
    try git("mv", "\(tickets)/\(old)", "\(tickets)/limits")
    try repository.commit("Move")
    try git("checkout", "--quiet", "main")
    for branch in ["moved", "theirs"] {
      let merge = try git("merge", "--no-edit", branch)
      #expect(!merge.errorText.contains("tickets:"), "\(merge.errorText)")
    }
    #expect(try repository.read("\(tickets)/limits/ticket.md").contains("[x] two"))
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
  mutating func `a cherry-pick keeps the logs too, and goes on by the command that is named`(roots: Roots) throws {
    try begin(roots)
    try git("checkout", "--quiet", "-b", "rewrite")
    let log = try "\(tickets)/\(id)/logs/\(#require(runs.first))"
    try repository.write(log, repository.read(log).replacing("ours", with: "mine"))
    try repository.write("code-rewrite", "a")
    try git("add", "--all")
    try git("commit", "--quiet", "--no-verify", "--message", "Rewrite")
    try git("checkout", "--quiet", "main")
    let pick = try git.attempt("cherry-pick", "rewrite")
    #expect(pick.status != 0)
    #expect(pick.errorText.contains("\(log):1: a log line is rewritten"), "\(pick.errorText)")
    #expect(pick.errorText.contains("`git cherry-pick --abort` gives it up"))
    let command = try #require(pick.errorText.split(separator: "`").first { $0.hasPrefix("git restore") })
    try git(command.split(separator: " ").dropFirst().map { $0.filter { $0 != "'" } })
    try git("commit", "--quiet", "--no-edit")
    #expect(try git("log", "--format=%s", "-1").lines == ["Rewrite"])
    #expect(FileManager.default.fileExists(atPath: repository.path + "/code-rewrite"))
    #expect(try !repository.read(log).contains("mine"))
    try tool.succeed("audit", "main~1", "main")
    // What only adds lines is picked as ever, and a rebase is judged at its end.
    try git("cherry-pick", "theirs")
    #expect(try runs.count == 2)
    try git("checkout", "--quiet", "rewrite")
    try git("revert", "--no-edit", "HEAD")
    try git("rebase", "--quiet", "main~1")
    try tool.succeed("audit", "main~1", "rewrite")
  }

  @Test(arguments: Roots.allCases)
  mutating func `what neither a rebase nor git am stops, the push and the audit name`(roots: Roots) throws {
    try begin(roots)
    let bare = try TestRepository("--bare", named: "bare", in: repository.temporary)
    try git("push", "--quiet", bare.path, "main")
    try git("remote", "add", "origin", bare.path)
    try git("fetch", "--quiet", "origin")
    let log = try "\(tickets)/\(id)/logs/\(#require(runs.first))"
    try repository.write(log, repository.read(log).replacing("ours", with: "mine"))
    try git("add", "--all")
    try git("commit", "--quiet", "--no-verify", "--message", "Rewrite")
    let patch = try git("format-patch", "--stdout", "HEAD~1").output
    try git("checkout", "--quiet", "-b", "am", "HEAD~1")
    try git("am", "--quiet", input: patch)
    try git("checkout", "--quiet", "-b", "rebased", "main")
    try git("rebase", "--quiet", "theirs")
    for branch in ["am", "rebased"] {
      let push = try git.attempt("push", "origin", branch)
      #expect(push.status == 1)
      let said = push.text + push.errorText
      #expect(said.contains("\(log):1: a log line is rewritten in"), "\(said)")
      let audit = try tool("audit", "origin/main..\(branch)")
      #expect(audit.status == 1 && audit.text.contains(":1: rewritten in"), "\(audit.text)")
    }
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
