import Foundation
import TestSupport
import Testing

@Suite struct ExportTests {
  /// The path below the folder of the tool.
  private func inside(_ path: String, _ fixture: ExchangeFixture) -> String {
    for top in [".tickets/", "backlog/", ".beads/", ".agent/exec_plans/", "tickets/", ".codex-autorunner/tickets/"]
    where path.hasPrefix(top) {
      return String(path.dropFirst(top.utf8.count))
    }
    return path
  }

  private func json(_ text: String?) throws -> NSArray {
    try #require(JSONSerialization.jsonObject(with: Data((text ?? "").utf8)) as? NSArray)
  }

  @Test(arguments: [ExchangeFixture.tk, .backlog, .beads, .execplan])
  func `what nobody touched comes back byte for byte`(fixture: ExchangeFixture) throws {
    let workspace = try ExchangeWorkspace(fixture)
    try workspace.run()
    let files = try workspace.export()
    let sources = fixture.files.filter { !$0.key.hasSuffix("config.yml") }
    #expect(files.count == sources.count)
    for (path, text) in sources { #expect(files[inside(path, fixture)] == text, "\(path)") }
  }

  @Test func `what nobody touched comes back in the order of the tickets`() throws {
    let car = try ExchangeWorkspace(.car)
    try car.run()
    let files = try car.export()
    let sources = ExchangeFixture.car.files.sorted { $0.key < $1.key }.map(\.value)
    #expect(files.sorted { $0.key < $1.key }.map(\.value) == sources)
    #expect(files.keys.sorted() == ["TICKET-010.md", "TICKET-020.md", "TICKET-030.md"])
    let aew = try ExchangeWorkspace(.aew)
    try aew.run()
    let texts = Set(ExchangeFixture.aew.files.filter { !$0.key.hasSuffix("policy.yaml") }.map(\.value))
    #expect(Set(try aew.export().values) == texts)
  }

  @Test func `issues of GitHub come back with equal values`() throws {
    for fixture in [ExchangeFixture.github, .githubREST] {
      let workspace = try ExchangeWorkspace(fixture)
      try workspace.run()
      let files = try workspace.export()
      let old = try json(fixture.files[fixture.source]).filter { ($0 as? [String: Any])?["pull_request"] == nil }
      #expect(try json(files["issues.json"]) == old as NSArray)
      #expect(files["create-issues.sh"]?.contains("gh issue create --title ") == true)
    }
  }

  @Test(arguments: ExchangeFixture.all)
  func `after some work the rest is as it was, and a new ticket is there`(fixture: ExchangeFixture) throws {
    let workspace = try ExchangeWorkspace(fixture)
    try workspace.run()
    let before = try workspace.export()
    let tool = workspace.tool
    let id = try #require(
      try workspace.tickets().values.first { ["todo"].contains($0["status"] as? String) }?["id"] as? String)
    try tool.succeed("edit", id, "--title", "Changed 'here'", "--description", "New words.")
    try tool.succeed("status", id, "doing", "--log", "--actor-id", "@me", "--actor-type", "human")
    try tool.succeed("log", id, "--actor-type", "human", "--actor-id", "@me", "--summary", "Worked on it")
    let new = try tool.succeed("new", "Made here", "--label", "plan", "EP-20260301-001", "--dependency", id)
    let after = try workspace.export()
    #expect(after.values.contains { $0.contains("Changed 'here'") && $0.contains("New words.") })
    #expect(after.values.contains { $0.contains("Made here") })
    // Of the files of the others none changed.
    let same = before.filter { after.values.contains($0.value) }
    if ["beads", "github"].contains(fixture.format) {
      let lines = Set((before.values.first { !$0.hasPrefix("#!") } ?? "").split(separator: "\n"))
      let kept = lines.intersection((after.values.first { !$0.hasPrefix("#!") } ?? "").split(separator: "\n"))
      #expect(kept.count >= lines.count / 4)
    } else {
      #expect(same.count == before.count - 1)
    }
    // It can come in again somewhere else, and says the same there.
    let second = try ExchangeWorkspace(
      ExchangeFixture(format: fixture.format, source: ".", files: after.filter { !$0.value.hasPrefix("#!") }))
    try second.run()
    let tickets = try second.tickets()
    #expect(
      tickets["Changed 'here'"]?["status"] as? String == "doing" || fixture.format == "car"
        || fixture.format == "github")
    // GitHub gives the numbers, so what was made here has none yet.
    let isNumbered = fixture.format != "github"
    #expect((tickets["Made here"] != nil) == isNumbered)
    #expect(tickets.count == (try workspace.tickets().count) - (isNumbered ? 0 : 1))
    #expect(new.count == 36)
  }

  @Test func `files that are there and say something else are not replaced unasked`() throws {
    let workspace = try ExchangeWorkspace(.beads)
    try workspace.run()
    let refused = try workspace.tool("export", "beads", ".")
    #expect(refused.status == 0)
    try workspace.made.write("issues.jsonl", "mine\n")
    #expect(try workspace.tool("export", "beads", ".").status == 2)
    #expect(try workspace.made.read("issues.jsonl") == "mine\n")
    try workspace.tool.succeed("export", "beads", ".", "--replace")
    #expect(try workspace.made.read("issues.jsonl").contains("bd-a1b2"))
    #expect(try workspace.tool("export", "beeds", "x").status == 2)
  }

  @Test func `some tickets, and those of a revision`() throws {
    let workspace = try ExchangeWorkspace(.tk)
    try workspace.run()
    try workspace.made.commit("imported")
    let id = try #require(try workspace.tickets()["Two"]?["id"] as? String)
    try workspace.tool.succeed("edit", id, "--title", "Later")
    #expect(try workspace.export("--at", "HEAD")["nw-0002.md"]?.contains("# Two") == true)
    let only = try workspace.export(id)
    #expect(only.keys.sorted() == ["nw-0002.md"] && only.values.first?.contains("# Later") == true)
  }
}
