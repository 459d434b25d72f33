import Testing
import TicketsCore

@Suite struct TreeDiffTests {
  private static let first = "01a1fb67-40a6-7751-b9d0-f514b29b16e7"
  private static let second = "01a1fb67-40f2-7425-a33d-9dd54a7e643a"

  private func ticket(_ id: String, status: String = "todo", title: String = "A") -> String {
    """
    ---
    id: \(id)
    title: "\(title)"
    status: \(status)
    created_at: 2026-01-29T18:42:10Z
    ---
    # Ticket

    ## Description

    Words.

    ## Acceptance Criteria

    - [ ] One

    ## Verification

    - run it

    """
  }

  private func tree(_ files: [String: String], fingerprints: [String: Fingerprint] = [:]) -> MemoryTree {
    MemoryTree(files.mapValues { Array($0.utf8) }, fingerprints: fingerprints)
  }

  private func diff(_ old: [String: String], _ new: [String: String]) throws -> [TicketDiff] {
    try TreeDiff(from: tree(old), to: tree(new)).tickets
  }

  @Test func `a folder whose fingerprint is the same is not even read`() throws {
    let mark = ["a": Fingerprint([1])]
    let old = tree(["a/ticket.md": ticket(Self.first)], fingerprints: mark)
    let new = tree(["a/ticket.md": ticket(Self.second)], fingerprints: mark)
    #expect(try TreeDiff(from: old, to: new).tickets.isEmpty)
  }

  @Test func `a ticket comes with all of its fields and goes with all of its log lines`() throws {
    let files = ["a/ticket.md": ticket(Self.first), "a/logs/x.jsonl": "{}\n{\"a\":1}\n"]
    let created = try #require(try diff([:], files).first)
    #expect(created.change == .created)
    #expect(created.fields.map(\.path.text) == ["id", "title", "status", "created_at"])
    #expect(created.sections == ["Ticket", "Description", "Acceptance Criteria", "Verification"])
    #expect(created.criteria.map(\.kind) == [.added])
    #expect(created.logEntriesAdded == 2)
    let deleted = try #require(try diff(files, [:]).first)
    #expect(deleted.change == .deleted)
    #expect(deleted.record?.idText == Self.first)
    #expect(deleted.fields.allSatisfy { $0.to == nil })
    #expect(deleted.logLinesLost == 2)
  }

  @Test func `a renamed folder is the same ticket`() throws {
    let old = ["a/ticket.md": ticket(Self.first), "a/logs/x.jsonl": "1\n2\n"]
    let new = ["b/ticket.md": ticket(Self.first, status: "doing"), "b/logs/x.jsonl": "1\n"]
    let found = try diff(old, new)
    #expect(found.map(\.change) == [.modified])
    #expect(found[0].moved.map { [$0.from, $0.to] } == [".tickets/a", ".tickets/b"])
    #expect(found[0].fields.map(\.path.text) == ["status"])
    #expect(found[0].logs.map(\.oldPath) == [".tickets/a/logs/x.jsonl"])
    #expect(found[0].logLinesLost == 1)
  }

  @Test func `tickets that changed folders with each other are told apart by their ids`() throws {
    let old = ["a/ticket.md": ticket(Self.first), "b/ticket.md": ticket(Self.second)]
    let new = ["a/ticket.md": ticket(Self.second), "b/ticket.md": ticket(Self.first)]
    let found = try diff(old, new)
    #expect(found.map { $0.moved?.from } == [".tickets/b", ".tickets/a"])
    #expect(found.allSatisfy { $0.fields.isEmpty })
  }

  @Test func `a new ticket in the folder of one that moved is new`() throws {
    let old = ["a/ticket.md": ticket(Self.first)]
    let new = ["a/ticket.md": ticket(Self.second), "b/ticket.md": ticket(Self.first)]
    #expect(
      try diff(old, new).map { [$0.change.rawValue, $0.idText] } == [
        ["created", Self.second], ["modified", Self.first],
      ])
  }

  @Test func `another id in the same folder is a field that changed`() throws {
    let found = try diff(["a/ticket.md": ticket(Self.first)], ["a/ticket.md": ticket(Self.second)])
    #expect(found.map(\.change) == [.modified])
    #expect(found[0].fields.map(\.path.text) == ["id"])
  }

  @Test func `a ticket that broke says so`() throws {
    let found = try diff(["a/ticket.md": ticket(Self.first)], ["a/ticket.md": "no front matter"])
    #expect(found[0].brokenBefore == nil)
    #expect(found[0].brokenNow?.contains("front matter") == true)
  }

  @Test func `a folder without files is no ticket, and one more file in a ticket is a change`() throws {
    let files = ["a/ticket.md": ticket(Self.first)]
    #expect(try diff(files, files).isEmpty)
    let found = try diff(files, files.merging(["a/notes/x.txt": "x"]) { $1 })
    #expect(found.map(\.change) == [.modified])
    #expect(found[0].fields.isEmpty && found[0].logs.isEmpty)
  }

  @Test func `line ends alone are no change where nobody knows better`() throws {
    let text = ticket(Self.first)
    let files = ["a/ticket.md": text, "a/logs/x.jsonl": "1\n2\n"]
    let others = ["a/ticket.md": text.replacing("\n", with: "\r\n"), "a/logs/x.jsonl": "1\r\n2\r\n"]
    #expect(try diff(files, others).isEmpty)
    let marked = tree(others, fingerprints: ["a": Fingerprint([2])])
    let found = try TreeDiff(from: tree(files, fingerprints: ["a": Fingerprint([1])]), to: marked).tickets
    #expect(found.count == 1)
    #expect(found[0].fields.isEmpty && found[0].sections.isEmpty && found[0].logs.isEmpty)
  }

  @Test(arguments: [
    ("Words.", "Other words.", ["Description"]),
    ("- run it", "- run it twice", ["Verification"]),
    ("- [ ] One", "- [x] One", []),
    ("- [ ] One", "All of it:\n\n- [ ] One", ["Acceptance Criteria"]),
    ("## Verification", "## Notes\n\nNew.\n\n## verification", ["Notes"]),
    ("## Verification\n\n- run it\n", "", ["Verification"]),
    ("# Ticket\n", "# Ticket\n\nAbove.\n", ["Ticket"]),
    ("Words.\n", "Words.\n\n\n", []),
  ])
  func `a section changes when its words do`(old: String, new: String, sections: [String]) throws {
    let text = ticket(Self.first)
    let found = try diff(["a/ticket.md": text], ["a/ticket.md": text.replacing(old, with: new)])
    #expect(found.map(\.sections) == [sections])
  }
}

extension TicketDiff {
  fileprivate var idText: String { record?.idText ?? "" }
}
