import Foundation
import TestSupport
import Testing
import TicketsCore

@Suite("tickets new") struct NewTests {
  @Test func `an id and nothing else is printed, and the files are there`() throws {
    let workspace = try Workspace()
    let output = try workspace.tool("new", "--title", "Short").text
    let id = output.dropLast()
    #expect(output.hasSuffix("\n") && TicketID(id) != nil)
    var isFolder: ObjCBool = false
    let logs = workspace.path + "/.tickets/\(id)/logs"
    #expect(unsafe FileManager.default.fileExists(atPath: logs, isDirectory: &isFolder) && isFolder.boolValue)
    let text = try workspace.read(workspace.ticketPath(String(id)))
    #expect(text.hasPrefix("---\nid: \(id)\ntitle: \"Short\"\nstatus: todo\ncreated_at: 20"))
    for heading in ["# Ticket", "## Description", "## Acceptance Criteria", "## Verification"] {
      #expect(text.contains("\n\(heading)\n"))
    }
    try workspace.tool.succeed("validate")
  }

  @Test func `created_at is now in UTC, or what is given`() throws {
    let workspace = try Workspace(["TICKETS_NOW": "2026-01-29T18:42:10Z"])
    let now = try workspace.new()
    #expect(try workspace.read(workspace.ticketPath(now)).contains("\ncreated_at: 2026-01-29T18:42:10Z\n"))
    let given = try workspace.new("x", "--created-at", "2025-02-28T01:02:03Z")
    #expect(try workspace.read(workspace.ticketPath(given)).contains("\ncreated_at: 2025-02-28T01:02:03Z\n"))
    #expect(try workspace.tool("new", "--title", "x", "--created-at", "2025-02-29T01:02:03Z").status == 2)
  }

  @Test func `every field is written and reads back`() throws {
    let workspace = try Workspace()
    let first = try workspace.new("First")
    let second = try workspace.new("Second")
    let id = try workspace.new(
      "All of it", "--status", "doing", "--priority", "critical", "--label", "bug", "docs", "--label", "ui",
      "--assignment-mode", "agent_only", "--assignment-owner", "@alice", "--dependency", String(first.suffix(8)),
      "--block", second, "--related", ".tickets/\(first)", "--estimate-hours", "2.5", "--iteration-timebox-minutes",
      "20",
      "--max-iterations", "6", "--max-tool-calls", "80", "--checkpoint-every-minutes", "5", "--verification-command",
      "swift test", "make check", "--description", "What\n\n- and why", "--acceptance", "One", "Two", "--verification",
      "Look")
    let shown = try #require(try workspace.tool.json("show", id) as? [String: Any])
    #expect(shown["title"] as? String == "All of it" && shown["status"] as? String == "doing")
    #expect(shown["priority"] as? String == "critical" && shown["labels"] as? [String] == ["bug", "docs", "ui"])
    #expect(shown["mode"] as? String == "agent_only" && shown["owner"] as? String == "@alice")
    #expect(shown["dependencies"] as? [String] == [first] && shown["blocks"] as? [String] == [second])
    #expect(shown["related"] as? [String] == [first] && shown["description"] as? String == "What\n\n- and why")
    let criteria = try #require(shown["criteria"] as? [[String: Any]])
    #expect(criteria.map { $0["text"] as? String } == ["One", "Two"])
    #expect(criteria.map { $0["checked"] as? Bool } == [false, false])
    let text = try workspace.read(workspace.ticketPath(id))
    #expect(text.contains("estimates:\n  human_hours: 2.5\n") && text.contains("  max_tool_calls: 80\n"))
    #expect(text.contains("verification:\n  commands:\n    - \"swift test\"\n    - \"make check\"\n"))
    try workspace.tool.succeed("validate")
  }

  @Test func `a title is required, and nothing is made without one`() throws {
    let workspace = try Workspace()
    for words in [["new"], ["new", "--title", ""], ["new", "--title", "  "], ["new", "--title", "two\nlines"]] {
      let execution = try workspace.tool(words)
      #expect(execution.status == 2 && execution.errorText.contains("title"), "\(words)")
    }
    #expect(try workspace.ticketFolders() == [])
  }

  @Test func `text comes from standard input and from files too`() throws {
    let workspace = try Workspace()
    try workspace.write("From a file\r\nsecond line\r\n", to: workspace.path + "/text.txt")
    let id = try workspace.tool.succeed("new", "--title", "-", "--description", "@text.txt", input: "Piped title\n")
    let shown = try workspace.tool.json("show", id) as? [String: Any]
    #expect(shown?["title"] as? String == "Piped title")
    #expect(shown?["description"] as? String == "From a file\nsecond line")
    let literal = try workspace.new("@@alice said")
    #expect((try workspace.tool.json("show", literal) as? [String: Any])?["title"] as? String == "@alice said")
  }

  @Test func `a description that would tear the sections apart is refused`() throws {
    let workspace = try Workspace()
    for text in ["## Other", "# Top", "```\nopen", "<!-- open", "x\n## Verification\ny"] {
      let execution = try workspace.tool("new", "--title", "x", "--description", text)
      #expect(execution.status == 2 && execution.errorText.contains("###"), "\(text)")
    }
    #expect(try workspace.ticketFolders() == [])
  }

  @Test func `ids of one process after another increase`() throws {
    let workspace = try Workspace()
    var ids: [String] = []
    for _ in 0..<5 { ids.append(try workspace.new()) }
    #expect(ids == ids.sorted() && Set(ids).count == 5)
  }

  @Test func `random titles, labels and text validate and read back equal`() throws {
    let workspace = try Workspace()
    var generator = SeededGenerator(seed: 11)
    for _ in 0..<40 {
      let title = Self.text(&generator, lines: false)
      let labels = (0..<Int.random(in: 1...3, using: &generator)).map { _ in Self.text(&generator, lines: false) }
      let description = Self.text(&generator, lines: true)
      let criterion = Self.text(&generator, lines: false)
      let id = try workspace.tool.succeed(
        ["new", "--title=\(title.escapedForTool)"] + labels.map { "--label=\($0.escapedForTool)" } + [
          "--description=\(description.escapedForTool)", "--acceptance=\(criterion.escapedForTool)",
        ])
      let shown = try #require(try workspace.tool.json("show", id) as? [String: Any])
      #expect(shown["title"] as? String == title)
      #expect(shown["labels"] as? [String] == labels)
      #expect(shown["description"] as? String == description)
      #expect((shown["criteria"] as? [[String: Any]])?.map { $0["text"] as? String } == [criterion])
    }
    try workspace.tool.succeed("validate")
    let page = try workspace.tool.succeed("list")
    #expect(!page.unicodeScalars.contains { $0.isHiddenOrControl && $0 != "\n" })
  }

  /// Text of the pieces that YAML, Markdown and terminals trip over.
  private static func text(_ generator: inout SeededGenerator, lines: Bool) -> String {
    let pieces = [
      "a", "Word", "\"", "'", "#", ": ", " #", ":", "- ", "[", "]", "{", "}", ",", "&", "*", "!", "|", ">", "%", "@",
      "`",
      "\\", "\\n", "---", "...", "🎉", "👩‍👩‍👧", "日本", "é", "\u{202E}", "\u{200B}", "\u{200F}", "null", "1.5", "true",
      "2026-01-29", " ", "=", "~", "?", "<b>", "$(x)", "\u{2028}", "\u{FEFF}", "ﷺ",
    ]
    var text = ""
    for _ in 0..<Int.random(in: 1...8, using: &generator) {
      text += pieces.randomElement(using: &generator) ?? ""
      if lines, Int.random(in: 0..<4, using: &generator) == 0 { text += "\nx" }
    }
    // Space around a text does not count.
    return "x\(text)x"
  }

  @Test func `control characters are refused`() throws {
    let workspace = try Workspace()
    for character in ["\u{1B}[31m", "\u{7}", "\u{9B}", "\u{7F}"] {
      for option in ["--title", "--description", "--label", "--acceptance"] {
        let words =
          ["new", "--title", "x"].filter { option != "--title" || $0 == "new" } + ["\(option)=a\(character)b"]
        let execution = try workspace.tool(words)
        #expect(execution.status == 2 && execution.errorText.contains("control character U+"))
        #expect(!execution.errorText.contains(character))
      }
    }
  }
}

extension String {
  /// A free text as the tool takes it: a leading `@` is doubled.
  fileprivate var escapedForTool: String { hasPrefix("@") ? "@" + self : self }
}
