import Foundation
import TestSupport
import Testing

/// What git is told to read in place of something else, and where it is told to look.
@Suite struct SubstitutesTests: TicketInGitTests {
  let begun: TicketInGit

  init() throws { begun = try TicketInGit() }

  private func status(_ words: String...) throws -> String? {
    ((try tool.json(["show", id] + words)) as? [String: Any])?["status"] as? String
  }

  /// The commits that `history` names, as git would.
  private func events() throws -> [String] {
    let history = try #require(try tool.json("history", id) as? [String: Any])
    return (history["events"] as? [[String: Any]] ?? []).compactMap { $0["commit"] as? String }
  }

  @Test(arguments: [false, true]) func `a replaced commit is read as git reads it`(isPacked: Bool) throws {
    let first = try repository.commit("Begin")
    try tool.succeed("status", id, "doing")
    let second = try repository.commit("Go on")
    try tool.succeed("status", id, "done")
    let third = try repository.commit("End")
    #expect(try events() == [first, second, third])
    // The third goes on from the first, and the second never was.
    try git("replace", "--graft", third, first)
    if isPacked { try git("pack-refs", "--all") }
    #expect(try git("log", "--format=%H").lines == [third, first])
    #expect(try events() == [first, third])
    #expect(try status("--at", "HEAD~1") == "todo")
    #expect(try git("show", "HEAD~1:\(ticket)").text.contains("status: todo"))
    let diff = try #require(try tool.json("diff", "HEAD~1", "HEAD") as? [String: Any])
    #expect((diff["from"] as? [String: Any])?["commit"] as? String == first)
    #expect(try tool("diff", "\(second)..HEAD").status == 0)
    // Without the replacement everything is as it was.
    var plain = tool
    plain.environment["GIT_NO_REPLACE_OBJECTS"] = "1"
    let history = try #require(try plain.json("history", id) as? [String: Any])
    #expect((history["events"] as? [Any])?.count == 3)
    try git("config", "core.useReplaceRefs", "false")
    #expect(try events() == [first, second, third])
  }

  @Test func `a replaced file is read as git reads it`() throws {
    try repository.commit("Begin")
    let old = try git("rev-parse", "HEAD:\(ticket)").lines[0]
    let text = try repository.read(ticket).replacing("status: todo", with: "status: blocked")
    let new = try git("hash-object", "-w", "--stdin", input: Array(text.utf8)).lines[0]
    try git("replace", old, new)
    #expect(try git("show", "HEAD:\(ticket)").text.contains("status: blocked"))
    #expect(try status("--at", "HEAD") == "blocked")
    #expect(try (tool.json("list", "--at", "HEAD") as? [[String: Any]])?.first?["status"] as? String == "blocked")
  }

  @Test func `grafts are followed`() throws {
    let first = try repository.commit("Begin")
    try tool.succeed("status", id, "doing")
    try repository.commit("Go on")
    try tool.succeed("status", id, "done")
    let third = try repository.commit("End")
    try repository.write(".git/info/grafts", "\(third) \(first)\n")
    #expect(try git("log", "--format=%H").lines == [third, first])
    #expect(try events() == [first, third])
    #expect(try status("--at", "HEAD~1") == "todo")
  }

  @Test(.enabled(if: getuid() == 0, "needs root to give a repository away"))
  func `a repository of somebody else is trusted where git is told so`() throws {
    try repository.commit("Begin")
    for name in [".", ".git"] {
      #expect(unsafe chown(repository.path + "/" + name, 12345, 12345) == 0)
    }
    let refused = try tool("list", "--at", "HEAD")
    #expect(refused.status == 2 && refused.errorText.contains("safe.directory"))
    let told: [[String: String]] = [
      ["GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "safe.directory", "GIT_CONFIG_VALUE_0": repository.path],
      ["GIT_CONFIG_PARAMETERS": "'safe.directory'='\(repository.path)'"],
      ["GIT_CONFIG_PARAMETERS": "'safe.directory=*'"],
    ]
    for variables in told {
      var trusting = tool
      trusting.environment.merge(variables) { $1 }
      let listed = try trusting("list", "--at", "HEAD")
      #expect(listed.status == 0, "\(variables): \(listed.errorText)")
    }
    let untold: [[String: String]] = [
      ["GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "safe.directory", "GIT_CONFIG_VALUE_0": "/elsewhere"],
      ["GIT_CONFIG_PARAMETERS": "'safe.directory'='*' 'safe.directory'=''"],
    ]
    for variables in untold {
      var other = tool
      other.environment.merge(variables) { $1 }
      #expect(try other("list", "--at", "HEAD").status == 2, "\(variables)")
      #expect(try git.with(environment: variables).attempt("status").status != 0, "\(variables)")
    }
  }

  @Test func `git's variables lead to the tickets from any folder`() throws {
    try repository.commit("Begin")
    let folder = try TemporaryFolder()
    var away = Tool(in: folder.path)
    #expect(try away("list").status == 2)
    away.environment["GIT_DIR"] = repository.path + "/.git"
    away.environment["GIT_WORK_TREE"] = repository.path
    #expect(try away.succeed("list").contains(id.suffix(8)))
    #expect(try away.succeed("diff") == tool.succeed("diff"))
    try away.succeed("status", id, "doing")
    #expect(try repository.read(ticket).contains("status: doing"))
    #expect(try away.succeed("list", "--at", "HEAD").contains(id.suffix(8)))
    // Tickets that are nearer count first, as everywhere.
    try Tool(in: folder.path).succeed("init")
    #expect(try away.succeed("list") == Tool(in: folder.path).succeed("list"))
  }
}
