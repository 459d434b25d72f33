import Foundation
import TestSupport
import Testing

/// `tickets edit` with options.
@Suite struct EditTests {
  private func lines(_ workspace: Workspace, _ id: String) throws -> [String] {
    try workspace.read(workspace.ticketPath(id)).split(separator: "\n", omittingEmptySubsequences: false).map(
      String.init)
  }

  @Test func `named fields change, and go where a new ticket has them`() throws {
    let workspace = try Workspace()
    let id = try workspace.new("A", "--label", "one", "--max-iterations", "3")
    let before = try lines(workspace, id)
    let other = try workspace.new("B")
    try workspace.tool.succeed(
      "edit", id, "--title", "Better", "--priority", "high", "--label", "two", "--owner", "@alice", "--dependency",
      other,
      "--estimate-hours", "2", "--max-iterations", "none", "--scope-allow", "Sources/**", "--verification-command",
      "make")
    let after = try lines(workspace, id)
    #expect(
      Array(after.prefix(22)) == [
        "---", before[1], "title: \"Better\"", "status: todo", before[4], "priority: high",
        "labels: [\"one\", \"two\"]",
        "assignment:", "  owner: \"@alice\"", "dependencies: [\"\(other)\"]", "estimates:", "  human_hours: 2",
        "verification:", "  commands:", "    - \"make\"", "scope:", "  allow: [\"Sources/**\"]", "---", "# Ticket", "",
        "## Description", "",
      ])
    #expect(try workspace.tool("validate").status == 0)
    let body = { (lines: [String]) in lines.drop { $0 != "# Ticket" }.joined() }
    #expect(body(after) == body(before))
  }

  @Test func `what is asked for again changes nothing`() throws {
    let workspace = try Workspace()
    let id = try workspace.new("A", "--label", "one", "--priority", "low")
    let before = try lines(workspace, id)
    let again = try workspace.tool.succeed("edit", id, "--label", "one", "--priority", "low", "--log")
    #expect(again.hasSuffix("nothing to change"))
    #expect(try lines(workspace, id) == before)
    #expect(try workspace.logs(id).isEmpty)
  }

  @Test func `criteria are named by number or by how they begin`() throws {
    let workspace = try Workspace()
    let id = try workspace.new("A", "--acceptance", "Ten minutes", "Ten hours", "Fast")
    #expect(try workspace.tool.succeed("edit", id, "--check", "3", "ten m").contains("criterion checked: Fast"))
    #expect(
      try lines(workspace, id).filter { $0.hasPrefix("- [") } == ["- [x] Ten minutes", "- [ ] Ten hours", "- [x] Fast"])
    let unclear = try workspace.tool("edit", id, "--check", "ten")
    #expect(unclear.status == 2 && unclear.errorText.contains("2 of the criterion items begin with 'ten'"))
    let missing = try workspace.tool("edit", id, "--check", "4")
    #expect(
      missing.status == 2 && missing.errorText.contains("there is no criterion 4")
        && missing.errorText.contains("2  Ten hours"))
    try workspace.tool.succeed("edit", id, "--uncheck", "1", "--acceptance", "New", "--no-acceptance", "Fast")
    #expect(
      try lines(workspace, id).filter { $0.hasPrefix("- [") } == ["- [ ] Ten minutes", "- [ ] Ten hours", "- [ ] New"])
  }

  @Test func `several tickets change together or not at all`() throws {
    let workspace = try Workspace()
    let first = try workspace.new("A", "--label", "x")
    let second = try workspace.new("B")
    let before = try lines(workspace, first)
    #expect(try workspace.tool("edit", first, second, "--no-label", "x").status == 2)
    #expect(try lines(workspace, first) == before)
    try workspace.tool.succeed("edit", first, second, "--label", "both", "--log", "--summary", "Sorted")
    for id in [first, second] {
      #expect(try lines(workspace, id).contains { $0.hasPrefix("labels:") && $0.contains("both") })
      #expect(try workspace.logs(id).values.first?.contains("\"summary\":\"Sorted\"") == true)
    }
  }

  @Test func `relations lead to tickets that are there, not to itself, and make no circle`() throws {
    let workspace = try Workspace()
    let first = try workspace.new("A")
    let second = try workspace.new("B")
    try workspace.tool.succeed("edit", first, "--dependency", second)
    let before = try lines(workspace, second)
    let circle = try workspace.tool("edit", second, "--dependency", first)
    #expect(circle.status == 1 && circle.errorText.contains("in a circle"))
    #expect(try workspace.tool("edit", second, "--dependency", second).status == 1)
    #expect(try workspace.tool("edit", second, "--related", "019c0000-0000-7000-8000-000000000000").status == 2)
    #expect(try lines(workspace, second) == before)
    try workspace.tool.succeed("edit", second, "--related", first)
    try workspace.tool.succeed("edit", second, "--dependency", first, "--force")
    try workspace.tool.succeed("edit", second, "--no-dependency", String(first.suffix(6)))
    #expect(try lines(workspace, second).contains("dependencies: []"))
  }

  @Test func `a dry run shows a diff and writes nothing`() throws {
    let workspace = try Workspace()
    let id = try workspace.new("A", "--priority", "low")
    let before = try lines(workspace, id)
    let shown = try workspace.tool.succeed("edit", id, "--priority", "none", "--log", "--dry-run")
    #expect(shown.contains("-priority: low") && !shown.contains("+priority"))
    #expect(try lines(workspace, id) == before)
    #expect(try workspace.logs(id).isEmpty)
  }

  @Test func `secrets are refused unless they are none`() throws {
    let workspace = try Workspace()
    let id = try workspace.new("A")
    let token = "ghp_" + String(repeating: "a1B2", count: 9)
    #expect(try workspace.tool("edit", id, "--description", "Use \(token)").status == 2)
    #expect(try workspace.tool("edit", id, "--description", "Use \(token)", "--allow-secret").status == 0)
  }
}

/// `tickets edit` in an editor: scripts play the person.
@Suite struct EditorTests {
  private func workspace(_ script: String) throws -> (Workspace, id: String) {
    var workspace = try Workspace(["TMPDIR": ""])
    try FileManager.default.createDirectory(atPath: workspace.path + "/tmp", withIntermediateDirectories: true)
    let id = try workspace.new("A title", "--priority", "low", "--acceptance", "One")
    let path = workspace.path + "/editor"
    try writeScript("#!/bin/sh\n" + script, to: path)
    workspace.tool.environment["TMPDIR"] = workspace.path + "/tmp"
    workspace.tool.environment["GIT_EDITOR"] = path
    workspace.tool.environment["TICKET"] = workspace.ticketPath(id)
    return (workspace, id)
  }

  private func copies(_ workspace: Workspace) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: workspace.path + "/tmp").map {
      workspace.path + "/tmp/\($0)/ticket.md"
    }
  }

  private static let replace = "sed 's/A title/Typed/' \"$1\" >\"$1.new\" && mv \"$1.new\" \"$1\"\n"

  @Test func `what is typed is written, and no copy stays`() throws {
    let (workspace, id) = try workspace(Self.replace)
    let before = try workspace.read(workspace.ticketPath(id))
    #expect(try workspace.tool.succeed("edit", id).contains("title: A title → Typed"))
    #expect(try workspace.read(workspace.ticketPath(id)) == before.replacingOccurrences(of: "A title", with: "Typed"))
    #expect(try copies(workspace).isEmpty)
  }

  @Test func `in an editor too a ticket with open parts does not become done`() throws {
    let (workspace, id) = try workspace(
      "sed 's/^status: todo/status: done/' \"$1\" >\"$1.new\" && mv \"$1.new\" \"$1\"\n")
    let child = try workspace.tool.succeed("new", "Part", "--parent", id)
    let refused = try workspace.tool("edit", id)
    #expect(refused.status == 1 && refused.errorText.contains(child.suffix(8)))
    #expect(try workspace.read(workspace.ticketPath(id)).contains("status: todo"))
    try workspace.tool.succeed("status", child, "canceled")
    #expect(try workspace.tool("edit", id).status == 0)
  }

  @Test(arguments: ["exit 0", ": >\"$1\"", "echo '  ' >\"$1\"", "rm \"$1\"", "touch \"$1\""])
  func `an unchanged or emptied file changes nothing`(script: String) throws {
    let (workspace, id) = try workspace(script)
    let before = try workspace.read(workspace.ticketPath(id))
    let execution = try workspace.tool("edit", id, "--log")
    #expect(execution.status == 0 && execution.text.contains("nothing to change"))
    #expect(try workspace.read(workspace.ticketPath(id)) == before)
    #expect(try copies(workspace).isEmpty)
  }

  @Test func `what is wrong is shown above the text, and the editor opens again`() throws {
    let (workspace, id) = try workspace(
      """
      if grep -q '^# tickets: ' "$1"; then
        grep '^# tickets: ' "$1" >"$TMPDIR/../seen"
        sed 's/priority: urgent/priority: high/' "$1" >"$1.new" && cat "$1.new" >"$1" && rm "$1.new"
      else
        sed 's/priority: low/priority: urgent/' "$1" >"$1.new" && mv "$1.new" "$1"
      fi
      """)
    let before = try workspace.read(workspace.ticketPath(id))
    try workspace.tool.succeed("edit", id)
    #expect(try workspace.read(workspace.path + "/seen").contains("urgent"))
    #expect(
      try workspace.read(workspace.ticketPath(id))
        == before.replacingOccurrences(of: "priority: low", with: "priority: high"))
    #expect(try copies(workspace).isEmpty)
  }

  @Test(arguments: [
    "s/priority: low/priority: urgent/", "s/^id: .*/id: 019c0000-0000-7000-8000-000000000000/", "s/^---$/--/",
  ])
  func `who saves it wrong again gives up, and the text stays in a file that is named`(change: String) throws {
    let (workspace, id) = try workspace("sed '\(change)' \"$1\" >\"$1.new\"; mv \"$1.new\" \"$1\"\n")
    let before = try workspace.read(workspace.ticketPath(id))
    let execution = try workspace.tool("edit", id)
    #expect(execution.status == 1)
    #expect(try workspace.read(workspace.ticketPath(id)) == before)
    let copy = try #require(try copies(workspace).first)
    #expect(execution.errorText.contains(copy))
    #expect(try workspace.read(copy) != before)
  }

  @Test func `an editor that fails changes nothing and loses nothing`() throws {
    let (workspace, id) = try workspace(Self.replace + "exit 3\n")
    let before = try workspace.read(workspace.ticketPath(id))
    let execution = try workspace.tool("edit", id)
    #expect(execution.status == 1 && execution.errorText.contains("the editor ended with 3"))
    #expect(try workspace.read(workspace.ticketPath(id)) == before)
    let copy = try #require(try copies(workspace).first)
    #expect(execution.errorText.contains(copy))
    #expect(try workspace.read(copy).contains("Typed"))
  }

  @Test func `what others changed meanwhile is merged by field`() throws {
    let (workspace, id) = try workspace(
      "sed 's/priority: low/priority: critical/' \"$TICKET\" >\"$TICKET.new\" && mv \"$TICKET.new\" \"$TICKET\"\n"
        + Self.replace)
    try workspace.tool.succeed("edit", id)
    let text = try workspace.read(workspace.ticketPath(id))
    #expect(text.contains("Typed") && text.contains("priority: critical"))
    #expect(try copies(workspace).isEmpty)
  }

  @Test func `a conflict keeps what was typed in a file that is named`() throws {
    let (workspace, id) = try workspace(
      "sed 's/A title/Theirs/' \"$TICKET\" >\"$TICKET.new\" && mv \"$TICKET.new\" \"$TICKET\"\n" + Self.replace)
    let execution = try workspace.tool("edit", id)
    #expect(execution.status == 1 && execution.errorText.contains("'title'"))
    #expect(try workspace.read(workspace.ticketPath(id)).contains("Theirs"))
    let copy = try #require(try copies(workspace).first)
    #expect(execution.errorText.contains(copy))
    #expect(try workspace.read(copy).contains("Typed"))
  }

  @Test func `the editor is the one that git would open, and without any there is none without a terminal`() throws {
    let repository = try TestRepository()
    var tool = Tool(in: repository.path)
    let id = try tool.succeed("new", "--title", "A title")
    try writeScript("#!/bin/sh\n" + Self.replace, to: repository.path + "/mine")
    try repository.git("config", "core.editor", "'\(repository.path)/mine'")
    let none = try tool("edit", id)
    #expect(none.status == 2 && none.errorText.contains("there is no terminal"))
    tool.environment["EDITOR"] = "false"
    #expect(try tool.succeed("edit", id).contains("Typed"))
  }

  #if os(Linux)
    @Test func `at a terminal the editor has the keys, and needs no variable to be named by`() throws {
      var (workspace, id) = try workspace("test -t 0 && read word && sed -i \"s/A title/$word/\" \"$1\"\n")
      try workspace.write("[core]\n  editor = \(workspace.path)/editor\n", to: workspace.path + "/.gitconfig")
      workspace.tool.environment["GIT_EDITOR"] = nil
      workspace.tool.environment["GIT_CONFIG_GLOBAL"] = workspace.path + "/.gitconfig"
      let (status, errors) = try workspace.atTerminal(["edit", id], typing: "Keyed\n")
      #expect(status == 0, "\(errors)")
      #expect(try workspace.read(workspace.ticketPath(id)).contains("title: \"Keyed\""))
      #expect(try copies(workspace).isEmpty)
    }
  #endif
}
