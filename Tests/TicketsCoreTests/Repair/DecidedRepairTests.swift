import Testing
import TicketsCore

private func refusal(_ tree: MemoryTree, _ decisions: [String: [String: JSON]]) -> [String] {
  do {
    _ = try plan(tree, decisions)
    return []
  } catch let refusal as RepairPlanner.Refusal {
    return refusal.reasons.map { String($0.split(separator: ": ", maxSplits: 1)[1]) }
  } catch {
    return ["\(error)"]
  }
}

private let generated = "0191ffff-0000-7000-8000-000000000001"
private let set = "set_front_matter_field"

@Suite struct DecidedRepairTests {
  @Test(arguments: [
    ("status: opne", "status", "doing", "status: doing"), ("status: [a]  # c", "status", "done", "status: done  # c"),
    ("status:\n  a: b", "status", "todo", "status:\n  todo"), ("priority: 'urgent'", "", "high", "priority: 'high'"),
    ("assignment:\n  mode: x\n  owner: y", "", "mixed", "assignment:\n  mode: mixed\n  owner: y"),
    ("title:", "title", "A: \"new\" one", "title: \"A: \\\"new\\\" one\""),
    ("title: [x] # c", "title", "b", "title: \"b\" # c"),
    ("created_at: soon", "created_at", "2026-01-29T18:42:10Z", "created_at: 2026-01-29T18:42:10Z"),
    ("id: nothing # c", "id", otherID, "id: \(otherID) # c"),
  ])
  func `a field gets the value that was decided on`(line: String, key: String, value: String, expected: String) throws {
    let text = ticketText(line, without: key)
    let decision = [set: ["value": JSON.string(value), "update_references": .bool(false)]]
    #expect(try repaired(text, decision) == text.replacing(line, with: expected))
    #expect(try validate(tree(try repaired(text, decision))).errorCount == 0)
  }

  @Test func `a field that is missing goes where a new ticket has it`() throws {
    let text = ticketText("custom: 1 # c", without: "status")
    #expect(
      try repaired(text, [set: ["value": .string("todo")]])
        == text.replacing("created_at:", with: "status: todo\ncreated_at:"))
    let noID = ticketText("custom: 1", without: "id")
    #expect(
      try repaired(noID, [set: ["generate_uuidv7": .bool(true)]])
        == noID.replacing("title:", with: "id: \(generated)\ntitle:"))
  }

  @Test(arguments: [
    ("status: opne", "status", ["value": JSON.null], "'value' is not decided"),
    (
      "status: opne", "status", ["value": .string("x")],
      "'status' must be todo, doing, blocked, done or canceled, but is 'x'"
    ),
    ("status: opne", "status", ["value": .integer(5)], "'value' must be text, but is a number"),
    ("title:", "title", ["value": .string(" ")], "'title' must be a line of text, but is ' '"),
    ("title:", "title", ["value": .string("a\nb")], "'title' must be a line of text, but is 'a\nb'"),
    (
      "created_at: x", "created_at", ["value": .string("2026-01-29")],
      "'created_at' must be a UTC timestamp such as 2026-01-29T18:42:10Z, but is '2026-01-29'"
    ),
    (
      "id: x", "id", ["value": .string("y"), "update_references": .bool(true)],
      "'id' must be a lowercase UUIDv7, but is 'y'"
    ),
    ("id: x", "id", ["generate_uuidv7": .bool(true)], "'update_references' is not decided"),
    ("id: x", "id", ["value": .string(otherID)], "'update_references' is not decided"),
    (
      "id: x", "id", ["value": .string(otherID), "generate_uuidv7": .bool(true), "update_references": .bool(true)],
      "there is a value and 'generate_uuidv7: true', and only one can be"
    ),
    ("id: x", "id", ["generate_uuidv7": .string("yes")], "'generate_uuidv7' must be true or false, but is a string"),
  ])
  func `a decision that is missing or wrong is refused`(
    line: String, key: String, values: [String: JSON], reason: String
  ) {
    #expect(refusal(tree(ticketText(line, without: key)), [set: values]) == [reason])
  }

  @Test func `others follow a new id when that is decided, and logs never do`() throws {
    let third = "0191c2d3-4e5f-7a8b-9c0d-1e2f3a4b5c6f"
    let files = [
      "a/ticket.md": ticketText("id: OLD", without: "id"),
      "b/ticket.md": ticketText("blocks: [OLD, 'old']\nrelated:\n  - old # c\n  - \(third)", id: otherID),
      "c/ticket.md": ticketText("custom: OLD", id: third),
      "b/logs/20260129T184210.123Z-r.jsonl": "{\"created_from\":\"OLD\"}\n",
    ].mapValues { Array($0.utf8) }
    let decision = ["generate_uuidv7": JSON.bool(true), "update_references": .bool(true)]
    let changed = try plan(MemoryTree(files), [set: decision]).tickets
    #expect(changed.map(\.folder) == ["a", "b"])
    #expect(
      String(decoding: changed[1].after, as: UTF8.self)
        == ticketText(
          "blocks: [\(generated), '\(generated)']\nrelated:\n  - \(generated) # c\n  - \(third)", id: otherID))
    #expect(changed[1].notes.count == 3)
    let planner = try RepairPlanner(MemoryTree(files), nextID: newIDs())
    let repair = try #require(try report(MemoryTree(files)).repairs.first { $0.ticketPath.contains("/a/") })
    #expect(planner.currentID(ofTicketOf: repair) == "OLD" && planner.referrers(to: "old") == 1)
    let stay = ["generate_uuidv7": JSON.bool(true), "update_references": .bool(false)]
    #expect(try plan(MemoryTree(files), [set: stay]).tickets.map(\.folder) == ["a"])
  }

  @Test func `a ticket that becomes readable in the same run follows a new id`() throws {
    let files = [
      "a/ticket.md": ticketText("id: OLD", without: "id"),
      "b/ticket.md": ticketText("status: done\nblocks: [OLD]", id: otherID),
    ].mapValues { Array($0.utf8) }
    let decisions: [String: [String: JSON]] = [
      set: ["generate_uuidv7": .bool(true), "update_references": .bool(true)],
      "resolve_duplicate_key": ["keep": .string("first")],
    ]
    let changed = try plan(MemoryTree(files), decisions).tickets
    #expect(changed.map(\.folder) == ["a", "b"])
    #expect(
      changed.last.map { String(decoding: $0.after, as: UTF8.self) }
        == ticketText("blocks: [\(generated)]", id: otherID))
  }

  @Test func `an id that another ticket has is refused`() throws {
    let files = ["a/ticket.md": ticketText("id: x", without: "id"), "b/ticket.md": ticketText(id: otherID)]
    let tree = MemoryTree(files.mapValues { Array($0.utf8) })
    let values = ["value": JSON.string(otherID), "update_references": .bool(false)]
    #expect(refusal(tree, [set: values]) == ["another ticket has the id \(otherID) already"])
  }

  @Test func `an id used twice is given to one`() throws {
    let files = ["a/ticket.md": ticketText(), "b/ticket.md": ticketText()].mapValues { Array($0.utf8) }
    let decision = [set: ["generate_uuidv7": JSON.bool(true), "update_references": .bool(false)]]
    let changed = try plan(MemoryTree(files), decision).tickets
    #expect(changed.map(\.folder) == ["b"] && changed[0].after == Array(ticketText(id: generated).utf8))
  }

  @Test(arguments: [
    ("related: [\(otherID), x]", "related: [x]"), ("related: [x, \(otherID) ]", "related: [x ]"),
    ("blocks: [ \(otherID) ]", "blocks: []"), ("blocks:\n  - x\n  - \(otherID)\n  - y", "blocks:\n  - x\n  - y"),
    ("related: [a,\n  \(otherID),  # gone\n  b]", "related: [a,\n    # gone\n  b]"),
  ])
  func `a reference to nothing is dropped or kept`(lines: String, expected: String) throws {
    let text = ticketText(lines)
    var planner = try RepairPlanner(tree(text), nextID: newIDs())
    var repair = try #require(
      try report(tree(text)).repairs.first { $0.parameters["reference"] == .string(otherID) })
    let field = repair.parameters["field"] ?? .null
    func decide(_ strategy: String) -> [JSON.Member] {
      [
        JSON.Member("field", field), JSON.Member("reference", .string(otherID)),
        JSON.Member("strategy", .string(strategy)),
      ]
    }
    repair.parameters = decide("keep")
    #expect(try planner.plan([repair]).isEmpty)
    repair.parameters = decide("drop")
    let after = try planner.plan([repair]).tickets.first.map { String(decoding: $0.after, as: UTF8.self) }
    #expect(after == text.replacing(lines, with: expected))
  }

  @Test func `of a key that is there twice one is kept`() throws {
    let text = ticketText("status: done # last\nassignment:\n  mode: mixed")
    func repair(_ keep: String) throws -> String {
      try repaired(text, ["resolve_duplicate_key": ["keep": .string(keep)]])
    }
    #expect(try repair("first") == text.replacing("status: done # last\n", with: ""))
    #expect(try repair("last") == text.replacing("status: todo\n", with: ""))
    let nested = ticketText("assignment:\n  mode: mixed\n  owner: a\n  mode: human_only")
    #expect(
      try repaired(nested, ["resolve_duplicate_key": ["keep": .string("first")]])
        == nested.replacing("  mode: human_only\n", with: ""))
    #expect(refusal(tree(text), ["resolve_duplicate_key": ["keep": .string("both")]]).count == 1)
  }
}
