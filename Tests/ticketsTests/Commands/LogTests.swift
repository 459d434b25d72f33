import Foundation
import TestSupport
import Testing
import TicketsCore

@Suite("tickets log") struct LogTests {
  private static let agent = ["--actor-type", "agent", "--actor-id", "codex (human:@alice)"]

  @Test func `exactly one JSON line is added, and the path is printed`() throws {
    let workspace = try Workspace(["TICKETS_NOW": "2026-01-29T18:42:10.123Z"])
    let id = try workspace.new()
    let path = try workspace.tool.succeed(
      "log", id, "--actor-type", "human", "--actor-id", "@alice", "--summary", "Tried \"it\"")
    let text = try workspace.read(workspace.path + "/" + path)
    #expect(
      text == """
        {"ts":"2026-01-29T18:42:10.123Z","run_started":"20260129T184210.123Z","actor_type":"human",\
        "actor_id":"@alice","summary":"Tried \\"it\\""}

        """)
    #expect(path.hasPrefix(".tickets/\(id)/logs/20260129T184210.123Z-") && path.hasSuffix(".jsonl"))
    try workspace.tool.succeed("validate")
  }

  @Test func `every field has its place`() throws {
    let workspace = try Workspace(["TICKETS_NOW": "2026-01-29T18:42:10Z"])
    let id = try workspace.new()
    let words =
      [
        "log", "--ticket", id, "--machine", "--run-id", "r1", "--summary", "s", "--blockers", "b", "--next-steps", "n1",
        "n2",
      ]
      + ["--decisions", "d", "--context-carried-over", "c", "--tickets-created", id, "--created-from", id]
      + ["--verification-results", "pass", "--verification-commands", "make", "--prs", "#1", "--commits", "abc"]
      + ["--files", "a", "b"] + Self.agent
    try workspace.tool.succeed(words)
    let line = try #require(try workspace.logs(id).first?.value)
    #expect(
      line == """
        {"ts":"2026-01-29T18:42:10.000Z","run_started":"20260129T184210.000Z","actor_type":"agent",\
        "actor_id":"codex (human:@alice)","summary":"s",\
        "changes":{"files":["a","b"],"commits":["abc"],"prs":["#1"]},\
        "verification":{"commands":["make"],"results":"pass"},"created_from":"\(id)","tickets_created":["\(id)"],\
        "context_carried_over":["c"],"decisions":["d"],"next_steps":["n1","n2"],"blockers":["b"],"written_by":"tickets"}

        """)
  }

  @Test func `the machine marker comes with --machine and only then`() throws {
    let workspace = try Workspace()
    let id = try workspace.new()
    try workspace.tool.succeed(["log", id, "--summary", "x", "--run-id", "a"] + Self.agent)
    try workspace.tool.succeed(["log", id, "--summary", "x", "--run-id", "b", "--machine"] + Self.agent)
    let logs = try workspace.logs(id)
    #expect(logs.first { $0.key.hasSuffix("-a.jsonl") }?.value.contains("written_by") == false)
    #expect(logs.first { $0.key.hasSuffix("-b.jsonl") }?.value.contains("\"written_by\":\"tickets\"") == true)
  }

  @Test func `a run id that has a file is added to, with its own run_started`() throws {
    let workspace = try Workspace(["TICKETS_NOW": "2026-01-29T18:42:10Z"])
    let id = try workspace.new()
    let name = "2026-03-29T16:15:55Z-codex-7.jsonl"
    let old = "{\"note\":\"by hand\"}"
    try workspace.write(old, to: workspace.path + "/.tickets/\(id)/logs/\(name)")
    try workspace.tool.succeed(["log", id, "--summary", "x", "--run-id", "codex-7"] + Self.agent)
    let text = try #require(try workspace.logs(id)[name])
    #expect(try workspace.logs(id).count == 1)
    #expect(text.hasPrefix(old + "\n{\"ts\":") && text.contains("\"run_started\":\"20260329T161555.000Z\""))
    let differs = try workspace.tool(
      ["log", id, "--summary", "x", "--run-id", "codex-7", "--run-started", "2026-01-01T00:00:00Z"] + Self.agent)
    #expect(differs.status == 2 && differs.errorText.contains("started at 2026-03-29T16:15:55Z"))
  }

  @Test func `without a run id each entry begins a run of its own`() throws {
    let workspace = try Workspace()
    let id = try workspace.new()
    for _ in 0..<3 { try workspace.tool.succeed(["log", id, "--summary", "x"] + Self.agent) }
    #expect(try workspace.logs(id).count == 3)
  }

  @Test func `what is missing or wrong is refused, and nothing is written`() throws {
    let workspace = try Workspace(["TICKETS_ACTOR": ""])
    let id = try workspace.new()
    for (words, message) in [
      (["--summary", "x", "--actor-type", "agent"], "--actor-id"),
      (["--actor-type", "agent", "--actor-id", "a"], "--summary"),
      (["--summary", "x", "--actor-type", "robot", "--actor-id", "a"], "robot"),
      (["--summary", "x", "--run-id", "../up"] + Self.agent, "run id"),
      (["--summary", "x", "--created-from", "nonsense"] + Self.agent, "nonsense"),
      (["--summary", "x", "--run-started", "yesterday"] + Self.agent, "yesterday"),
    ] {
      let execution = try workspace.tool(["log", id] + words)
      #expect(execution.status == 2 && execution.errorText.contains(message), "\(words): \(execution.errorText)")
    }
    #expect(try workspace.logs(id).isEmpty)
  }

  @Test func `a summary can come from standard input`() throws {
    let workspace = try Workspace()
    let id = try workspace.new()
    let path = try workspace.tool.succeed(["log", id] + Self.agent, input: "two\nlines\n")
    #expect(try workspace.read(workspace.path + "/" + path).contains("\"summary\":\"two\\nlines\""))
  }

  @Test func `a whole entry can be given as JSON, unknown fields and all`() throws {
    let workspace = try Workspace()
    let id = try workspace.new()
    let path = try workspace.tool.succeed(
      ["log", id, "--entry", "-"] + Self.agent, input: #"{"summary":"s","event_type":"x","changes":{"files":["f"]}}"#)
    let text = try workspace.read(workspace.path + "/" + path)
    #expect(text.contains(#""summary":"s""#) && text.contains(#""event_type":"x""#) && text.contains(#""files":["f"]"#))
    for bad in ["", "[]", "{\"a\":1,}", "{\"summary\":3}"] {
      #expect(try workspace.tool(["log", id, "--entry", "-"] + Self.agent, input: bad).status == 2)
    }
  }

  @Test func `limits, modes and missing verification are spoken of`() throws {
    let workspace = try Workspace()
    let id = try workspace.new("x", "--max-iterations", "2", "--assignment-mode", "human_only")
    let first = try workspace.tool(["log", id, "--summary", "x"] + Self.agent)
    #expect(first.errorText.contains("human_only") && first.errorText.contains("--verification-results"))
    #expect(!first.errorText.contains("stop here"))
    let second = try workspace.tool(["log", id, "--summary", "x", "--verification-results", "pass"] + Self.agent)
    #expect(second.status == 0 && second.errorText.contains("2 of 2 iterations"))
  }

  @Test(arguments: [
    "-----BEGIN RSA PRIVATE KEY-----", "token=ghp_0123456789abcdefghij0123456789abcdef", "AKIAABCDEFGHIJKLMNOP",
  ])
  func `text that looks like a credential is refused`(secret: String) throws {
    let workspace = try Workspace()
    let id = try workspace.new()
    let refused = try workspace.tool(["log", id, "--summary=found \(secret)"] + Self.agent)
    #expect(refused.status == 2 && refused.errorText.contains("--allow-secret"))
    #expect(try !refused.errorText.contains(secret) && workspace.logs(id).isEmpty)
    #expect(try workspace.tool("new", "--title=\(secret)").status == 2)
    #expect(try workspace.tool(["log", id, "--allow-secret", "--summary=found \(secret)"] + Self.agent).status == 0)
  }

  @Test func `nothing of the environment is collected`() throws {
    var workspace = try Workspace()
    workspace.tool.environment["SECRET_VALUE"] = "very-secret"
    let id = try workspace.new()
    let path = try workspace.tool.succeed(["log", id, "--summary", "x", "--machine"] + Self.agent)
    #expect(try !workspace.read(workspace.path + "/" + path).contains("very-secret"))
  }
}
