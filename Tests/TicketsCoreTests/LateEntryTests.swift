import Testing

@testable import TicketsCore

/// Who wrote under a claim that had passed to somebody else, and who did not.
@Suite struct LateEntryTests {
  private static let old = "a".padded
  private static let new = "b".padded

  /// An entry as agents write them; the minute counts from ten o'clock.
  private func line(
    _ minute: Int, _ actor: String, claim: String? = nil, replaced: String? = nil, type: String = "agent"
  ) -> String {
    let time = "2026-02-01T1\(minute / 60):\(minute % 60 < 10 ? "0" : "")\(minute % 60):00.000Z"
    return #"{"ts":"\#(time)","run_started":"20260201T100000.000Z","actor_type":"\#(type)","actor_id":"\#(actor)","#
      + #""summary":"s""#
      + (claim.map { #","claim":"\#($0)""# } ?? "") + (replaced.map { #","claim_replaced":"\#($0)""# } ?? "")
      + #","written_by":"tickets"}"# + "\n"
  }

  private func late(_ logs: [String: String], _ read: (String) -> Claim? = { _ in nil }) throws -> [String] {
    let id = "019c0000-0000-7000-8000-000000000001"
    var files = ["\(id)/ticket.md": "---\nid: \(id)\ntitle: T\nstatus: doing\ncreated_at: 2026-01-01T00:00:00Z\n---\n"]
    for (run, text) in logs { files["\(id)/logs/20260201T100000.000Z-\(run).jsonl"] = text }
    let tree = MemoryTree(files.mapValues { Array($0.utf8) })
    let record = RecordReader(reader: tree.reader(), parts: .logs).record(of: TreeEntry(name: id, kind: .folder))
    return LateEntry.all(in: record, read).map {
      "\(RunLogName($0.path.splitAtLastSlash.name)?.runID ?? ""):\($0.line)"
    }
    .sorted()
  }

  @Test func `what was written after the claim had passed is named, and what was written before is not`() throws {
    let found = try late([
      "r1": line(0, "codex", claim: Self.old) + line(10, "codex", claim: Self.old) + line(50, "codex", claim: Self.old),
      "r2": line(40, "claude", claim: Self.new, replaced: Self.old),
    ])
    #expect(found == ["r1:3"])
  }

  @Test func `clocks may differ by two minutes`() throws {
    for (minute, isLate) in [(41, false), (42, false), (43, true)] {
      let found = try late([
        "r1": line(minute, "codex", claim: Self.old), "r2": line(40, "claude", claim: Self.new, replaced: Self.old),
      ])
      #expect(found.isEmpty != isLate, "minute \(minute)")
    }
  }

  @Test func `who wrote nothing more, claimed anew, or never was replaced is innocent`() throws {
    let taken = line(40, "claude", claim: Self.new, replaced: Self.old)
    // The lease was over, somebody else took the ticket, and the first wrote nothing after.
    #expect(try late(["r1": line(0, "codex", claim: Self.old), "r2": taken]).isEmpty)
    // The first came back with a claim of a new kind, after the other had let go.
    #expect(
      try late(["r1": line(0, "codex", claim: Self.old) + line(59, "codex", claim: "c".padded), "r2": taken]).isEmpty)
    // A person looked, without a claim.
    #expect(
      try late(["r1": line(0, "codex", claim: Self.old), "r2": taken, "p": line(59, "@ada", type: "human")]).isEmpty)
    // Two repositories, a claim each, and neither knew of the other.
    #expect(try late(["r1": line(50, "codex", claim: Self.old), "r2": line(40, "claude", claim: Self.new)]).isEmpty)
    // The run itself renewed its claim, or says so twice.
    #expect(try late(["r1": line(0, "codex", claim: Self.old) + line(50, "codex", claim: Self.new)]).isEmpty)
    #expect(
      try late(["r1": line(40, "codex", claim: Self.new, replaced: Self.old) + line(50, "codex", claim: Self.old)])
        .isEmpty)
  }

  @Test func `one person in two places is one pair of hands`() throws {
    let found = try late([
      "p1": line(50, "@ada", claim: Self.old, type: "human"),
      "p2": line(40, "@ada", claim: Self.new, replaced: Self.old, type: "human"),
    ])
    #expect(found.isEmpty)
  }

  @Test func `a claim that was renewed where nobody knew better is the same claim, where it can be read`() throws {
    let id = try #require(TicketID("019c0000-0000-7000-8000-000000000001"))
    let start = try #require(Timestamp.parse("2026-02-01T10:00:00Z"))
    let claim = Claim(
      ticket: id, claimant: Claimant(actorType: .agent, actorID: "codex", runID: "r1", workTree: nil), host: nil,
      branch: nil, claimedAt: start, lease: .usual, nonce: "n1")
    let renewed = "d".padded
    let logs = [
      "r1": line(0, "codex", claim: Self.old) + line(50, "codex", claim: renewed),
      "r2": line(40, "claude", claim: Self.new, replaced: Self.old),
    ]
    #expect(try late(logs).isEmpty)
    #expect(try late(logs) { [Self.old: claim, renewed: claim.renewed(at: start)][$0] } == ["r1:2"])
  }
}

extension String {
  /// A name of an object that begins so.
  fileprivate var padded: String { self + String(repeating: "0", count: 40 - count) }
}
