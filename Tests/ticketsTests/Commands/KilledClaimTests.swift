import Foundation
import TestSupport
import Testing

/// Processes that are killed while they claim: what they leave are leases, which end.
@Suite struct KilledClaimTests {
  /// A process that claims, in a run of its own.
  private struct Claiming {
    let run: String
    let dialog: Dialog

    init(_ number: Int, _ words: [String], in tool: Tool) throws {
      run = "r\(number)"
      dialog = try Dialog(
        Tool.path,
        ["next", "--claim", "--json", "--actor-type", "agent", "--actor-id", "codex", "--run-id", run] + words,
        in: tool.folder, environment: tool.environment)
    }

    /// The ticket that it got, when it lived to say so.
    func ticket() throws -> String? {
      var text = ""
      while let line = dialog.receive() { text += line }
      guard dialog.end() == 0 else { return nil }
      let report = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
      return (report?["tickets"] as? [[String: Any]])?.first?["id"] as? String
    }
  }

  private static let clock = ["TICKETS_NOW": "2026-02-01T10:00:00Z"]

  /// Starts so many at once and kills every other at a moment of its own; returns the ticket of each run that lived.
  private func race(_ count: Int, _ words: [String] = [], in tools: [Tool], seed: UInt64) throws -> [String: String] {
    var random = SeededGenerator(seed: seed)
    let all = try (0..<count).map { try Claiming($0, words, in: tools[$0 % tools.count]) }
    for number in all.indices where number.isMultiple(of: 2) {
      usleep(.random(in: 0...12_000, using: &random))
      kill(all[number].dialog.process, SIGKILL)
    }
    var won: [String: String] = [:]
    for claiming in all { won[claiming.run] = try claiming.ticket() }
    return won
  }

  /// A git that outlives the process that started it has its time to end.
  private func settle(_ repository: TestRepository) throws {
    for _ in 0..<200 {
      let files = FileManager.default.enumerator(atPath: repository.path + "/.git/refs")?.allObjects ?? []
      if !files.contains(where: { ($0 as? String)?.hasSuffix(".lock") == true }) { return }
      usleep(50_000)
    }
    Issue.record("a lock stays in \(repository.path)")
  }

  /// Claims until nothing is left, and returns what was got.
  private func claimTheRest(_ words: [String] = [], by name: String, in tool: Tool) throws -> [String] {
    var own: [String] = []
    while true {
      let next = try tool(
        ["next", "--claim", "--json", "--actor-type", "agent", "--actor-id", name, "--run-id", "\(name)\(own.count)"]
          + words)
      guard next.status == 0 else {
        #expect(next.status == 1, "\(next.errorText)")
        return own
      }
      let id = try #require(next.text.firstMatch(of: /"id": "([0-9a-f-]{36})"/))
      own.append(String(id.1))
    }
  }

  /// The run that has each ticket.
  private func holders(_ claims: Any) throws -> [String: String] {
    let rows = try #require(claims as? [[String: Any]])
    return Dictionary(uniqueKeysWithValues: rows.map { ($0["ticket"] as? String ?? "", $0["run_id"] as? String ?? "") })
  }

  @Test func `half of 64 processes in 8 work trees are killed, and only leases stay`() throws {
    let repository = try TestRepository()
    let tool = Tool(in: repository.path, Self.clock)
    try tool.succeed("init")
    for number in 0..<40 { try tool.succeed("new", "--title", "Ticket \(number)") }
    try repository.commit("begin")
    let trees = try (1..<8).map { try repository.addWorkTree("main", named: "w\($0)", "--detach") }
    let won = try race(64, in: [tool] + trees.map { Tool(in: $0.path, Self.clock) }, seed: 1)
    try settle(repository)
    let rest = try claimTheRest(by: "late", in: tool)
    let holders = try holders(tool.json("claims"))

    // Each ticket has one claim, and who was told that it is theirs has it.
    #expect(holders.count == 40)
    for (run, ticket) in won { #expect(holders[ticket] == run) }
    #expect(Set(won.values).count == won.count && Set(won.values).isDisjoint(with: rest))
    // Nothing else is left, and when the leases are over everything is free.
    for place in [repository] + trees { #expect(try place.git("status", "--porcelain").text == "") }
    #expect(
      try repository.git("for-each-ref", "--format=%(refname)").lines.allSatisfy {
        $0.hasPrefix("refs/tickets/claims/") || $0 == "refs/heads/main"
      })
    #expect(try repository.git("fsck", "--strict").errorText == "")
    let later = Tool(in: repository.path, ["TICKETS_NOW": "2026-02-01T10:33:00Z"])
    #expect(try later.succeed("claims") == "")
    #expect(try claimTheRest(by: "later", in: later).count == 40)
  }

  @Test func `the same in two clones of a bare repository that decides`() throws {
    let first = try TestRepository()
    let tool = Tool(in: first.path, Self.clock)
    try tool.succeed("init")
    for number in 0..<8 { try tool.succeed("new", "--title", "Ticket \(number)") }
    try first.commit("begin")
    let origin = try TestRepository("--bare", named: "origin", in: first.temporary)
    try first.git("remote", "add", "origin", origin.path)
    try first.git("push", "--quiet", "-u", "origin", "main")
    let second = try origin.clone(named: "second")
    let tools = [tool, Tool(in: second.path, Self.clock)]
    let won = try race(16, ["--push"], in: tools, seed: 2)
    try settle(first)
    try settle(second)
    let rest = try claimTheRest(["--push"], by: "late", in: tools[1])
    let holders = try holders(tools[0].json("claims", "--remote"))

    #expect(holders.count == 8)
    for (run, ticket) in won { #expect(holders[ticket] == run) }
    #expect(Set(won.values).count == won.count && Set(won.values).isDisjoint(with: rest))
    #expect(try origin.git("fsck", "--strict").errorText == "")
    let later = Tool(in: second.path, ["TICKETS_NOW": "2026-02-01T10:33:00Z"])
    #expect(try claimTheRest(["--push"], by: "later", in: later).count == 8)
  }
}
