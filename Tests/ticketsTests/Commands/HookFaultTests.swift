import TestSupport
import Testing

/// What a commit is to blame for, and what was wrong before.
@Suite struct HookFaultTests: TicketInGitTests {
  @Begun var begun: TicketInGit

  private mutating func begin(_ roots: Roots) throws {
    begun = try TicketInGit(roots)
    try edit("status: todo", "status: odd")
    try repository.commit("Begin")
    try begun.installHooks()
  }

  private func commit() throws -> Execution {
    try git("add", "--all")
    return try git.attempt("commit", "--quiet", "--message", "x")
  }

  @Test(arguments: Roots.allCases)
  mutating func `an old fault in a ticket that the commit changes elsewhere is a warning`(roots: Roots) throws {
    try begin(roots)
    try edit("title: \"A ticket\"", "x_new: 1\ntitle: \"Another\"")
    let commit = try commit()
    #expect(commit.status == 0)
    #expect(commit.errorText.contains("warning: not new: \(tickets)/\(id)/ticket.md:5:9: STATUS_UNKNOWN"))
  }

  @Test(arguments: Roots.allCases)
  mutating func `a new fault stops the commit, and the old one beside it is a warning all the same`(roots: Roots) throws
  {
    try begin(roots)
    try edit("created_at: ", "created_at: never ")
    let commit = try commit()
    #expect(commit.status == 1)
    #expect(commit.errorText.contains("tickets: \(tickets)/\(id)/ticket.md:"))
    #expect(commit.errorText.contains("CREATED_AT"))
    #expect(commit.errorText.contains("warning: not new: \(tickets)/\(id)/ticket.md:4:9: STATUS_UNKNOWN"))
    #expect(!commit.errorText.contains("tickets: \(tickets)/\(id)/ticket.md:4:9"))
  }

  @Test(arguments: Roots.allCases)
  mutating func `another wrong value in the same place is a new fault`(roots: Roots) throws {
    try begin(roots)
    try edit("status: odd", "status: stranger")
    #expect(try commit().status == 1)
    try edit("status: stranger", "status: doing")
    #expect(try commit().status == 0)
  }

  @Test(arguments: Roots.allCases)
  mutating func `of equal faults only those that were there are old`(roots: Roots) throws {
    try begin(roots)
    let log = "\(tickets)/\(id)/logs/20260129T184210.123Z-run.jsonl"
    let line = "{\"written_by\":\"tickets\"}\n"
    try repository.write(log, line)
    try git("add", "--all")
    try git("commit", "--quiet", "--no-verify", "--message", "x")
    try repository.write(log, line + line)
    let commit = try commit()
    #expect(commit.status == 1)
    #expect(commit.errorText.contains("tickets: \(log):2:"))
    #expect(commit.errorText.contains("warning: not new: \(log):1:"))
  }

  @Test(arguments: Roots.allCases)
  mutating func `a ticket that is only announced is not in the commit`(roots: Roots) throws {
    try begin(roots)
    try repository.write("\(tickets)/announced/ticket.md", "no ticket\n")
    try git("add", "--intent-to-add", "\(tickets)/announced/ticket.md")
    try repository.write("code", "a")
    try git("add", "code")
    let code = try git.attempt("commit", "--quiet", "--message", "x")
    #expect(code.status == 0, "\(code.errorText)")
    #expect(try commit().status == 1)
  }

  @Test(arguments: Roots.allCases)
  mutating func `faults of tickets that the commit leaves alone are no matter`(roots: Roots) throws {
    try begin(roots)
    try tool.succeed("new", "--title", "Another")
    let commit = try commit()
    #expect(commit.status == 0)
    #expect(commit.errorText == "")
  }

  @Test(arguments: Roots.allCases)
  mutating func `where the settings make relations errors, all tickets are looked at`(roots: Roots) throws {
    try begin(roots)
    let target = try tool.succeed("new", "--title", "Needed")
    try tool.succeed("new", "--title", "Another", "--dependency", target)
    try repository.write("\(tickets)/config.yml", "validation:\n  RELATION_DANGLING: error\n")
    try repository.commit("Relations")
    try git("rm", "-rq", "\(tickets)/\(target)")
    let commit = try commit()
    #expect(commit.status == 1)
    #expect(commit.errorText.contains("RELATION_DANGLING"), "\(commit.errorText)")
  }

  @Test(arguments: Roots.allCases)
  mutating func `settings that cannot be read are stopped like tickets`(roots: Roots) throws {
    try begin(roots)
    try repository.write("\(tickets)/config.yml", "transitions: sometimes\n")
    let first = try commit()
    #expect(first.status == 1)
    #expect(first.errorText.contains("config.yml:1:14: CONFIG_INVALID"), "\(first.errorText)")
    try git("commit", "--quiet", "--no-verify", "--message", "Settings")
    try repository.write("\(tickets)/config.yml", "transitions: sometimes\nbase_branch: main\n")
    let second = try commit()
    #expect(second.status == 0)
    #expect(second.errorText.contains("warning: not new: "))
  }

  @Test(arguments: Roots.allCases)
  mutating func `what is merged brings its own old faults, and they are a warning`(roots: Roots) throws {
    try begin(roots)
    try git("checkout", "--quiet", "-b", "theirs")
    try edit("status: odd", "status: strange")
    try git("commit", "--quiet", "--no-verify", "--all", "--message", "Theirs")
    try git("checkout", "--quiet", "main")
    try repository.write("code", "a")
    #expect(try commit().status == 0)
    try git("merge", "--quiet", "--no-commit", "theirs")
    let commit = try git.attempt("commit", "--quiet", "--no-edit")
    #expect(commit.status == 0)
    #expect(commit.errorText.contains("warning: not new: \(tickets)/\(id)/ticket.md:4:9: STATUS_UNKNOWN"))
  }
}
