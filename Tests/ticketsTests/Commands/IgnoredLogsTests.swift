import Foundation
import TestSupport
import Testing

/// Run logs that a pattern of git's would keep out of every commit.
@Suite struct IgnoredLogsTests: TicketInGitTests {
  let begun: TicketInGit

  init() throws { begun = try TicketInGit() }

  private func log(_ words: String...) throws -> Execution {
    try tool(["log", id, "--actor-type", "human", "--actor-id", "ada", "--summary", "Seen"] + words)
  }

  private func codes() throws -> [String] {
    let report = try #require(try tool.json("validate") as? [String: Any])
    return try #require(report["issues"] as? [[String: Any]]).compactMap { $0["code"] as? String }
  }

  /// A repository from before there was a file that takes logs back in.
  private func ignore(_ patterns: String, keepingOurs: Bool = false) throws {
    if !keepingOurs { try FileManager.default.removeItem(atPath: repository.path + "/.tickets/.gitignore") }
    try repository.write(".gitignore", patterns)
  }

  @Test(arguments: ["logs\n", "*.jsonl\n", "node_modules\nlogs/\n*.log\n", "**/logs/**\n", "[Ll]ogs/\n"])
  func `what init writes takes logs back in`(patterns: String) throws {
    try ignore(patterns, keepingOurs: true)
    let logged = try log()
    #expect(logged.status == 0 && logged.errorText == "")
    try tool.succeed("validate")
    try repository.commit("Begin")
    #expect(try git("ls-files").lines.contains { $0.hasSuffix(".jsonl") })
  }

  @Test(arguments: [("# Node\nlogs\n", ".gitignore:2", "logs"), ("*.jsonl", ".gitignore:1", "*.jsonl")])
  func `without it every command that writes names the pattern and writes`(
    patterns: String, place: String, pattern: String
  ) throws {
    try ignore(patterns)
    let logged = try log()
    #expect(logged.status == 0)
    #expect(logged.errorText.contains("'\(pattern)' in \(place)") && logged.errorText.contains("tickets init"))
    #expect(try repository.read(logged.text.trimmingCharacters(in: .newlines)).contains("Seen"))
    let new = try tool("new", "--title", "Another")
    #expect(new.status == 0 && new.errorText.contains("'\(pattern)' in \(place)"))
    let status = try tool("status", id, "doing", "--log")
    #expect(status.status == 0 && status.errorText.contains("'\(pattern)' in \(place)"))
    // Nothing goes into a log here.
    #expect(try tool("status", id, "blocked").errorText == "")

    let found = try tool("validate")
    #expect(found.status == 1)
    #expect(found.text.contains("\(ticket): error IGNORED_BY_GIT: ") && found.text.contains("'\(pattern)' in \(place)"))
    #expect(try codes() == ["IGNORED_BY_GIT", "IGNORED_BY_GIT"])
    // The remedy that was named is one.
    try tool.succeed("init")
    try tool.succeed("validate")
  }

  @Test func `tickets that are ignored as a whole are named, whatever init wrote`() throws {
    try ignore(".tickets/\n", keepingOurs: true)
    let logged = try log()
    #expect(logged.status == 0 && logged.errorText.contains("'.tickets/' in .gitignore:1"))
    #expect(!logged.errorText.contains("'tickets init'"))
    #expect(try codes() == ["IGNORED_BY_GIT"])
    let again = try tool("init")
    #expect(again.status == 0 && again.errorText.contains("'.tickets/' in .gitignore:1"))
  }

  @Test func `patterns of one's own and of the machine are found as git finds them`() throws {
    try FileManager.default.removeItem(atPath: repository.path + "/.tickets/.gitignore")
    try repository.write(".git/info/exclude", "logs\n")
    #expect(try log().errorText.contains("'logs' in .git/info/exclude:1"))
    try repository.write(".git/info/exclude", "")
    #expect(try log().errorText == "")
    try repository.write("mine", "*.jsonl\n")
    try git("config", "core.excludesFile", repository.path + "/mine")
    #expect(try log().errorText.contains("'*.jsonl' in \(repository.path)/mine:1"))
    try git("config", "--unset", "core.excludesFile")
    #expect(try log().errorText == "")
    var atHome = tool
    atHome.environment["HOME"] = repository.path + "/home"
    try repository.write("home/.config/git/ignore", "logs/\n")
    #expect(
      try atHome("validate").text.contains("'logs/' in \(repository.path)/home/.config/git/ignore:1"))
    try repository.write("home/.config/git/ignore", "target/\n.*.swp\n*~\n")
    try atHome.succeed("validate")
  }

  @Test func `linked work trees and tickets in a folder are asked about in their place`() throws {
    try repository.commit("Begin")
    let linked = try repository.addWorkTree("HEAD", named: "linked", "-b", "linked")
    try linked.write("proj/.tickets/.keep", "")
    let nested = Tool(in: linked.path + "/proj")
    try linked.write(".gitignore", "logs\n")
    let new = try nested("new", "--title", "Nested")
    #expect(new.status == 0 && new.errorText.contains("'logs' in .gitignore:1"))
    #expect(try nested("validate").status == 1)
    try repository.write(".git/info/exclude", "logs\n")
    try linked.write(".gitignore", "")
    #expect(try nested("validate").text.contains("info/exclude:1"))
  }

  @Test func `a tracked file is never named`() throws {
    try ignore("logs\n")
    let path = try log("--run-id", "run-1").text.trimmingCharacters(in: .newlines)
    try git("add", "--force", path)
    #expect(try log("--run-id", "run-1").errorText == "")
    #expect(try log("--run-id", "run-2").errorText.contains("'logs' in .gitignore:1"))
  }

  @Test func `a commit is stopped only when the ticket is in it`() throws {
    try tool.succeed("hooks", "install", "pre-commit")
    try git("add", "--all")
    try git("commit", "--quiet", "--no-verify", "--message", "Begin")
    try ignore("logs\n")
    try repository.write("code", "1\n")
    try git("add", "--all")
    let path = (tool.environment["PATH"] ?? "") + ":" + URL(fileURLWithPath: Tool.path).deletingLastPathComponent().path
    let hooked = git.with(environment: ["PATH": path])
    try hooked("commit", "--quiet", "--message", "Code alone")
    try edit("status: todo", "status: doing")
    try git("add", "--all")
    let stopped = try hooked.attempt("commit", "--message", "Take it up")
    #expect(stopped.status != 0)
    #expect(stopped.errorText.contains("IGNORED_BY_GIT") && stopped.errorText.contains("'logs' in .gitignore:1"))
    try tool.succeed("init")
    try hooked("commit", "--quiet", "--message", "Take it up")
  }

  @Test func `many tickets are one question to git`() throws {
    try ignore("logs\n")
    let text = try repository.read(ticket)
    for number in 0..<1200 {
      let other = id.dropLast(4) + String(10_000 + number).suffix(4)
      try repository.write(".tickets/\(other)/ticket.md", text.replacing(id, with: other))
    }
    let found = try tool("validate")
    #expect(found.text.matches(of: /IGNORED_BY_GIT/).count == 1201)
  }

  @Test func `without git, or before there is a repository, nobody notices`() throws {
    let outside = try Workspace()
    try outside.write("logs\n", to: outside.path + "/.gitignore")
    try FileManager.default.removeItem(atPath: outside.path + "/.tickets/.gitignore")
    let new = try outside.tool("new", "--title", "Outside")
    #expect(new.status == 0 && new.errorText == "")
    try outside.tool.succeed("validate")
    // And a machine that has no git at all is no fault of the tickets.
    try ignore("logs\n")
    var bare = tool
    bare.environment["PATH"] = "/nowhere"
    let found = try bare("validate")
    #expect(found.status == 0 && found.errorText == "")
  }
}
