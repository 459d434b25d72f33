import Foundation
import TestSupport
import Testing

/// What becomes of the fields of each tool.
@Suite struct ImportMappingTests {
  private func labels(_ ticket: [String: Any]) -> [String] { ticket["labels"] as? [String] ?? [] }
  private func ids(_ ticket: [String: Any], _ field: String) -> [String] { ticket[field] as? [String] ?? [] }
  private func summaries(_ ticket: [String: Any]) -> [String] {
    (ticket["logs"] as? [[String: Any]] ?? []).compactMap { $0["summary"] as? String }
  }

  private func imported(_ fixture: ExchangeFixture) throws -> (ExchangeWorkspace, (String) -> String?) {
    let workspace = try ExchangeWorkspace(fixture)
    try workspace.run()
    let tickets = try workspace.tickets()
    return (workspace, { tickets[$0]?["id"] as? String })
  }

  private func text(_ workspace: ExchangeWorkspace, _ title: String) throws -> String {
    let id = try #require(try workspace.tickets()[title]?["id"] as? String)
    return try workspace.made.read(".tickets/\(id)/ticket.md")
  }

  @Test func `tk`() throws {
    let (workspace, id) = try imported(.tk)
    let ticket = try workspace.show("Fix the login")
    #expect(ticket["status"] as? String == "doing" && ticket["priority"] as? String == "critical")
    #expect(ticket["owner"] as? String == "Sara" && ticket["created_at"] as? String == "2026-01-10T08:00:00Z")
    #expect(labels(ticket) == ["type:bug", "ui", "backend"])
    #expect(ids(ticket, "dependencies") == [id("One")] && Set(ids(ticket, "related")) == [id("Two"), id("Three")])
    #expect(summaries(ticket).contains("First note\nsecond line") && summaries(ticket).contains("Another note"))
    let text = try text(workspace, "Fix the login")
    #expect(text.contains("## Links\n\n- depends on nw-9999\n") && text.contains("- [ ] Login works"))
    #expect(text.contains("\n---\n\nstatus: this is prose\n") && text.contains("## Design\n"))
    #expect(try workspace.tickets()["One"]?["status"] as? String == "done")
    #expect(try workspace.tickets()["Three"]?["priority"] as? String == "low")
    let parent = try workspace.show("Three")
    #expect(ids(parent, "children") == [id("Fix the login")])
  }

  @Test func `Backlog.md`() throws {
    let (workspace, id) = try imported(.backlog)
    let ticket = try workspace.show("Add search")
    #expect(ticket["status"] as? String == "doing" && ticket["priority"] as? String == "high")
    #expect(ticket["owner"] as? String == "@sara" && ticket["created_at"] as? String == "2025-06-03T21:20:00Z")
    #expect(Set(labels(ticket)) == ["cli", "assignee:@bob", "type:feature", "due:2025-07-01"])
    #expect(ids(ticket, "dependencies") == [id("Old")])
    #expect(Set(ids(ticket, "related")) == [id("Parent"), id("First")])
    let text = try text(workspace, "Add search")
    #expect(text.contains("- [x] It finds titles\n- [ ] It finds text\n") && !text.contains("AC:BEGIN"))
    #expect(text.contains("## Implementation Plan\n\n1. Index\n") && !text.contains("Final Summary"))
    #expect(summaries(ticket).contains("Began with titles.") && summaries(ticket).contains("Titles are found."))
    let files = (ticket["logs"] as? [[String: Any]] ?? []).compactMap {
      ($0["changes"] as? [String: Any])?["files"] as? [String]
    }
    #expect(files == [["src/search.ts"]])
    #expect(try workspace.tickets()["Dropped"]?["status"] as? String == "canceled")
    #expect(try workspace.tickets()["Old"]?["status"] as? String == "done")
    #expect(try workspace.tickets()["Idea"]?["status"] as? String == "todo")
    #expect(!FileManager.default.fileExists(atPath: "/tmp/never"))
  }

  @Test func `beads`() throws {
    let (workspace, id) = try imported(.beads)
    let ticket = try workspace.show("Parse dates")
    #expect(ticket["status"] as? String == "doing" && ticket["priority"] as? String == "high")
    #expect(ticket["owner"] as? String == "ada" && labels(ticket) == ["time", "core", "type:feature"])
    #expect((ticket["created_at"] as? String)?.hasPrefix("2026-01-05T09:00:00") == true)
    #expect(ids(ticket, "dependencies") == [id("One")])
    #expect(Set(ids(ticket, "related")) == [id("Two"), id("Three"), id("Four")])
    #expect(summaries(ticket).contains("Leap seconds?"))
    let text = try text(workspace, "Parse dates")
    #expect(
      text.contains("human_hours: 1.5") && text.contains("## Design\n\nA scanner.") && text.contains("- [ ] ISO dates"))
    let deferred = try #require(try workspace.tickets()["Two"])
    #expect(deferred["status"] as? String == "todo" && labels(deferred).contains("deferred"))
    #expect(summaries(try workspace.show("One")).contains("Closed: Fixed in abc"))
    #expect(try workspace.tickets()["Four"]?["status"] as? String == "blocked")
  }

  @Test func `GitHub`() throws {
    let (workspace, id) = try imported(.github)
    let ticket = try workspace.show("Crash on start")
    #expect(ticket["status"] as? String == "todo" && ticket["priority"] as? String == "high")
    #expect(ticket["owner"] as? String == "@ada")
    #expect(labels(ticket) == ["bug", "milestone:v1.0", "assignee:@bob"])
    #expect(Set(ids(ticket, "children")) == [id("Read the log"), id("Rewrite it")])
    #expect(summaries(ticket).contains("Confirmed."))
    #expect(try workspace.tickets()["Read the log"]?["status"] as? String == "done")
    #expect(try workspace.tickets()["Rewrite it"]?["status"] as? String == "canceled")
    let (rest, _) = try imported(.githubREST)
    #expect(try rest.tickets()["From REST"]?["status"] as? String == "canceled")
    #expect(ids(try rest.show("From REST"), "children").count == 1)
    #expect(try rest.tickets()["A pull request"] == nil)
  }

  @Test func `CAR`() throws {
    let (workspace, id) = try imported(.car)
    let ticket = try workspace.show("Scaffold")
    #expect(ticket["status"] as? String == "done" && ticket["owner"] as? String == "agent:codex")
    #expect(labels(ticket) == ["kind:implementation"])
    #expect(summaries(ticket).contains("Dispatch: Asked for a review"))
    let text = try text(workspace, "Scaffold")
    #expect(text.contains("## Description\n\nA first build\n\nMake it build.") && text.contains("- [x] It builds"))
    #expect(text.contains("## Verification\n\n- make") && text.contains("## Notes for later\n\nNone."))
    let review = try workspace.show("Review")
    #expect(review["mode"] as? String == "human_only" && ids(review, "dependencies") == [id("Scaffold")])
    #expect(ids(try workspace.show("Polish"), "dependencies") == [id("Review")])
  }

  @Test func `AEW`() throws {
    let (workspace, id) = try imported(.aew)
    let ticket = try workspace.show("Add an endpoint")
    #expect(ticket["status"] as? String == "doing" && ticket["owner"] as? String == "agent:workflow-ticket-implementer")
    #expect(labels(ticket) == ["ticket_class:full", "work_kind:feature", "phase:build"])
    #expect(ids(ticket, "dependencies") == [id("Flat")])
    let text = try text(workspace, "Add an endpoint")
    #expect(text.contains("The API has none.") && text.contains("- [ ] AC-1: It answers"))
    #expect(text.contains("- [ ] Given a token, When it is called, Then it answers 200"))
    #expect(text.contains("make test") && text.contains("## Open Questions\n\n- Which port?"))
    #expect(text.contains("allow: [\"src/api.py\"]") && text.contains("deny: [\"secrets/**\"]"))
    #expect(summaries(ticket).contains { $0.hasPrefix("execution_result:") })
    #expect(summaries(ticket).contains { $0.hasPrefix("completed_states:") })
    #expect(try workspace.tickets()["Fix a typo"]?["status"] as? String == "canceled")
    #expect(Set(ids(try workspace.show("All of it"), "children")) == [id("Flat"), id("Add an endpoint")])
  }

  @Test func `ExecPlan`() throws {
    let (workspace, id) = try imported(.execplan)
    let plan = try workspace.show("Auth refresh")
    #expect(plan["status"] as? String == "doing" && plan["owner"] as? String == "@core")
    #expect(
      labels(plan) == [
        "plan", "EP-20260117-014", "kind:feature", "domain:backend", "risk:med", "touches:api", "touches:db", "auth",
      ])
    #expect(Set(ids(plan, "children")) == [id("Core"), id("Design")])
    let milestone = try workspace.show("Core")
    #expect(labels(milestone) == ["milestone", "MS002", "domain:backend"])
    #expect(ids(milestone, "dependencies") == [id("Design")])
    let text = try text(workspace, "Core")
    #expect(text.contains("The callback flow works.") && text.contains("- [ ] Tests pass") && text.contains("- pytest"))
    #expect(!text.contains("SECTION:"))
    #expect(try self.text(workspace, "Auth refresh").contains("## Decision Log\n\n- 2026-01-17: Redis."))
    #expect(try workspace.tickets()["Old plan"]?["status"] as? String == "done")
  }
}
