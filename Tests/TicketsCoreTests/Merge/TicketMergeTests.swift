import TestSupport
import Testing

@testable import TicketsCore

@Suite struct TicketMergeTests {
  private static let base = """
    ---
    # who made this
    id: 0191c2d3-4e5f-7a8b-9c0d-1e2f3a4b5c6d
    title: "A ticket"   # short
    status: todo
    priority: medium
    labels: ["a", b]   # sorted
    assignment:
      mode: mixed
      owner: null
    verification:
      commands:
        - "make"
        # slow
        - make test
    x_unknown: {a: 1, b: [2]}
    created_at: 2026-01-29T18:42:10Z
    ---
    # Ticket

    ## Description

    Some words.

    ## Acceptance Criteria

    - [ ] one
    - [ ] two

    ## Verification

    - run it

    """

  private func merge(
    _ ours: [(String, String)], _ theirs: [(String, String)], end: String = "\n"
  ) -> (text: String, conflicts: [MergeConflict]) {
    func edited(_ edits: [(String, String)]) -> [UInt8] {
      let text = edits.reduce(Self.base) { text, edit in text.replacing(edit.0, with: edit.1) }
      return Array(text.replacing("\n", with: end).utf8)
    }
    let merge = TicketMerge.merge(base: edited([]), ours: edited(ours), theirs: edited(theirs))
    return (String(decoding: merge.bytes, as: UTF8.self), merge.conflicts)
  }

  private func expect(
    _ ours: [(String, String)], _ theirs: [(String, String)], gives edits: [(String, String)],
    _ location: SourceLocation = #_sourceLocation
  ) {
    let merged = merge(ours, theirs)
    let wanted = edits.reduce(Self.base) { text, edit in text.replacing(edit.0, with: edit.1) }
    #expect(merged.text == wanted, sourceLocation: location)
    #expect(merged.conflicts == [], sourceLocation: location)
  }

  @Test func `fields on neighbouring lines do not conflict`() {
    let (status, priority) = (("status: todo", "status: doing"), ("priority: medium", "priority: high"))
    expect([status], [priority], gives: [status, priority])
    expect([priority], [status], gives: [status, priority])
  }

  @Test func `a value and the comment beside it can change on different sides`() {
    let (title, comment) = (("\"A ticket\"", "\"Another\""), ("# short", "# shorter"))
    expect([title], [comment], gives: [title, comment])
    expect([comment], [title], gives: [title, comment])
  }

  @Test func `lists are sets`() {
    expect(
      [("[\"a\", b]", "[\"a\", c]")], [("[\"a\", b]", "[\"a\", b, \"d\"]")],
      gives: [("[\"a\", b]", "[\"a\", c, \"d\"]")])
    expect([("[\"a\", b]", "[b]")], [("[\"a\", b]", "[\"a\"]")], gives: [("[\"a\", b]", "[]")])
    expect([("[\"a\", b]", "[]")], [("[\"a\", b]", "[\"a\", b, c]")], gives: [("[\"a\", b]", "[c]")])
    let lint = "    - make test\n    - make lint"
    expect(
      [("    - make test", lint)], [("    - make test", "    - make test\n    - make docs")],
      gives: [("    - make test", lint + "\n    - make docs")])
    expect(
      [("    - \"make\"\n", "")], [("    - make test", lint)],
      gives: [("    - \"make\"\n", ""), ("    - make test", lint)])
  }

  @Test func `fields within fields are merged by themselves`() {
    let (mode, owner) = (("mode: mixed", "mode: agent_only"), ("owner: null", "owner: \"@ada\""))
    expect([mode], [owner], gives: [mode, owner])
    expect([("a: 1", "a: 3")], [("b: [2]", "b: [2, 4]")], gives: [("a: 1", "a: 3"), ("b: [2]", "b: [2, 4]")])
  }

  @Test func `fields that one side added, moved or removed`() {
    let added = ("status: todo", "status: todo\n# why\nestimates:\n  human_hours: 3")
    expect([("priority: medium\n", "")], [added], gives: [("priority: medium\n", ""), added])
    expect(
      [("status: todo", "status: done")], [("priority: medium\n", "")],
      gives: [("status: todo", "status: done"), ("priority: medium\n", "")])
    #expect(merge([("priority: medium\n", "")], [("medium", "low")]).conflicts.map(\.name) == ["priority"])
  }

  @Test func `what both sides changed differently is left between markers`() {
    let merged = merge(
      [("status: todo", "status: doing")],
      [("status: todo", "status: done  # at last"), ("mode: mixed", "mode: agent_only")])
    #expect(
      merged.conflicts == [
        MergeConflict(.field, "status", base: .string("todo"), ours: .string("doing"), theirs: .string("done"))
      ])
    #expect(
      merged.text
        == Self.base.replacing("mode: mixed", with: "mode: agent_only").replacing(
          "status: todo\n",
          with: """
            <<<<<<< ours
            status: doing
            ||||||| base
            status: todo
            =======
            status: done  # at last
            >>>>>>> theirs

            """))
    #expect(
      merge([("owner: null", "owner: a")], [("owner: null", "owner: b")]).conflicts.map(\.name) == ["assignment.owner"])
  }

  @Test func `a field that theirs put before all others stays there`() {
    expect(
      [("priority: medium", "priority: low")], [("---\nid:", "---\nx_first: 1\nid:")],
      gives: [("priority: medium", "priority: low"), ("---\nid:", "---\nx_first: 1\nid:")])
  }

  @Test func `criteria are merged one by one`() {
    expect([("[ ] one", "[x] one")], [("[ ] two", "[X] two")], gives: [("[ ] one", "[x] one"), ("[ ] two", "[X] two")])
    expect(
      [("- [ ] two\n", "- [ ] two\n- [ ] three\n")], [("- [ ] two\n", "- [x] two\n- [ ] four\n")],
      gives: [("- [ ] two\n", "- [x] two\n- [ ] three\n- [ ] four\n")])
    // What theirs did to the line of an item stays with the item.
    expect(
      [("- [ ] two\n", "- [ ] two\n- [ ] three\n")], [("- [ ] two\n", "* [ ] two\n* [ ] four\n")],
      gives: [("- [ ] two\n", "* [ ] two\n- [ ] three\n* [ ] four\n")])
    expect(
      [("- [ ] one\n", "")], [("- [ ] two\n", "- [ ] two\n- [ ] three\n")],
      gives: [("- [ ] one\n", ""), ("- [ ] two\n", "- [ ] two\n- [ ] three\n")])
    #expect(merge([("- [ ] one\n", "")], [("[ ] one", "[x] one")]).conflicts.map(\.name) == ["Acceptance Criteria"])
    #expect(merge([("[ ] one", "[ ] ones")], [("[ ] one", "[ ] won")]).conflicts.map(\.name) == ["Acceptance Criteria"])
  }

  @Test func `prose is merged as text, and a conflict names its section`() {
    #expect(merge([("Some", "Many")], [("Some", "Few")]).conflicts.map(\.name) == ["Description"])
    expect([("Some", "Many")], [("run it", "try it")], gives: [("Some", "Many"), ("run it", "try it")])
  }

  @Test func `line ends stay as they are, also when one side changed all of them`() {
    let edits = (ours: [("status: todo", "status: doing")], theirs: [("priority: medium", "priority: low")])
    let both = merge(edits.ours, edits.theirs, end: "\r\n")
    #expect(both.text == merge(edits.ours, edits.theirs).text.replacing("\n", with: "\r\n"))
    let windows = Self.base.replacing("todo", with: "doing").replacing("\n", with: "\r\n")
    let mixed = TicketMerge.merge(
      base: Array(Self.base.utf8), ours: Array(windows.utf8),
      theirs: Array(Self.base.replacing("medium", with: "low").utf8))
    #expect(String(decoding: mixed.bytes, as: UTF8.self) == both.text)
  }

  @Test func `what is no ticket is merged as text`() {
    let (base, ours, theirs) = (Array("a\nb\n".utf8), Array("a\nc\n".utf8), Array("a\nd\n".utf8))
    #expect(
      TicketMerge.merge(base: base, ours: ours, theirs: theirs).bytes
        == LineMerge(base: base, ours: ours, theirs: theirs).bytes)
  }

  @Test(arguments: 0..<20) func `one side's changes alone, and the same changes on both, are taken as they are`(
    seed: UInt64
  ) {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<20 {
      let base = RandomTicket(using: &generator)
      let changed = base.edited(using: &generator)
      let (old, new) = (base.bytes, changed.bytes)
      for merge in [
        TicketMerge.merge(base: old, ours: new, theirs: old), TicketMerge.merge(base: old, ours: old, theirs: new),
        TicketMerge.merge(base: old, ours: new, theirs: new),
      ] {
        #expect(merge == FileMerge(bytes: new))
      }
    }
  }

  @Test(arguments: 0..<40) func `each field says what three versions of it make, whatever stands around it`(
    seed: UInt64
  ) throws {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<25 {
      let base = RandomTicket(using: &generator)
      let (ours, theirs) = (base.edited(using: &generator), base.edited(using: &generator))
      let merge = TicketMerge.merge(base: base.bytes, ours: ours.bytes, theirs: theirs.bytes)
      var expected: [String] = []
      for key in RandomTicket.scalars where threeWay(base.values[key], ours.values[key], theirs.values[key]) == nil {
        expected.append(key)
      }
      #expect(merge.conflicts.filter { $0.kind == .field }.map(\.name).sorted() == expected.sorted())
      guard merge.conflicts.isEmpty else { continue }
      let merged = try Document(merge.bytes)
      for key in RandomTicket.scalars {
        let wanted = threeWay(base.values[key], ours.values[key], theirs.values[key]) ?? nil
        #expect(merged.field(key)?.scalar?.text == wanted)
      }
      let labels = Set(merged.field("labels")?.strings ?? [])
      let kept = base.labels.filter { ours.labels.contains($0) && theirs.labels.contains($0) }
      let added = (ours.labels + theirs.labels).filter { !base.labels.contains($0) }
      #expect(labels == Set(kept + added))
      #expect(merged.body.criteria.filter(\.checked).map(\.text).sorted() == RandomTicket.ticked(base, ours, theirs))
      let lines = Set(merge.bytes.split(separator: Ascii.newline))
      for comment in (ours.comments + theirs.comments) { #expect(lines.contains(Array("# \(comment)".utf8)[...])) }
    }
  }
}
