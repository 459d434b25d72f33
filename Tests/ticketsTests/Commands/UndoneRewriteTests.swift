import Foundation
import TestSupport
import Testing

/// A log line that somebody rewrote, and everything that undoes it; beside it what loses lines for good.
///
/// One rule for the audit, the hooks and the repair: a line that was there is there at the end, in its place.
@Suite struct UndoneRewriteTests: TicketInGitTests {
  @Begun var begun: TicketInGit

  private var log: String { "\(tickets)/a/logs/20260129T184210.123Z-run.jsonl" }

  private mutating func begin(_ roots: Roots) throws {
    begun = try TicketInGit(roots)
    try repository.write(
      "\(tickets)/a/ticket.md",
      """
      ---
      id: 0191c2d3-4e5f-7a8b-9c0d-1e2f3a4b5c6d
      title: "A"
      status: todo
      created_at: 2026-01-01T00:00:00Z
      ---
      # Ticket

      ## Description

      Text.

      ## Acceptance Criteria

      - [ ] It works.

      """)
    try repository.write(log, Self.entries("one two three"))
    try repository.commit("Begin")
    try git("tag", "begin")
    try repository.write(log, Self.entries("one TWO three"))
    try repository.commit("Rewrite")
    try git("tag", "rewritten")
    try begun.installHooks()
  }

  /// Entries a minute apart; the first letter of a word says which minute, so that a rewritten one keeps its time.
  private static func entries(_ words: String) -> String {
    words.split(separator: " ").map { word in
      let times = ["o": 1, "t": 2, "th": 3, "f": 4, "x": 5]
      let lower = word.lowercased()
      let minute = times[String(lower.prefix(2))] ?? times[String(lower.prefix(1))] ?? 9
      return #"{"ts":"2026-02-01T00:0\#(minute):00.000Z","run_started":"20260129T184210.123Z","#
        + #""actor_type":"human","actor_id":"a","summary":"\#(word)"}"# + "\n"
    }.joined()
  }

  private func words() throws -> String {
    let lines = try repository.read(log).split(separator: "\n")
    return lines.compactMap { $0.split(separator: #""summary":""#).last?.dropLast(2) }.joined(separator: " ")
  }

  private func kinds(_ words: String...) throws -> [String] {
    let execution = try tool(["audit"] + words + ["--json"])
    let json = try JSONSerialization.jsonObject(with: Data(execution.output)) as? [String: Any]
    let found = json?["violations"] as? [[String: Any]] ?? []
    #expect(execution.status == (found.isEmpty ? 0 : 1), "\(execution.errorText)")
    return found.map { violation in
      let text = (violation["text"] as? String)?.split(separator: #""summary":""#).last.map { String($0.dropLast(2)) }
      return "\(violation["kind"] ?? "") \(text ?? "")"
    }
  }

  private func commit(_ words: String, _ more: String...) throws -> Execution {
    try repository.write(log, Self.entries(words))
    try git("add", "--all")
    return try git.attempt(["commit", "--quiet", "--message", "Change"] + more)
  }

  /// Whether a push to a new repository, which has the tampered state already, is let through.
  private func push() throws -> Execution {
    let remote = try TemporaryFolder()
    try git("init", "--quiet", "--bare", remote.path)
    try git("push", "--quiet", "--no-verify", remote.path, "rewritten:refs/heads/main")
    return try git.attempt("push", "--quiet", "--force", remote.path, "HEAD:refs/heads/main")
  }

  @Test(arguments: Roots.allCases)
  mutating func `the rewrite is named`(roots: Roots) throws {
    try begin(roots)
    #expect(try kinds("begin..HEAD") == ["rewritten two"])
  }

  typealias Loss = (after: String, named: [String], staged: [String])

  enum Undoing: String, CaseIterable {
    case revert, restore, amend, fix, more
  }

  @Test(arguments: Roots.allCases, Undoing.allCases)
  mutating func `what undoes it is welcome everywhere`(roots: Roots, undoing: Undoing) throws {
    try begin(roots)
    var done: Execution?
    switch undoing {
    case .revert: done = try git.attempt("revert", "--no-edit", "HEAD")
    case .restore:
      try git("checkout", "--quiet", "begin", "--", log)
      done = try git.attempt("commit", "--quiet", "--message", "Restore")
    case .amend: done = try commit("one two three", "--amend", "--allow-empty")
    case .fix:
      try tool.succeed("audit", "begin", "--fix")
      #expect(try words() == "one two three")
      done = try git.attempt("commit", "--quiet", "--all", "--message", "Fix")
    case .more: done = try commit("one two three four")
    }
    #expect(done?.status == 0, "\(done?.errorText ?? "")")
    #expect(try kinds("begin..HEAD") == [])
    // Whoever begins at the tampered state knows what was before, too.
    #expect(try kinds("rewritten", "HEAD") == [])
    #expect(try kinds("HEAD") == [])
    let pushed = try push()
    #expect(pushed.status == 0, "\(pushed.errorText)")
  }

  @Test(
    arguments: Roots.allCases,
    [
      ("one three", ["rewritten two"], ["lost TWO"]),
      ("one tWo three", ["rewritten two"], ["rewritten TWO"]),
      ("one three two", ["reordered "], ["reordered "]),
      ("one two", ["lost three"], ["lost three"]),
      ("three TWO one", ["rewritten two", "reordered "], ["reordered "]),
      ("two three", ["lost one"], ["lost one"]),
    ])
  mutating func `what loses a line, or its place, is not`(roots: Roots, loss: Loss) throws {
    try begin(roots)
    let (after, named, staged) = loss
    let refused = try commit(after)
    #expect(refused.status != 0)
    #expect(refused.errorText.contains("a log line is \(staged[0].prefix { $0 != " " })"), "\(refused.errorText)")
    #expect(try commit(after, "--no-verify").status == 0)
    #expect(try kinds("begin..HEAD") == named)
    #expect(try push().status != 0)
    try tool.succeed("audit", "begin", "--fix")
    #expect(try words() == "one two three")
  }

  @Test(arguments: Roots.allCases)
  mutating func `a revert of the revert is the rewrite again`(roots: Roots) throws {
    try begin(roots)
    try git("revert", "--no-edit", "HEAD")
    #expect(try git.attempt("revert", "--no-edit", "HEAD").status != 0)
    try git("reset", "--quiet", "--hard")
    try git("revert", "--no-edit", "--no-commit", "HEAD")
    try git("commit", "--quiet", "--no-verify", "--message", "Again")
    #expect(try kinds("begin..HEAD") == ["rewritten two"])
  }

  @Test(arguments: Roots.allCases)
  mutating func `an entry of its own, put where another was lost, stays`(roots: Roots) throws {
    try begin(roots)
    try git("reset", "--quiet", "--hard", "begin")
    #expect(try commit("one two five", "--no-verify").status == 0)
    #expect(try kinds("begin..HEAD") == ["rewritten three"])
    // To undo that would lose the new entry.
    #expect(try git.attempt("revert", "--no-edit", "HEAD").status != 0)
    try git("reset", "--quiet", "--hard")
    try tool.succeed("audit", "begin", "--fix")
    #expect(try words() == "one two three five")
  }

  @Test(arguments: Roots.allCases)
  mutating func `an order that was changed may be put right`(roots: Roots) throws {
    try begin(roots)
    try git("reset", "--quiet", "--hard", "begin")
    #expect(try commit("three two one", "--no-verify").status == 0)
    try git("tag", "--force", "rewritten")
    #expect(try commit("two three one", "--no-verify").status == 0)
    // Each of the two is named.
    #expect(try kinds("begin..HEAD") == ["reordered ", "reordered "])
    let put = try commit("one two three four")
    #expect(put.status == 0, "\(put.errorText)")
    #expect(try kinds("begin..HEAD") == [])
    #expect(try push().status == 0)
  }

  @Test(arguments: Roots.allCases)
  mutating func `a revert of a claim keeps what was logged, by the command that is named`(roots: Roots) throws {
    try begin(roots)
    try git("reset", "--quiet", "--hard", "begin")
    try repository.write("work", "1")
    try tool.succeed("status", "a", "doing", "--log", "--actor-type", "agent", "--actor-id", "a")
    try git("add", "--all")
    try git("commit", "--quiet", "--message", "Claim")
    let refused = try git.attempt("revert", "--no-edit", "HEAD")
    #expect(refused.status != 0)
    let command = try #require(refused.errorText.split(separator: "`").first { $0.hasPrefix("git restore") })
    try git(command.split(separator: " ").dropFirst().map { $0.filter { $0 != "'" } })
    let went = try git.attempt("commit", "--quiet", "--no-edit")
    #expect(went.status == 0, "\(went.errorText)")
    #expect(try repository.read("\(tickets)/a/ticket.md").contains("status: todo"))
    #expect(!FileManager.default.fileExists(atPath: repository.path + "/work"))
    #expect(try kinds("begin..HEAD") == [])
    #expect(try git("status", "--porcelain").text == "")
  }
}
