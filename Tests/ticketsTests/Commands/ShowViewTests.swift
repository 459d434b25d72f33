import Foundation
import TestSupport
import Testing

@Suite("tickets show") struct ShowViewTests {
  private func page(_ tool: Tool, _ words: String...) throws -> [String: Any] {
    try #require(try tool.json(["show"] + words) as? [String: Any])
  }

  private func log(_ tool: Tool, _ id: String, run: String, _ words: String...) throws -> Execution {
    try tool(
      ["log", id, "--run-id", run, "--actor-type", "agent", "--actor-id", "codex", "--summary", "Tried \(run)"]
        + ["--verification-results", "pass"] + words)
  }

  @Test func `it reads like a page`() throws {
    let workspace = try Workspace(["TICKETS_NOW": "2026-01-29T18:42:10Z"])
    let first = try workspace.new("first")
    let id = try workspace.new(
      "second", "--dependency", first, "--acceptance", "It works", "--description", "Words.", "--max-iterations", "3")
    let path = workspace.ticketPath(id)
    try workspace.write(
      try workspace.read(path).replacingOccurrences(of: "- [ ] It works", with: "- [x] It works"), to: path)
    _ = try log(workspace.tool, id, run: "run-1", "--next-steps", "Go on")
    let expected = """
      second
      id          \(id)
      status      todo
      created     2026-01-29T18:42:10Z
      updated     2026-01-29T18:42:10Z
      criteria    1 of 1 met
      iterations  1 of 3 used, 2 left (ticket)
      waits for   \(first.suffix(8))  todo      first

      ## Description

      Words.

      ## Acceptance Criteria

      - [x] It works

      ## Verification
      """
    let text = try workspace.tool.succeed("show", id)
    #expect(text.hasPrefix(expected), "\(text)")
    #expect(
      text.hasSuffix(
        """
        Log  1 of 1 entry, 1 run

        2026-01-29T18:42:10Z  agent codex  run run-1
          Tried run-1
          next: Go on
          verified: pass
        """))
  }

  @Test func `the commands that verify it are shown, whatever the body says`() throws {
    let workspace = try Workspace()
    try workspace.write(
      """
      # Ticket

      ## Description

      What?

      ## Acceptance Criteria

      - [ ] What is true then?

      ## Verification

      How do we know?

      """, to: workspace.path + "/template.md")
    try workspace.write("templates:\n  ticket: template.md\n", to: workspace.path + "/.tickets/config.yml")
    let id = try workspace.new("it", "--verification-command", "make test", "make lint")
    let text = try workspace.tool.succeed("show", id)
    #expect(text.contains("\nverify with make test\n            make lint\n"), "\(text)")
    #expect(text.contains("How do we know?"))
    #expect(try !workspace.tool.succeed("show", try workspace.new("other")).contains("verify with"))
  }

  @Test func `JSON has everything`() throws {
    let workspace = try Workspace()
    let first = try workspace.new("first", "--status", "done")
    let second = try workspace.new("second")
    let id = try workspace.new(
      "it", "--dependency", first, second, "--acceptance", "One", "Two", "--max-tool-calls", "7", "--estimate-hours",
      "1.5")
    let after = try workspace.new("after", "--dependency", id, "--related", id)
    let page = try page(workspace.tool, id)
    #expect(page["dependencies"] as? [String] == [first, second])
    #expect(page["blocked_by"] as? [String] == [second])
    #expect(page["needed_by"] as? [String] == [after])
    #expect(page["related"] as? [String] == [] && page["related_either_way"] as? [String] == [after])
    #expect((page["criteria"] as? [[String: Any]])?.map { $0["text"] as? String } == ["One", "Two"])
    #expect(page["ready"] as? Bool == false && page["estimate_hours"] as? Double == 1.5)
    let limits = try #require(page["limits"] as? [String: Any])
    #expect(limits["max_tool_calls"] as? Int == 7 && limits["max_iterations"] is NSNull)
    #expect(limits["iterations_used"] as? Int == 0 && limits["iterations_left"] is NSNull)
    let sources = try #require(limits["sources"] as? [String: Any])
    #expect(sources["max_tool_calls"] as? String == "ticket" && sources["max_iterations"] is NSNull)
  }

  @Test func `children are named by their own logs or by the parent's`() throws {
    let workspace = try Workspace()
    let parent = try workspace.new("parent")
    let named = try workspace.new("named")
    let split = try workspace.new("split")
    _ = try workspace.new("stranger")
    _ = try log(workspace.tool, split, run: "a", "--created-from", parent)
    _ = try log(workspace.tool, parent, run: "b", "--tickets-created", named, split)
    #expect(try page(workspace.tool, parent)["children"] as? [String] == [split, named])
    #expect(try workspace.tool.succeed("show", parent).contains("children    \(split.suffix(8))  todo      split\n"))
    #expect(try page(workspace.tool, split)["children"] as? [String] == [])
  }

  @Test func `an agent is told how much is left, and to stop`() throws {
    let workspace = try Workspace()
    let id = try workspace.new("limited", "--max-iterations", "2")
    #expect(try log(workspace.tool, id, run: "one").errorText.contains("1 of 2 iterations are used, 1 left"))
    #expect(try log(workspace.tool, id, run: "one").errorText.contains("1 of 2 iterations are used, 1 left"))
    let last = try log(workspace.tool, id, run: "two")
    #expect(last.status == 0)
    for words in ["2 of 2", "stop", "tighten the acceptance criteria", "split the ticket", "decide"] {
      #expect(last.errorText.contains(words))
    }
    #expect(try workspace.tool.succeed("show", id).contains("2 of 2 used, 0 left (ticket)"))
  }

  @Test func `what the ticket does not say comes from the config, and says so`() throws {
    let workspace = try Workspace()
    try workspace.write(
      "agent_limits:\n  max_iterations: 1\n  max_tool_calls: 80\n", to: workspace.path + "/.tickets/config.yml")
    let id = try workspace.new("limited", "--max-tool-calls", "7")
    let text = try workspace.tool.succeed("show", id)
    #expect(text.contains("iterations  0 of 1 used, 1 left (config)\nlimits      max_tool_calls 7 (ticket)\n"))
    #expect(try log(workspace.tool, id, run: "one").errorText.contains("1 of 1 iterations are used: stop"))
    let limits = try #require(try page(workspace.tool, id)["limits"] as? [String: Any])
    #expect(limits["max_iterations"] as? Int == 1 && limits["iterations_left"] as? Int == 0)
    #expect((limits["sources"] as? [String: Any])?["max_iterations"] as? String == "config")
  }

  @Test func `entries are the newest, as many as asked for`() throws {
    let workspace = try Workspace()
    let id = try workspace.new("busy")
    for number in 1...5 { _ = try log(workspace.tool, id, run: "run-\(number)") }
    let summaries = { (words: [String]) in
      try #require(try workspace.tool.json(["show", id] + words) as? [String: Any])["logs"] as? [[String: Any]] ?? []
    }
    #expect(try summaries([]).map { $0["summary"] as? String } == ["Tried run-5", "Tried run-4", "Tried run-3"])
    #expect(try summaries(["--logs", "all"]).count == 5)
    #expect(try summaries(["--logs", "0"]).isEmpty)
    #expect(try workspace.tool("show", id, "--logs", "many").status == 2)
  }

  @Test func `a commit and the index have pages too`() throws {
    let repository = try TestRepository()
    let tool = Tool(in: repository.path)
    try tool.succeed("init")
    let id = try tool.succeed("new", "--title", "it")
    try repository.commit("Plan")
    let child = try tool.succeed("new", "--title", "child", "--related", id)
    _ = try log(tool, child, run: "a", "--created-from", id)
    try repository.git("add", "--all")
    #expect(try page(tool, id, "--at", "HEAD")["children"] as? [String] == [])
    #expect(try page(tool, id, "--staged")["children"] as? [String] == [child])
    try repository.git("rm", "-r", "--quiet", "--cached", ".tickets/\(child)")
    #expect(try page(tool, id, "--staged")["children"] as? [String] == [])
  }
}
