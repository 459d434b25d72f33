import Foundation
import TestSupport
import Testing

/// Words that cannot be meant: what is wrong with them is said, and what to type instead.
@Suite struct OddWordsTests {
  private let workspace: Workspace
  private let id: String

  init() throws {
    workspace = try Workspace()
    id = try workspace.new()
  }

  /// Runs a line of shell, in which `$tickets` is the tool: words here need not be text.
  private func shell(_ line: String) throws -> Execution {
    let variables = workspace.tool.environment.merging(["tickets": Tool.path]) { $1 }
    return try run("/bin/sh", ["-c", line], in: workspace.path, environment: variables)
  }

  @Test(arguments: [
    #"new --title "$(printf 'a\377b')""#, #"log ID --summary "$(printf 'a\377b')""#, #"list --text "$(printf '\300')""#,
  ])
  func `bytes that are no text are refused, and nothing is written`(line: String) throws {
    let before = try workspace.ticketFolders()
    let refused = try shell("$tickets " + line.replacingOccurrences(of: "ID", with: id))
    #expect(refused.status == 2)
    #expect(refused.errorText.contains("is not UTF-8 text"))
    #expect(try workspace.ticketFolders() == before)
    #expect(try workspace.logs(id).keys.allSatisfy { !$0.hasSuffix(".jsonl") })
  }

  @Test func `words of other alphabets are text`() throws {
    #expect(try shell("$tickets new --title 'Größe – 日本語 🎟'").status == 0)
  }

  @Test(arguments: [
    (["new", "one", "two"], #"needs quotes: tickets new "… two""#),
    (["plan", "show", "EP-1"], "a plan is named like EP-20260117-014"),
    (["diff", "a..b..c"], "'a..b..c' names more than two revisions"),
    (["page", "--output", "nowhere/x.html"], "cannot write 'nowhere/x.html': there is no folder"),
  ])
  func `a mistake is explained`(words: [String], explanation: String) throws {
    let refused = try workspace.tool(words)
    #expect(refused.status == 2 && refused.errorText.contains(explanation), "\(refused.errorText)")
  }

  @Test func `an editor that is not there is named`() throws {
    let tool = Tool(in: workspace.path, ["GIT_EDITOR": "no-such-editor"])
    let refused = try tool("edit", id)
    #expect(refused.status == 1)
    #expect(refused.errorText.contains("there is no editor 'no-such-editor'"), "\(refused.errorText)")
  }

  @Test func `commits and files that are not there are named, and recorded`() throws {
    let repository = try TestRepository()
    let tool = Tool(in: repository.path)
    try tool.succeed("init")
    let id = try tool.succeed("new", "--title", "A")
    let head = try repository.commit("begin")
    let words = ["log", id, "--summary", "Done.", "--files"]
    let odd = try tool(words + ["gone.c", "--commits", "zzz"])
    #expect(odd.status == 0)
    #expect(odd.errorText.contains("there is no file 'gone.c' now") && odd.errorText.contains("no commit 'zzz'"))
    let right = try tool(words + ["TICKETS.md", "--commits", head])
    #expect(right.errorText == "", "\(right.errorText)")
  }
}
