import TestSupport
import Testing

@testable import TicketsCore

/// Tickets that are made together.
@Suite struct BacklogTests {
  private func terms(_ change: (inout Backlog.Terms) -> Void = { _ in }) throws -> Backlog.Terms {
    var terms = Backlog.Terms(createdAt: try #require(Timestamp.parse("2026-01-29T18:42:10Z")))
    change(&terms)
    return terms
  }

  private func steps(_ texts: (String, String, String?)...) throws -> [Backlog.Step] {
    try texts.map { name, text, title in
      Backlog.Step(name, try Template(Array(text.utf8)), TemplateOrigin(reference: name, path: name), title: title)
    }
  }

  private func make(_ steps: [Backlog.Step], _ terms: Backlog.Terms) throws -> Backlog {
    var ids = IDGenerator(SeededGenerator(seed: 1))
    return try Backlog(steps, terms) { ids.next(at: terms.createdAt) }
  }

  @Test func `each waits for the one before it, and knows its title`() throws {
    let backlog = try make(
      steps(
        ("m", "{{title}}", "One"), ("r", "---\ntitle: Review {{previous.title}}\n---\n", nil), ("open-pr", "", nil)),
      terms())
    let ids = backlog.items.map(\.draft.id)
    #expect(backlog.items.map(\.draft.title) == ["One", "Review One", "Open pr"])
    #expect(backlog.items.map(\.draft.dependencies) == [[], [ids[0]], [ids[1]]])
    #expect(ids == ids.sorted())
  }

  @Test func `all blanks that nobody set are one error`() throws {
    let steps = try steps(("a", "{{x}} {{y|1}} {{parent.id}}", nil), ("b", "{{x}} {{z}} {{previous.title}}", nil))
    #expect(throws: BacklogFailure.blanks(["x", "parent.id", "z"])) { try make(steps, terms()) }
    #expect(throws: BacklogFailure.unknownValue("w", known: ["x", "y", "parent.id", "x", "z", "previous.title"])) {
      try make(steps, terms { $0.values = [("w", "1")] })
    }
  }

  @Test func `a parent and what comes before are named`() throws {
    let parent = Backlog.Neighbour(id: try #require(TicketID("019c08fc-70a2-7000-8000-000000000001")), title: "P")
    let before = Backlog.Neighbour(id: try #require(TicketID("019c08fc-70a2-7000-8000-000000000002")), title: "B")
    let backlog = try make(
      steps(("a", "{{parent.title}} {{previous.id}}", "A"), ("b", "", nil)),
      terms {
        $0.parent = parent
        $0.previous = before
      })
    #expect(backlog.items.map(\.draft.related) == [[parent.id], [parent.id]])
    #expect(backlog.items[0].draft.dependencies == [before.id])
    #expect(backlog.items[0].draft.body.whole?.contains("P \(before.id.text)") == true)
  }

  @Test func `templates that name their siblings are a graph`() throws {
    let graph = try steps(
      ("a", "", nil), ("b", "---\ndependencies: [a]\n---\n", nil), ("c", "---\ndependencies: [a, gone]\n---\n", nil))
    let backlog = try make(graph, terms())
    let first = backlog.items[0].draft.id
    #expect(backlog.items.map(\.draft.dependencies) == [[], [first], [first]])
    #expect(backlog.items[2].notes == ["'gone', which it waits for, is not part of this call and is left out"])
    let circle = try steps(("a", "---\ndependencies: [b]\n---\n", nil), ("b", "---\ndependencies: [a]\n---\n", nil))
    #expect(throws: BacklogFailure.circle(["a", "b"])) { try make(circle, terms()) }
  }

  @Test func `without a chain nothing waits`() throws {
    let backlog = try make(steps(("a", "", nil), ("b", "", nil)), terms { $0.isChain = false })
    #expect(backlog.items.map(\.draft.dependencies) == [[], []])
  }
}
