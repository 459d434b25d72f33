import Foundation
import TestSupport
import Testing

@Suite("tickets repair") struct RepairTests {
  private let workspace: Workspace
  private let id = "0191c2d3-4e5f-7a8b-9c0d-1e2f3a4b5c6d"
  private let other = "0191c2d3-4e5f-7a8b-9c0d-1e2f3a4b5c6e"

  init() throws {
    workspace = try Workspace(["TICKETS_NOW": "2026-01-29T18:42:10Z"])
    for (id, more) in [(id, ""), (other, "dependencies: [\"\(id)\"]\n")] {
      try workspace.write(
        """
        ---
        id: \(id)
        title: "First"
        status: todo
        created_at: 2026-01-29T18:42:10Z
        \(more)---
        # Ticket
        ## Description
        ## Acceptance Criteria
        - [ ] x
        ## Verification

        """, to: workspace.ticketPath(id))
      try FileManager.default.createDirectory(
        atPath: workspace.path + "/.tickets/\(id)/logs", withIntermediateDirectories: true)
    }
  }

  private func change(_ old: String, to new: String, in ticket: String? = nil) throws {
    let path = workspace.ticketPath(ticket ?? id)
    try workspace.write(try workspace.read(path).replacingOccurrences(of: old, with: new), to: path)
  }

  private func text(_ ticket: String? = nil) throws -> String { try workspace.read(workspace.ticketPath(ticket ?? id)) }

  /// Everything below `.tickets`, to see that nothing changed.
  private func state() throws -> [String: String] {
    let root = workspace.path + "/.tickets"
    let paths = try FileManager.default.subpathsOfDirectory(atPath: root)
    return Dictionary(uniqueKeysWithValues: paths.map { ($0, (try? workspace.read(root + "/" + $0)) ?? "folder") })
  }

  // MARK: Safe repairs

  @Test(arguments: [
    ("status: todo", "status: TODO", "status: todo"),
    ("created_at: 2026-01-29T18:42:10Z", "created_at: 2026-01-29 18:42:10", "created_at: 2026-01-29T18:42:10Z"),
    ("title: \"First\"", "title: 2026", "title: \"2026\""),
    ("---\n# Ticket", "labels: bug\n---\n# Ticket", "labels: [\"bug\"]"),
    ("---\n# Ticket", "related: ''\n---\n# Ticket", "related: []"),
    ("---\n# Ticket", "updated_at: 2026-01-29\n---\n# Ticket", "---\n# Ticket"),
    ("## Verification", "## Other", "## Verification"), ("# Ticket\n", "", "# Ticket"),
  ])
  func `safe faults are repaired without a question`(sound: String, fault: String, after: String) throws {
    try change(sound, to: fault)
    #expect(try workspace.tool("validate").status == 1)
    #expect(try workspace.tool("repair", "--all", "--non-interactive").status == 0)
    #expect(try text().contains(after))
    #expect(try workspace.tool("validate").status == 0)
  }

  @Test func `one ticket is repaired by name, and the other is left alone`() throws {
    for ticket in [id, other] { try change("status: todo", to: "status: Todo", in: ticket) }
    try workspace.tool.succeed("repair", "--ticket", id)
    #expect(try text().contains("status: todo") && text(other).contains("status: Todo"))
    try workspace.tool.succeed("repair", other)
    #expect(try text(other).contains("status: todo"))
    #expect(try workspace.tool("repair").status == 2)
    #expect(try workspace.tool("repair", "--all", id).status == 2)
  }

  @Test func `a log entry with the mark of the tool says what was done, and old lines stay`() throws {
    try workspace.tool.succeed("log", id, "--actor-type", "human", "--actor-id", "@a", "--summary", "s")
    let before = try workspace.logs(id)
    try change("status: todo", to: "status: Todo\nlabels: bug")
    try workspace.tool.succeed("repair", "--all", "--actor-type", "agent", "--actor-id", "bot")
    let after = try workspace.logs(id)
    #expect(after.count == 2 && before.allSatisfy { after[$0.key] == $0.value })
    let entry = try #require(after.first { before[$0.key] == nil }?.value)
    #expect(entry.contains("\"actor_id\":\"bot\"") && entry.hasSuffix("\"written_by\":\"tickets\"}\n"))
    #expect(entry.contains("Wrote 'status' as todo") && entry.contains("Made a list of 'labels'"))
    #expect(try workspace.logs(other).isEmpty)
    #expect(try workspace.tool("validate").status == 0)
  }

  @Test func `a second run changes nothing`() throws {
    try change("status: todo", to: "status: Todo")
    try workspace.tool.succeed("repair", "--all")
    let state = try state()
    #expect(try workspace.tool.succeed("repair", "--all") == "Nothing to repair")
    #expect(try self.state() == state)
  }

  @Test func `--dry-run shows a diff and changes nothing`() throws {
    try change("status: todo", to: "status: Todo")
    let state = try state()
    let output = try workspace.tool.succeed("repair", "--all", "--dry-run")
    #expect(output.contains("--- a/.tickets/\(id)/ticket.md\n+++ b/.tickets/\(id)/ticket.md\n@@ "))
    #expect(output.contains("\n-status: Todo\n+status: todo\n"))
    #expect(try self.state() == state)
  }

  // MARK: Disruptive repairs

  @Test func `an id that is wrong is left alone and leaves exit code 1; --non-interactive writes nothing at all`()
    throws
  {
    try change("id: \(id)", to: "id: broken")
    try change("status: todo", to: "status: Todo")
    let state = try state()
    let refused = try workspace.tool("repair", "--all", "--non-interactive")
    #expect(refused.status == 1 && refused.errorText.contains("needs a decision"))
    #expect(try self.state() == state)
    #expect(try workspace.tool("repair", "--all").status == 1)
    #expect(try text().contains("id: broken\n") && text().contains("status: todo"))
  }

  @Test func `--interactive asks, says what follows, and updates references when told to`() throws {
    try change("id: \(id)", to: "id: broken")
    try change("\"\(id)\"", to: "\"broken\"", in: other)
    let result = try workspace.tool(["repair", "--all", "--interactive"], input: "new\ny\n")
    #expect(result.errorText.contains("must be a lowercase UUIDv7"))
    #expect(result.errorText.contains("1 ticket refers to the old id. Change them too? [y/N]"))
    let line = try #require(try text().split(separator: "\n").first { $0.hasPrefix("id: ") })
    #expect(try text(other).contains("dependencies: [\"\(line.dropFirst(4))\"]"))
    #expect(try result.status == 0 && workspace.tool("validate").status == 0)
    #expect(try workspace.logs(other).count == 1)
  }

  @Test(arguments: ["", "\n", "n\n", "no\n"]) func `no answer is a no`(input: String) throws {
    try change("id: \(id)", to: "id: broken")
    let state = try state()
    #expect(try workspace.tool(["repair", "--all", "--interactive"], input: input).status == 1)
    #expect(try self.state() == state)
  }

  @Test func `an answer that cannot be is asked for again`() throws {
    try change("status: todo", to: "status: opne")
    let result = try workspace.tool(["repair", id, "--interactive"], input: "open\ndoing\n")
    #expect(
      result.status == 0 && result.errorText.contains("must be todo, doing, blocked, done or canceled, but is 'open'"))
    #expect(try text().contains("status: doing"))
  }

  // MARK: Issues files

  private func issuesFile(_ edits: (String, String)...) throws {
    var yaml = try workspace.tool("validate", "--issues").text
    for (old, new) in edits { yaml = yaml.replacingOccurrences(of: old, with: new) }
    try workspace.temporary.write("issues.yaml", yaml)
  }

  private func applyFile() throws -> Execution {
    try workspace.tool("repair", "--issues-file", "issues.yaml", "--non-interactive")
  }

  @Test func `what is enabled is repaired, and nothing else`() throws {
    try change("status: todo", to: "status: Todo")
    try change("status: todo", to: "status: Todo", in: other)
    try issuesFile()
    let none = try applyFile()
    #expect(none.status == 1 && none.errorText.contains("no repair in issues.yaml is enabled"))
    let yaml = try workspace.temporary.read("issues.yaml")
    let range = try #require(yaml.range(of: "enabled: false"))
    try workspace.temporary.write("issues.yaml", yaml.replacingCharacters(in: range, with: "enabled: true"))
    #expect(try applyFile().status == 1)
    #expect(try [text(), text(other)].filter { $0.contains("status: Todo") }.count == 1)
  }

  @Test func `decisions in the file are carried out, in JSON too and from standard input`() throws {
    try change("id: \(id)", to: "id: broken")
    try change("\"\(id)\"", to: "\"broken\"", in: other)
    var json = try workspace.tool("validate", "--issues", "--json").text
    for (old, new) in [
      ("\"enabled\": false", "\"enabled\": true"), ("\"generate_uuidv7\": false", "\"generate_uuidv7\": true"),
      ("\"update_references\": null", "\"update_references\": true"), ("\"strategy\": null", "\"strategy\": \"keep\""),
    ] { json = json.replacingOccurrences(of: old, with: new) }
    let result = try workspace.tool(["repair", "--issues-file", "-", "--non-interactive"], input: json)
    #expect(result.status == 0, "\(result.errorText)")
    #expect(try workspace.tool("validate").status == 0)
  }

  @Test func `a missing decision refuses the whole file`() throws {
    try change("status: todo", to: "status: Todo")
    try change("status: todo", to: "status: opne", in: other)
    try issuesFile(("enabled: false", "enabled: true"))
    let state = try state()
    let result = try applyFile()
    #expect(result.status == 1 && result.errorText.contains("'value' is not decided"))
    #expect(try self.state() == state)
    #expect(try workspace.tool("repair", "--issues-file", "issues.yaml").status == 1)
    #expect(try self.state() == state)
  }

  @Test(arguments: [
    ("action: \"normalize_enum\"", "action: \"burn\"", 1), ("/.tickets/", "/.tickets/../", 1),
    ("/.tickets/", "/etc/", 1),
    ("field: \"status\"", "field: 5", 1), ("field: \"status\"", "feld: \"status\"", 1),
    ("enabled: true", "enabled: maybe", 1),
    ("schema_version: 1", "schema_version: 9", 1), ("repairs:", "repairs: [", 2), ("base: \"", "base: \"0", 1),
  ])
  func `a file that was tampered with changes nothing`(old: String, new: String, status: Int) throws {
    try change("status: todo", to: "status: Todo")
    try issuesFile(("enabled: false", "enabled: true"), (old, new))
    let state = try state()
    let result = try applyFile()
    #expect(result.status == status, "\(result.errorText)")
    #expect(try self.state() == state)
  }

  @Test func `a ticket that changed since, or became a link, is refused`() throws {
    try change("status: todo", to: "status: Todo")
    try issuesFile(("enabled: false", "enabled: true"))
    try change("First", to: "Changed")
    let stale = try applyFile()
    #expect(stale.status == 1 && stale.errorText.contains("changed since the report was made"))
    let path = workspace.ticketPath(id)
    try workspace.temporary.write("outside.md", try text())
    try FileManager.default.removeItem(atPath: path)
    try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: workspace.path + "/outside.md")
    let before = try workspace.temporary.read("outside.md")
    #expect(try applyFile().status == 1)
    #expect(try workspace.temporary.read("outside.md") == before)
  }

  @Test func `a file that is not there is exit code 2`() throws {
    #expect(try workspace.tool("repair", "--issues-file", "nowhere.yaml").status == 2)
  }

  // MARK: Many

  @Test func `five faults in each of many tickets go in one run`() throws {
    let many = try Workspace()
    for number in 0..<60 {
      let digits = String(100 + number)
      try many.write(
        """
        ---
        id: 0191c2d3-4e5f-7a8b-9c0d-000000000\(digits)
        title: \(number)
        status: DONE
        created_at: 2026-01-29
        labels: bug
        updated_at: 2026-01-30
        ---
        # Ticket

        """, to: many.path + "/.tickets/t\(digits)/ticket.md")
    }
    let result = try many.tool("repair", "--all")
    #expect(result.status == 0 && result.text.contains("60 tickets repaired"))
    #expect(try many.tool("validate").status == 0)
    #expect(try many.tool.succeed("repair", "--all") == "Nothing to repair")
  }

  @Test func `what needs a decision is told in words of tickets, and an error that remains is not called nothing`()
    throws
  {
    try change("status: todo", to: "status: bananas")
    let path = ".tickets/\(id)/ticket.md:4:9"
    let plain = try workspace.tool("repair", "--all")
    #expect(plain.status == 1 && plain.text.hasPrefix("Nothing could be repaired; remaining: 1 error"), "\(plain.text)")
    #expect(plain.errorText.contains("1 error needs a decision"))
    let refused = try workspace.tool("repair", "--all", "--non-interactive")
    #expect(refused.errorText.contains("\(path) needs a decision: The field 'status'"), "\(refused.errorText)")
    #expect(!refused.errorText.contains("set_front_matter_field"))
  }
}
