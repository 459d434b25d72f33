import Testing
import TicketsCore

/// Where work stands is a function of the set of entries.
@Suite struct FlowStandingTests {
  private static let lite = WorkflowSettings().all.first { $0.name == "lite" } ?? Flow("", [])

  private func entry(
    _ state: String, by actor: String = "a", at minute: Int, change: String = "c", contract: String = "k",
    _ result: LogEntry.Workflow.Result? = nil, flow: String = "lite"
  ) -> LogEntry {
    var entry = LogEntry()
    entry.ts = Instant(milliseconds: Int64(minute) * 60_000)
    (entry.actorID, entry.actorType, entry.summary) = (actor, .agent, state)
    var workflow = LogEntry.Workflow(flow: flow, state: state, contract: contract)
    (workflow.change, workflow.result) = (change, result)
    entry.workflow = workflow
    return entry
  }

  private func standing(_ entries: [LogEntry], change: String = "c", contract: String = "k") -> FlowStanding {
    FlowStanding(Self.lite, entries, contract: contract, change: change)
  }

  private var all: [LogEntry] {
    [
      entry("planned", at: 1, change: "before"), entry("implemented", at: 2), entry("tested", at: 3, .pass),
      entry("reviewed", by: "b", at: 4, .pass),
    ]
  }

  @Test func `the longest row of states that hold counts, in whatever order they were written`() {
    for _ in 0..<10 { #expect(standing(all.shuffled()).current?.name == "reviewed") }
    #expect(standing([]).current == nil && standing([]).next?.name == "planned")
    #expect(standing(Array(all.dropFirst())).current == nil)
    #expect(standing([all[0], all[2], all[3]]).current?.name == "planned")
  }

  @Test func `another change opens what is bound, another contract everything`() {
    let changed = standing(all, change: "d")
    #expect(changed.current?.name == "planned" && changed.rows[1].why?.contains("change") == true)
    #expect(standing(all, contract: "l").current == nil)
    #expect(standing(all + [entry("implemented", at: 5, change: "d")], change: "d").current?.name == "implemented")
  }

  @Test func `who implemented cannot have reviewed, whichever was written first`() {
    let own = Array(all.prefix(3)) + [entry("reviewed", by: "a", at: 4, .pass)]
    #expect(standing(own).current?.name == "tested")
    #expect(standing(own + [entry("reviewed", by: "b", at: 3, .pass)]).current?.name == "reviewed")
    // Whoever takes the implementation over cannot keep the review.
    #expect(standing(all + [entry("implemented", by: "b", at: 5)]).current?.name == "tested")
  }

  @Test func `a fail does not count, and a pass beside it does`() {
    let failed = Array(all.prefix(3)) + [entry("reviewed", by: "b", at: 4, .fail)]
    #expect(standing(failed).current?.name == "tested" && standing(failed).failedReviews == 1)
    #expect(standing(failed + [entry("reviewed", by: "b", at: 5, .pass)]).current?.name == "reviewed")
  }

  @Test func `where repairs are a check the newest review decides`() throws {
    let states = [
      Flow.State("made", ["scope", "change"]), Flow.State("reviewed", ["change", "other_actor", "result"]),
      Flow.State("repaired", ["repairs"]),
    ].compactMap { $0 }
    let flow = Flow("mine", states)
    let passed = [
      entry("made", at: 1, flow: "mine"), entry("reviewed", by: "b", at: 2, .pass, flow: "mine"),
      entry("repaired", at: 3, flow: "mine"),
    ]
    #expect(FlowStanding(flow, passed, contract: "k", change: "c").reached == 3)
    let late = passed + [entry("reviewed", by: "b", at: 4, .fail, flow: "mine")]
    #expect(FlowStanding(flow, late, contract: "k", change: "c").reached == 2)
  }

  @Test func `entries of another flow say nothing`() {
    #expect(standing([entry("planned", at: 1, flow: "quick")]).current == nil)
  }

  @Test func `the contract leaves ticks, space and line ends alone, and nothing else`() throws {
    func id(_ text: String, specs: [String: String] = [:]) throws -> String {
      Contract.id(of: try Document(Array(text.utf8)), specs: specs)
    }
    let body = "# Ticket\n## Description\nText.\n## Acceptance Criteria\n- [ ] It works.\n## Verification\nmake test\n"
    let first = try id(ticketText(body: body))
    for same in [
      body.replacing("[ ]", with: "[x]"), body.replacing("Text.", with: "Other text."),
      body.replacing("\n", with: "\r\n"),
      body.replacing("- [ ]", with: "\n- [ ]"), body + "## Notes\nMore.\n",
    ] {
      #expect(try id(ticketText(body: same)) == first, "\(same)")
    }
    for other in [body.replacing("It works", with: "It works mostly"), body.replacing("make test", with: "make")] {
      #expect(try id(ticketText(body: other)) != first, "\(other)")
    }
    for line in ["verification: {commands: [make]}", "scope: {allow: [a]}", "scope: {deny: [a]}"] {
      #expect(try id(ticketText(line, body: body)) != first, "\(line)")
    }
    #expect(try id(ticketText("labels: [x]", body: body)) == first)
    #expect(try id(ticketText(body: body), specs: ["a.md": "1"]) != id(ticketText(body: body), specs: ["a.md": "2"]))
  }

  @Test func `the change is what files are now, in any order`() {
    let files = [
      ChangedFile(path: "a", mode: "100644", blob: "1", oldBlob: "0"),
      ChangedFile(path: "b", mode: "100644", blob: "2", oldBlob: nil),
    ]
    #expect(files.changeID == Array(files.reversed()).changeID)
    #expect(files.changeID == [files[0], ChangedFile(path: "b", mode: "100644", blob: "2", oldBlob: "9")].changeID)
    #expect(files.changeID != [files[0], ChangedFile(path: "b", mode: "100755", blob: "2", oldBlob: nil)].changeID)
    #expect(files.changeID != [files[0]].changeID)
  }

  @Test func `a digest is that of FIPS 180-4`() {
    #expect(SHA256.hex(of: []) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    #expect(
      SHA256.hex(of: Array("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq".utf8))
        == "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")
  }
}
