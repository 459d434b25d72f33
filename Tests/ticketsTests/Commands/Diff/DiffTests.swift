import Foundation
import TestSupport
import Testing

/// `tickets diff` from outside, in a repository whose branch `feature` does a little of everything.
@Suite struct DiffTests {
  private let repository: TestRepository
  private let tool: Tool
  private let git: Git
  private let claimed: String
  private let deleted: String

  init() throws {
    repository = try TestRepository()
    tool = Tool(in: repository.path)
    git = repository.git
    try tool.succeed("init")
    claimed = try tool.succeed("new", "--title", "Claimed", "--label", "a", "--acceptance", "one", "two")
    deleted = try tool.succeed("new", "--title", "Deleted")
    try repository.write(log, "{\"summary\":\"first\"}\n{\"summary\":\"second\"}\n")
    try repository.commit("Begin")
    try git("checkout", "--quiet", "-b", "feature")
    try tool.succeed("status", claimed, "doing", "--log", "--summary", "Taken")
    try edit("[\"a\"]", "[\"b\"]")
    try edit("[ ] one", "[x] one")
    try repository.write(log, "{\"summary\":\"first\"}\r\n{\"summary\":\"SECOND\"}\r\n{\"summary\":\"third\"}\r\n")
    try git("rm", "-r", "--quiet", ".tickets/\(deleted)")
    try repository.commit("Work")
  }

  private var ticket: String { ".tickets/\(claimed)/ticket.md" }
  private var log: String { ".tickets/\(claimed)/logs/20260129T184210.123Z-run.jsonl" }

  private func edit(_ old: String, _ new: String) throws {
    let text = try String(contentsOfFile: repository.path + "/" + ticket, encoding: .utf8)
    try repository.write(ticket, text.replacing(old, with: new))
  }

  private func id(_ revision: String) throws -> String { try git("rev-parse", revision).lines[0] }

  @Test func `everything that changed is named`() throws {
    let diff = try tool.diff("main..feature")
    #expect(diff.from.rev == "main" && diff.to.rev == "feature")
    #expect(try diff.from.commit == id("main") && diff.to.commit == id("feature"))
    #expect(diff.tickets.map(\.change) == ["modified", "deleted"])
    #expect(diff.tickets.map(\.id) == [claimed, deleted])
    #expect(diff.tickets[0].criteria.map { [$0.text, $0.change] } == [["one", "checked"]])
    #expect(diff.tickets[0].sections.isEmpty)
    #expect(diff.tickets[0].log.rewritten.map(\.line) == [2])
    #expect(diff.tickets[0].log.rewritten.map(\.from) == ["{\"summary\":\"second\"}"])
    #expect(diff.tickets[0].log.added.count == 2)
    #expect(diff.summary.deleted == 1 && diff.summary.modified == 1 && diff.summary.created == 0)
    #expect(diff.summary.log_entries_added == 2 && diff.summary.log_lines_lost == 1)
  }

  @Test func `of new log entries the newest is shown, or all`() throws {
    try git("checkout", "--quiet", "main")
    let id = try tool.succeed("new", "--title", "Logged")
    try repository.commit("New")
    func entry(_ minute: Int, _ summary: String) -> String {
      #"{"ts":"2026-02-01T00:0\#(minute):00.000Z","run_started":"2026-01-29T18:42:10.123Z","actor_type":"agent","#
        + #""actor_id":"codex","summary":"\#(summary)"}"# + "\n"
    }
    let entries = entry(1, "one") + entry(3, "two") + entry(3, "three") + entry(2, "four")
    try repository.write(".tickets/\(id)/logs/20260129T184210.123Z-run.jsonl", entries)
    let diff = try tool.succeed("diff")
    #expect(diff.contains("log: +4: three\n") || diff.hasSuffix("log: +4: three"), "\(diff)")
    #expect(!diff.contains("two"))
    let all = try tool.succeed("diff", "--logs").split(separator: "\n").filter { $0.contains("log: + ") }
    #expect(all.compactMap { $0.split(separator: " ").last } == ["one", "four", "two", "three"], "\(all)")
  }

  @Test func `a reviewer sees losses first, then status moves`() throws {
    let lines = try tool.succeed("diff", "main..feature").split(separator: "\n").map(String.init)
    #expect(lines[0] == "main..feature: 1 deleted, 1 modified, 2 log entries added, 1 log line lost")
    let places = [
      "LOST", "rewritten: second → SECOND", "Status", "todo → doing", "labels: +b -a", "Deleted", "Deleted",
    ]
    var rest = lines[...]
    for text in places {
      rest = rest.drop { !$0.contains(text) }
      #expect(!rest.isEmpty, "\(text) is missing or too early")
      rest = rest.dropFirst()
    }
  }

  @Test func `a range is written as git writes it`() throws {
    try git("checkout", "--quiet", "main")
    _ = try tool.succeed("new", "--title", "Only on main")
    try repository.commit("Go on")
    let two = try tool.diff("main..feature")
    #expect(two.summary.deleted == 2)
    #expect(try tool.diff("main", "feature").tickets.map(\.id) == two.tickets.map(\.id))
    #expect(try tool.diff("..feature").tickets.map(\.id) == two.tickets.map(\.id))
    #expect(try tool.diff("feature..").summary.created == 2)
    let three = try tool.diff("main...feature")
    #expect(three.from.rev == "main" && three.summary.deleted == 1)
    #expect(try three.from.commit == git("merge-base", "main", "feature").lines[0])
    #expect(try tool.diff("...feature").tickets.map(\.id) == three.tickets.map(\.id))
    #expect(try tool("diff", "main..feature", "main").status == 2)
    #expect(try tool("diff", "main", "feature", "main").status == 2)
    #expect(try tool("diff", "nowhere").status == 2)
  }

  @Test func `the files and the index are compared with HEAD or a revision`() throws {
    #expect(try tool.diff().tickets.isEmpty)
    try edit("status: doing", "status: blocked")
    let files = try tool.diff()
    #expect(files.from.rev == "HEAD" && files.to.rev == "WORKTREE" && files.to.commit == nil)
    #expect(files.tickets.map(\.id) == [claimed])
    #expect(try tool.diff("--staged").tickets.isEmpty)
    try git("add", "--all")
    try edit("status: blocked", "status: doing")
    let staged = try tool.diff("--staged")
    #expect(staged.to.rev == "INDEX" && staged.to.commit == nil && staged.tickets.map(\.id) == [claimed])
    #expect(try tool.diff().tickets.isEmpty)
    #expect(try tool.diff("main").tickets.count == 2)
    #expect(try tool.diff("--staged", "main").tickets.count == 2)
    #expect(try tool("diff", "--staged", "main..feature").status == 2)
  }

  @Test func `what git converts between files and commits is no change`() throws {
    try git("config", "core.autocrlf", "true")
    try git("rm", "--cached", "-r", "--quiet", ".tickets")
    try git("reset", "--hard", "--quiet")
    #expect(try String(contentsOfFile: repository.path + "/" + ticket, encoding: .utf8).contains("\r\n"))
    #expect(try tool.diff().tickets.isEmpty)
  }

  @Test func `folders that a branch left behind are no tickets`() throws {
    try git("checkout", "--quiet", "main")
    let folder = repository.path + "/.tickets/\(deleted)/logs"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try git("checkout", "--quiet", "feature")
    #expect(FileManager.default.fileExists(atPath: folder))
    #expect(try tool.diff().tickets.isEmpty)
  }

  @Test func `one ticket is found on either side`() throws {
    #expect(try tool.diff("main..feature", "--ticket", claimed).tickets.map(\.id) == [claimed])
    #expect(try tool.diff("main..feature", "--ticket", String(deleted.suffix(8))).tickets.map(\.id) == [deleted])
    #expect(try tool.diff("feature..main", "--ticket", deleted).tickets.map(\.change) == ["created"])
    #expect(try tool("diff", "main..feature", "--ticket", "01234567").status == 2)
  }

  @Test func `the exit code says whether there is a difference`() throws {
    #expect(try tool("diff", "--exit-code").status == 0)
    #expect(try tool("diff", "--exit-code", "main").status == 1)
    #expect(try tool("diff", "main").status == 0)
  }

  @Test func `json is the same under both names, and other mixtures are refused`() throws {
    let json = try tool("diff", "main..feature", "--json").output
    #expect(try tool("diff", "main..feature", "--format", "json").output == json)
    for other in ["markdown", "text"] {
      #expect(try tool("diff", "main..feature", "--json", "--format", other).status == 2)
    }
  }

  @Test func `stat is a line a ticket`() throws {
    let lines = try tool.succeed("diff", "main..feature", "--stat").split(separator: "\n").map(String.init)
    let row = try #require(lines.first { $0.hasPrefix(claimed.suffix(8)) })
    #expect(
      row.split(separator: " ").map(String.init) == [
        String(claimed.suffix(8)), "todo", "→", "doing", "2", "1", "-", "+2", "-1", "Claimed",
      ])
  }

  @Test func `nothing in a ticket leaves its place in a comment`() throws {
    try edit("Claimed", "a | b <img src=x> @team #1 `c` [d](e) \\n")
    try edit("x] one", "x] \\\\| <!-- ``` & \\u{1B}[31m")
    try repository.commit("Hostile")
    let comment = try tool.succeed("diff", "main..feature", "--format", "markdown")
    let rows = comment.split(separator: "\n").filter { $0.hasPrefix("| ") }
    let row = try #require(rows.first { $0.contains("team") })
    // The cells of a row are what stands between pipes that no backslash escapes.
    #expect(row.replacing("\\\\", with: "").replacing("\\|", with: "").count { $0 == "|" } == 4)
    #expect(!row.replacing("\\<", with: "").replacing("<br>", with: "").replacing("<!-- -->", with: "").contains("<"))
    #expect(!row.contains("@team") && !row.contains("#1") && !row.contains("\u{1B}"))
    #expect(row.contains("\\`c\\` \\[d\\](e)"))
  }

  @Test func `a log that only grew is no loss, whatever its line ends`() throws {
    try git("checkout", "--quiet", "-b", "grown", "main")
    try repository.write(log, "{\"summary\":\"first\"}\r\n{\"summary\":\"second\"}\r\n{\"summary\":\"third\"}\r\n")
    try repository.commit("Grow")
    let diff = try tool.diff("main..grown")
    #expect(diff.summary.log_lines_lost == 0 && diff.summary.log_entries_added == 1)
    #expect(diff.tickets[0].log.added.map(\.line) == [3])
  }

  @Test func `the lines of a deleted log and of a deleted ticket are lost`() throws {
    try git("rm", "-r", "--quiet", log)
    try repository.commit("Lose a log")
    let log = try tool.diff("main..feature")
    #expect(log.summary.log_lines_lost == 2 && log.tickets[0].log.removed.map(\.line) == [1, 2])
    try git("rm", "-r", "--quiet", ".tickets/\(claimed)")
    try repository.commit("Lose a ticket")
    #expect(try tool.diff("main..feature").summary.log_lines_lost == 2)
  }

  @Test func `lines in another order are named`() throws {
    try git("checkout", "--quiet", "-b", "turned", "main")
    try repository.write(log, "{\"summary\":\"second\"}\n{\"summary\":\"first\"}\n")
    try repository.commit("Turn")
    let diff = try tool.diff("main..turned")
    #expect(diff.tickets[0].log.reordered.map(\.path) == [log])
    #expect(try tool.succeed("diff", "main..turned").contains("LOST"))
  }
}
