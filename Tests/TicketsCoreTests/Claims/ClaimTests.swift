import Testing

@testable import TicketsCore

@Suite struct ClaimTests {
  private func claimant(
    _ actor: String = "codex", _ type: LogEntry.ActorType = .agent, run: String? = "r1", workTree: String? = "/w"
  ) -> Claimant {
    Claimant(actorType: type, actorID: actor, runID: run, workTree: workTree)
  }

  private func claim(_ claimant: Claimant, at minutes: Int64 = 0, lease: String = "30m") throws -> Claim {
    Claim(
      ticket: try #require(TicketID("01980000-0000-7000-8000-000000000001")), claimant: claimant, host: "here",
      branch: "main", claimedAt: minute(minutes), lease: try #require(Lease(lease)), nonce: "n")
  }

  private func minute(_ minutes: Int64) -> Instant { Instant(milliseconds: minutes * 60_000) }

  @Test func `what is written is what is read`() throws {
    for claimant in [claimant(), claimant("@ada \"x\"", .human, run: nil, workTree: nil)] {
      let claim = try claim(claimant)
      #expect(Claim(claim.bytes) == claim)
    }
  }

  @Test(arguments: ["", "{}", "no", #"{"v":2}"#, #"{"v":1,"ticket":"x"}"#])
  func `what says too little is no claim`(text: String) {
    #expect(Claim(Array(text.utf8)) == nil)
  }

  @Test func `a claim ends by itself, two minutes late`() throws {
    let claim = try claim(claimant())
    #expect(claim.isLive(at: minute(0)) && claim.isLive(at: minute(31)))
    #expect(!claim.isLive(at: minute(32)))
  }

  @Test func `no claim holds longer than a day, and one from far ahead never does`() throws {
    let long = try claim(claimant(), lease: "999999999999999999h")
    #expect(long.isLive(at: minute(24 * 60)) && !long.isLive(at: minute(24 * 60 + 2)))
    #expect(try claim(claimant(), at: 24 * 60).isLive(at: minute(0)))
    #expect(try !claim(claimant(), at: 24 * 60 + 1).isLive(at: minute(0)))
  }

  @Test func `an agent waits for others, renews its own, and takes what has ended`() throws {
    let claim = try claim(claimant())
    #expect(claim.mayBeTaken(by: claimant(), at: minute(1)))
    // The run is the identity, wherever it goes on.
    #expect(claim.mayBeTaken(by: claimant(workTree: "/other"), at: minute(1)))
    #expect(!claim.mayBeTaken(by: claimant(run: "r2"), at: minute(1)))
    #expect(!claim.mayBeTaken(by: claimant(run: nil), at: minute(1)))
    #expect(!claim.mayBeTaken(by: claimant("claude"), at: minute(1)))
    #expect(claim.mayBeTaken(by: claimant("claude"), at: minute(60)))
  }

  @Test func `without a run a claim belongs to an actor in a work tree`() throws {
    let claim = try claim(claimant(run: nil))
    #expect(claim.mayBeTaken(by: claimant(run: nil), at: minute(1)))
    #expect(!claim.mayBeTaken(by: claimant(run: nil, workTree: "/other"), at: minute(1)))
  }

  @Test func `a person never waits`() throws {
    #expect(try claim(claimant()).mayBeTaken(by: claimant("@ada", .human), at: minute(1)))
  }

  @Test func `a lease is a number with a unit`() {
    #expect(Lease("90s")?.milliseconds == 90_000 && Lease("30m") == .usual && Lease("24h") == .longest)
    for word in ["", "m", "30", "0m", "-1m", "+1m", "1d", "1.5h", "h1"] { #expect(Lease(word) == nil, "\(word)") }
    #expect(Lease("25h")?.cut == .longest && Lease("1h")?.cut == Lease("60m"))
  }
}
