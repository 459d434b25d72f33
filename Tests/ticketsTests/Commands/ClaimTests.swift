import Foundation
import TestSupport
import Testing

/// Who may work on what: refs that one of many can move.
@Suite struct ClaimTests {
  private let repository: TestRepository
  private let tool: Tool
  private let id: String

  init() throws {
    repository = try TestRepository()
    tool = Tool(in: repository.path, ["TICKETS_NOW": "2026-02-01T10:00:00Z"])
    try tool.succeed("init")
    id = try tool.succeed("new", "--title", "Wanted")
    try repository.commit("begin")
  }

  private func agent(_ run: String, _ name: String = "codex") -> [String] {
    ["--actor-type", "agent", "--actor-id", name, "--run-id", run]
  }

  private func later(_ time: String) -> Tool { Tool(in: repository.path, ["TICKETS_NOW": "2026-02-01T\(time)Z"]) }

  private var reference: String { "refs/tickets/claims/\(id)" }

  @Test func `a claim is a blob that a ref names, and no file changes`() throws {
    try tool.succeed(["claim", id] + agent("r1"))
    let text = try repository.git("cat-file", "blob", reference).text
    #expect(text.hasPrefix(#"{"v":1,"ticket":"\#(id)","actor_type":"agent","actor_id":"codex","run_id":"r1","#))
    #expect(text.contains(#""branch":"main","claimed_at":"2026-02-01T10:00:00Z","expires_at":"2026-02-01T10:30:00Z""#))
    #expect(try repository.git("status", "--porcelain").text == "")
  }

  @Test func `an agent is refused what another run has, and told who and until when`() throws {
    try tool.succeed(["claim", id] + agent("r1"))
    for other in [agent("r2"), agent("r1", "claude"), Array(agent("r1").dropLast(2))] {
      let refused = try tool(["claim", id] + other)
      #expect(refused.status == 1)
      #expect(refused.errorText.contains("is claimed by codex (run r1) until 2026-02-01T10:30:00Z"))
      // What is not theirs they cannot give back, and have nothing more to clear.
      #expect(try tool.succeed(["release", id] + other).contains("not yours to give back: codex (run r1) has it"))
    }
    try tool.succeed(["claim", id] + agent("r1"))
  }

  @Test func `a person takes an agent's claim at once, and hears whose it was`() throws {
    try tool.succeed(["claim", id] + agent("r1"))
    let taken = try tool.succeed("claim", id, "--actor-type", "human", "--actor-id", "@ada")
    #expect(taken.contains("codex (run r1) had it"))
    #expect(try tool(["claim", id] + agent("r1")).status == 1)
  }

  @Test func `when the lease is over, anyone may`() throws {
    try tool.succeed(["claim", id, "--for", "10m"] + agent("r1"))
    #expect(try later("10:11:00")(["claim", id] + agent("r2")).status == 1)
    try later("10:12:00").succeed(["claim", id] + agent("r2"))
    #expect(try later("10:12:00")(["claim", id] + agent("r1")).status == 1)
  }

  @Test func `a lease is cut to a day with a warning, and what is no time is a mistake`() throws {
    let long = try tool(["claim", id, "--for", "25h"] + agent("r1"))
    #expect(long.status == 0 && long.errorText.contains("24 hours at most"))
    #expect(long.text.contains("2026-02-02T10:00:00Z"))
    #expect(try tool(["claim", id, "--for", "soon"]).status == 2)
  }

  @Test func `a claim that is given back is gone, and giving back twice is harmless`() throws {
    try tool.succeed(["claim", id] + agent("r1"))
    try tool.succeed(["release", id] + agent("r1"))
    #expect(try repository.git.attempt("rev-parse", "--verify", "--quiet", reference).status == 1)
    try tool.succeed(["release", id] + agent("r1"))
    try tool.succeed(["claim", id] + agent("r2"))
  }

  @Test func `claims shows those that hold, and prunes those that have ended`() throws {
    try tool.succeed(["claim", id] + agent("r1"))
    let rows = try #require(try tool.json("claims") as? [[String: Any]])
    #expect(rows.map { $0["run_id"] as? String } == ["r1"] && rows.first?["ticket"] as? String == id)
    #expect(try later("11:00:00").succeed("claims") == "")
    #expect(try repository.git.attempt("rev-parse", "--verify", "--quiet", reference).status == 0)
    try later("11:00:00").succeed("claims", "--prune")
    #expect(try repository.git.attempt("rev-parse", "--verify", "--quiet", reference).status == 1)
  }

  @Test func `several tickets are claimed at once, and those that are refused are named`() throws {
    let others = try (1...2).map { try tool.succeed("new", "--title", "Ticket \($0)") }
    try tool.succeed(["claim", others[0]] + agent("r1"))
    let some = try tool(["claim", id, others[0], others[1], id] + agent("r2"))
    #expect(some.status == 1)
    #expect(
      some.text.contains("\(id.suffix(8)) is claimed until") && some.text.contains("\(others[1].suffix(8)) is claimed"))
    #expect(some.text.contains("\(others[0].suffix(8)) refused: ") && some.text.contains("by codex (run r1)"))
    let rows = try #require(try tool.json(["claim", id, others[0]] + agent("r2")) as? [[String: Any]])
    #expect(rows.map { $0["ticket"] as? String } == [id, others[0]])
    #expect((rows[1]["refused"] as? [String: Any])?["code"] as? String == "CLAIMED")

    let given = try tool(["release", id, others[0], others[1]] + agent("r2"))
    #expect(
      given.status == 0 && given.text.contains("not yours to give back")
        && given.text.contains("\(others[1].suffix(8)) is given back"))
    #expect(try (tool.json("claims") as? [[String: Any]])?.map { $0["ticket"] as? String } == [others[0]])
    try tool.succeed(["claim", id, others[1]] + agent("r3"))
  }

  @Test func `a lock that a killed git left is named with what to do, and keeps nobody from other tickets`() throws {
    try tool.succeed("edit", id, "--priority", "high")
    try tool.succeed("new", "--title", "Free")
    try repository.write(".git/\(reference).lock", "")
    let blocked = try tool(["claim", id] + agent("r1"))
    #expect(blocked.status == 2)
    #expect(blocked.errorText.contains("\(id).lock is in the way") && blocked.errorText.contains("remove it: rm '"))
    let next = try tool(["next", "--claim"] + agent("r1"))
    #expect(next.status == 0 && next.text.contains("Free") && next.errorText.contains("\(id).lock is in the way"))
    try FileManager.default.removeItem(atPath: "\(repository.path)/.git/\(reference).lock")
    try tool.succeed(["claim", id] + agent("r1"))
  }

  @Test func `wherever git keeps references and work trees, claims are the same`() throws {
    let linked = Tool(
      in: try repository.addWorkTree("main", named: "linked", "--detach").path, ["TICKETS_NOW": "2026-02-01T10:00:00Z"])
    try linked.succeed(["claim", id] + agent("r1"))
    try repository.git("pack-refs", "--all")
    #expect(try tool(["claim", id] + agent("r2")).status == 1)
    try linked.succeed(["claim", id, "--for", "1h"] + agent("r1"))
    let claim = try #require((try tool.json("claims") as? [[String: Any]])?.first)
    #expect(claim["branch"] is NSNull)
    #expect((claim["worktree"] as? String)?.hasSuffix("/linked") == true)
    try linked.succeed(["release", id] + agent("r1"))
    // A bare repository within has claims of its own.
    try tool.succeed(["claim", id] + agent("r1"))
    let bare = try TestRepository("--bare", named: "repo/within.git", in: repository.temporary)
    #expect(try Tool(in: bare.path, ["TICKETS_NOW": "2026-02-01T10:00:00Z"]).succeed("claims") == "")
    try tool.succeed(["release", id] + agent("r1"))
    // Settings that move the work tree are libgit2's to follow.
    try repository.git("config", "core.worktree", repository.path)
    let told = Tool(in: repository.path, ["TICKETS_NOW": "2026-02-01T10:00:00Z"])
    try told.succeed(["claim", id] + agent("r1").dropLast(2))
    try repository.git("config", "--unset", "core.worktree")
    try tool.succeed(["claim", id] + agent("r1").dropLast(2))
  }

  @Test func `what is no claim is nobody's`() throws {
    let blob = try repository.git("hash-object", "-w", "--stdin", input: Array("nonsense".utf8)).lines[0]
    try repository.git("update-ref", reference, blob)
    #expect(try tool.succeed("claims") == "")
    try tool.succeed(["claim", id] + agent("r1"))
  }

  @Test func `git keeps claims, finds nothing wrong with them and sends them nowhere`() throws {
    try tool.succeed(["claim", id] + agent("r1"))
    try repository.git("gc", "--quiet", "--prune=now")
    #expect(try repository.git("fsck", "--strict").errorText == "")
    #expect(try tool(["claim", id] + agent("r2")).status == 1)
    let bare = try TestRepository("--bare", named: "bare", in: repository.temporary)
    try repository.git("push", "--quiet", bare.path, "main")
    #expect(try bare.git("for-each-ref", "refs/tickets").text == "")
  }

  @Test func `outside git there are no claims, and next works`() throws {
    let workspace = try Workspace()
    let id = try workspace.new()
    #expect(try workspace.tool("claim", id).status == 2)
    #expect(try workspace.tool("next").text.contains("A ticket"))
    #expect(try workspace.tool("next", "--claim").status == 2)
  }

  @Test func `64 processes in 8 work trees get 40 tickets, each once`() throws {
    let clock = ["TICKETS_NOW": "2026-02-01T10:00:00Z"]
    for number in 1..<40 { try tool.succeed("new", "--title", "Ticket \(number)") }
    try repository.commit("more")
    let linked = try (1..<8).map { number in
      Tool(in: try repository.addWorkTree("main", named: "w\(number)", "--detach").path, clock)
    }
    let tools = [tool] + linked
    let results = Results()
    DispatchQueue.concurrentPerform(iterations: 64) { index in
      // Some have runs of their own, some only a name that they share.
      let who = index.isMultiple(of: 2) ? agent("r\(index)") : ["--actor-type", "agent", "--actor-id", "codex"]
      if let result = try? tools[index % 8](["next", "--claim", "--json"] + who) { results.add(result) }
    }
    let won = results.all.filter { $0.status == 0 }.compactMap { execution in
      execution.text.firstMatch(of: /"id": "([0-9a-f-]{36})"/).map { String($0.1) }
    }
    #expect(results.all.count == 64 && won.count == 40 && Set(won).count == 40)
    #expect(results.all.allSatisfy { $0.status < 2 }, "\(results.all.map(\.errorText))")
    #expect(try (tool.json("claims") as? [Any])?.count == 40)
  }
}

/// What came of processes that run at the same time.
private final class Results: @unchecked Sendable {
  private let lock = NSLock()
  private var results: [Execution] = []

  func add(_ result: Execution) { lock.withLock { results.append(result) } }

  var all: [Execution] { lock.withLock { results } }
}
