import Testing
import TicketsCore

struct RunLogNameTests {
  @Test(arguments: [
    ("20260129T184210.123Z-0191c2d3-4e5f.jsonl", "2026-01-29T18:42:10.123Z", "0191c2d3-4e5f"),
    ("2026-03-29T16:15:55Z-codex-7.jsonl", "2026-03-29T16:15:55Z", "codex-7"),
    ("20260129T184210Z-Z-Z.jsonl", "2026-01-29T18:42:10Z", "Z-Z"),
    ("20260129T184210Z--.jsonl", "2026-01-29T18:42:10Z", "-"),
    ("20260129T184210Z-a.jsonl.jsonl", "2026-01-29T18:42:10Z", "a.jsonl"),
    ("20260129T184210Z-my run é.jsonl", "2026-01-29T18:42:10Z", "my run é"),
  ])
  func `a name is taken apart and put together again`(fileName: String, start: String, id: String) throws {
    let name = try #require(RunLogName(fileName))
    #expect(name.runStarted == Timestamp.parse(start))
    #expect(name.runID == id)
    #expect(name.fileName == fileName)
  }

  @Test(arguments: [
    "", ".jsonl", "Z-.jsonl", "notes.jsonl", "20260129T184210Z.jsonl", "20260129T184210Z-.jsonl", "20260129T184210Z-a",
    "20260129T184210Z-a.json", "20260129T184210-a.jsonl", "20260129T184210z-a.jsonl", "20260229T184210Z-a.jsonl",
    "20260129T184210Z_a.jsonl", "20260129T184210+0000-a.jsonl", "x20260129T184210Z-a.jsonl", "20260129T184210Z.jsonl-Z",
  ])
  func `a name of another form is none`(fileName: String) {
    #expect(RunLogName(fileName) == nil)
  }

  @Test func `a new name is in basic form`() throws {
    let name = RunLogName(runStarted: Instant(milliseconds: 1_769_712_130_007), runID: "codex.1_a-b")
    #expect(name.fileName == "20260129T184210.007Z-codex.1_a-b.jsonl")
    #expect(RunLogName(name.fileName) == name)
  }

  @Test func `a run id is safe in a path`() {
    for id in ["a", "0", "codex-7", "A.b_c-d", String(repeating: "x", count: 128)] {
      #expect(RunLogName.isValidRunID(id), "\(id)")
    }
    for id in [
      "", ".", "..", "-a", "_a", ".a", "a/b", "a b", "é", "a\n", "a\u{0}", "a\\b", String(repeating: "x", count: 129),
    ] {
      #expect(!RunLogName.isValidRunID(id), "\(id)")
    }
  }
}
