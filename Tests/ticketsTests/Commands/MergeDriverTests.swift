import Foundation
import TestSupport
import Testing

/// Real merges by the real git, with the drivers that `init --merge-drivers` tells it about.
@Suite struct MergeDriverTests {
  private let repository: TestRepository
  private let tool: Tool
  private let git: Git
  private let id: String

  init() throws {
    repository = try TestRepository()
    tool = Tool(in: repository.path)
    git = repository.git
    try tool.succeed("init", "--merge-drivers")
    id = try tool.succeed("new", "--title", "A ticket", "--label", "a", "--acceptance", "one", "two")
    try repository.write(log, "1\n")
    try repository.commit("Begin")
    try git("branch", "theirs")
  }

  private var ticket: String { ".tickets/\(id)/ticket.md" }
  private var log: String { ".tickets/\(id)/logs/20260129T184210.123Z-run.jsonl" }

  private func read(_ path: String) throws -> String {
    try String(decoding: Data(contentsOf: URL(fileURLWithPath: repository.path + "/" + path)), as: UTF8.self)
  }

  private func edit(_ old: String, _ new: String) throws {
    try repository.write(ticket, read(ticket).replacing(old, with: new))
  }

  /// Commits on both sides, and stands on ours.
  private func diverge(_ ours: () throws -> Void, _ theirs: () throws -> Void) throws {
    try git("checkout", "--quiet", "theirs")
    try theirs()
    try repository.commit("Theirs")
    try git("checkout", "--quiet", "main")
    try ours()
    try repository.commit("Ours")
  }

  @Test(arguments: [
    ["merge", "--quiet", "--no-edit", "theirs"], ["rebase", "--quiet", "theirs"], ["cherry-pick", "theirs"],
  ])
  func `git merges what it could not merge alone`(command: [String]) throws {
    try diverge {
      try edit("status: todo", "status: doing")
      try edit("[ ] one", "[x] one")
      try edit("[\"a\"]", "[\"a\", \"b\"]")
      try repository.write(log, "1\n2\n")
    } _: {
      try edit("title: ", "x_new: 1\ntitle: ")
      try edit("[ ] two", "[x] two")
      try edit("[\"a\"]", "[\"c\"]")
      try repository.write(log, "1\n3\n")
    }
    try git(command)
    let merged = try read(ticket)
    for line in ["status: doing", "x_new: 1", "- [x] one", "- [x] two"] { #expect(merged.contains(line), "\(line)") }
    // The side that a rebase calls ours is the one it goes on top of.
    #expect(merged.contains(command[0] == "rebase" ? "labels: [\"c\", \"b\"]" : "labels: [\"b\", \"c\"]"))
    #expect(try Set(read(log).split(separator: "\n")) == ["1", "2", "3"])
  }

  @Test func `a real disagreement stops the merge with markers`() throws {
    try diverge {
      try edit("status: todo", "status: doing")
    } _: {
      try edit("status: todo", "status: canceled")
    }
    let merge = try git.attempt("merge", "--no-edit", "theirs")
    #expect(merge.status == 1)
    #expect(merge.errorText.contains("\(ticket): both sides changed status"))
    #expect(
      try read(ticket).contains(
        "<<<<<<< ours\nstatus: doing\n||||||| base\nstatus: todo\n=======\nstatus: canceled\n>>>>>>> theirs\n"))
    #expect(try git("ls-files", "--unmerged").lines.count == 3)
  }

  @Test func `a rewritten log line stops the merge`() throws {
    try diverge {
      try repository.write(log, "one\n")
    } _: {
      try repository.write(log, "1\n2\n")
    }
    #expect(try git.attempt("merge", "--no-edit", "theirs").status == 1)
    #expect(try read(log) == "<<<<<<< ours\none\n||||||| base\n1\n=======\n1\n2\n>>>>>>> theirs\n")
  }

  @Test func `without the tool git merges text, and never leaves one side only`() throws {
    let name = "merge.tickets-ticket.driver"
    let command = try git("config", name).lines[0]
    try git("config", name, command.replacing(Tool.path, with: "/nowhere/tickets"))
    try diverge {
      try edit("status: todo", "status: doing")
    } _: {
      try edit("status: todo", "status: canceled")
    }
    let merge = try git.attempt("merge", "--no-edit", "theirs")
    #expect(merge.status == 1)
    #expect(merge.errorText.contains("merged as text"))
    #expect(try read(ticket).contains("<<<<<<< ours\nstatus: doing\n=======\nstatus: canceled\n>>>>>>> theirs\n"))
  }

  @Test func `installing twice changes nothing, and what was there stays`() throws {
    let other = try TestRepository()
    try other.write(".gitattributes", "*.png binary")
    let tool = Tool(in: other.path)
    try tool.succeed("init", "--merge-drivers")
    let attributes = try String(contentsOfFile: other.path + "/.gitattributes", encoding: .utf8)
    #expect(attributes.hasPrefix("*.png binary\n# >>> tickets"))
    try tool.succeed("init", "--merge-drivers")
    #expect(try String(contentsOfFile: other.path + "/.gitattributes", encoding: .utf8) == attributes)
    let attribute = try other.git("check-attr", "merge", "a.png", ".tickets/a/ticket.md", ".tickets/a/logs/b.jsonl")
    #expect(
      attribute.lines == [
        "a.png: merge: unset", ".tickets/a/ticket.md: merge: tickets-ticket",
        ".tickets/a/logs/b.jsonl: merge: tickets-log",
      ])
  }

  @Test func `outside of git there is nothing to tell`() throws {
    let workspace = try Workspace()
    let execution = try workspace.tool("init", "--merge-drivers")
    #expect(execution.status == 2)
    #expect(execution.errorText.contains("cannot open the git repository"))
  }
}
