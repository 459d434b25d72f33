import Testing
import TicketsCore

struct AllowanceTests {
  private func allowance(_ limits: String, defaults: AgentLimits = AgentLimits(), logs: [String]) throws -> Allowance {
    var files = ["a/ticket.md": Array("---\ntitle: T\n\(limits)---\n".utf8)]
    for (number, log) in logs.enumerated() {
      files["a/logs/20260129T184210.000Z-run-\(number).jsonl"] = Array(log.utf8)
    }
    let record = try #require(try Snapshot(of: MemoryTree(files), reading: .logs).records.first)
    return Allowance(record, defaults: defaults)
  }

  @Test func `an iteration is a run in which an agent wrote, however often`() throws {
    let allowance = try allowance(
      "agent_limits:\n  max_iterations: 3\n",
      logs: [
        "{\"actor_type\":\"agent\"}\n{\"actor_type\":\"agent\"}\n", "{\"actor_type\":\"human\"}\n", "broken\n",
        "{\"actor_type\":\"human\"}\n{\"actor_type\":\"agent\"}",
      ])
    #expect(allowance.iterationsUsed == 2)
    #expect(allowance.iterationsLeft == 1)
  }

  @Test func `the ticket wins over the config, and each value says where it is from`() throws {
    var defaults = AgentLimits()
    defaults.maxIterations = 5
    defaults.maxToolCalls = 80
    let allowance = try allowance("agent_limits:\n  max_iterations: 1\n", defaults: defaults, logs: [])
    #expect(allowance.maxIterations == 1)
    #expect(
      allowance.limits == [
        .init(name: "iteration_timebox_minutes", value: nil, source: nil),
        .init(name: "max_iterations", value: 1, source: .ticket),
        .init(name: "max_tool_calls", value: 80, source: .config),
        .init(name: "checkpoint_every_minutes", value: nil, source: nil),
      ])
  }

  @Test func `more than all is nothing left, and no limit leaves nothing to count`() throws {
    let logs = Array(repeating: "{\"actor_type\":\"agent\"}\n", count: 3)
    #expect(try allowance("agent_limits:\n  max_iterations: 2\n", logs: logs).iterationsLeft == 0)
    #expect(try allowance("", logs: logs).iterationsLeft == nil)
  }
}
