import Testing

@testable import TicketsCore

@Suite struct RecordedCommitsTests {
  private let first = String(repeating: "a1", count: 20)
  private let second = String(repeating: "b2", count: 20)

  private func recorded(_ commits: [String], patchIDs: [String: String] = [:]) -> RecordedCommits {
    var changes = LogEntry.Changes(commits: commits)
    changes.patchIDs = patchIDs.map { JSON.Member($0.key, .string($0.value)) }
    var entry = LogEntry()
    entry.changes = changes
    return RecordedCommits([entry])
  }

  @Test func `a commit is recorded once, with the files that no other brought`() {
    var changes = LogEntry.Changes(files: ["a"])
    changes.record(first, patchID: "p", files: ["a", "b"], besides: RecordedCommits())
    changes.record(second, patchID: nil, files: ["b", "c"], besides: RecordedCommits())
    #expect(changes.commits == [first, second] && changes.files == ["a", "b", "c"])
    #expect(changes.patchID(of: first) == "p" && changes.patchID(of: second) == nil)
  }

  @Test func `what a log names is not recorded again, whatever became of its id`() {
    for known in [
      recorded([first]), recorded([String(first.prefix(7))]), recorded(["cafe"], patchIDs: ["cafe": "p"]),
    ] {
      var changes = LogEntry.Changes()
      changes.record(first, patchID: "p", files: ["a"], besides: known)
      #expect(changes == LogEntry.Changes())
    }
    // Six digits are too few, and another change is another commit.
    var changes = LogEntry.Changes()
    changes.record(first, patchID: "p", files: [], besides: recorded([String(first.prefix(6))], patchIDs: ["x": "q"]))
    #expect(changes.commits == [first])
  }
}
