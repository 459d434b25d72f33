import Arguments
import TestSupport
import Testing

@testable import tickets

/// People and agents type what they know from other trackers.
@Suite("Commands of other trackers") struct ForeignCommandTests {
  private func hint(_ line: String) throws -> String {
    let folder = try TemporaryFolder()
    let failed = try Tool(in: folder.path)(line.split(separator: " ").map(String.init))
    #expect(failed.status == 2 && failed.text.isEmpty)
    let lines = failed.errorText.split(separator: "\n")
    #expect(lines.count == 2 && lines[0].hasPrefix("error: unknown command "), "\(failed.errorText)")
    return lines.last.map(String.init) ?? ""
  }

  @Test(arguments: [
    ("close 02ff", "Here it is 'tickets status 02ff done --log'"),
    ("close", "Here it is 'tickets status <ticket> done --log'"),
    ("reopen --quiet 02ff", "Here it is 'tickets status 02ff todo'"),
    ("set-status 02ff doing", "Here it is 'tickets status 02ff doing'"),
    ("comment 02ff Done!", "Here it is 'tickets log 02ff --summary <text>'"),
    ("delete 02ff", "Tickets are never deleted, only canceled: 'tickets status 02ff canceled --log'"),
    ("issue create", "There are only tickets here: 'tickets create'"),
    ("lint", "Here it is 'tickets validate'"),
    ("foobarbaz", "See 'tickets --help'"),
    ("vaildate", "Did you mean 'validate'?"),
  ])
  func `a command of another tracker gets the right name`(line: String, expected: String) throws {
    #expect(try hint(line) == "  " + expected)
  }

  @Test func `what is said instead can be typed, and hides no command`() throws {
    for (word, remedy) in ForeignCommands.remedies {
      let words = remedy.line.split(separator: " ").map { $0 == "<status>" ? "doing" : String($0) }
      #expect(throws: Never.self, "\(word): \(remedy.line)") { try Parser(Tickets.self).parse(words) }
      #expect(throws: UsageError.unknownCommand(word, of: "tickets", nearest: nil), "'\(word)' is a command by now") {
        do { _ = try Parser(Tickets.self).parse([word]) } catch UsageError.unknownCommand(let word, let tool, _) {
          throw UsageError.unknownCommand(word, of: tool, nearest: nil)
        }
      }
    }
  }

  @Test func `names and short options that other trackers agree on are taken`() throws {
    let workspace = try Workspace(["TICKETS_NOW": "2026-01-29T18:42:10Z"])
    let tool = workspace.tool
    let first = try tool.succeed("create", "Parse dates", "-p", "high", "-l", "bug", "-d", "All of them.")
    let second = try tool.succeed("add", "-t", "Write dates", "-s", "doing")
    #expect(try tool.succeed("view", first) == tool.succeed("show", first))
    #expect(try tool.succeed("show", first).contains("priority    high\nlabels      bug\n"))
    #expect(try tool.succeed("ready") == tool.succeed("list", "--ready"))
    #expect(try !tool.succeed("ready", "--json").contains(second))
    #expect(try tool.succeed("search", "write") == tool.succeed("list", "--text", "write"))
    #expect(try tool.succeed("list", "-s", "todo", "-l", "bug", "-p", "high").contains("Parse dates"))
  }
}
