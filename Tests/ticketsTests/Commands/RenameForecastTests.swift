import Foundation
import TestSupport
import Testing

/// What merge-check says where git may follow a file to another name, and what the drivers do there.
@Suite struct RenameForecastTests {
  private let repository: TestRepository
  private let tool: Tool
  private let git: Git
  private let id: String

  init() throws {
    repository = try TestRepository()
    git = repository.git
    tool = Tool(in: repository.path)
    try tool.succeed("init", "--merge-drivers")
    id = try tool.succeed("new", "--title", "Ticket A", "--acceptance", "it works")
    try repository.write(run, "1\n2\n3\n")
    try repository.commit("Begin")
    try git("branch", "theirs")
  }

  private var ticket: String { ".tickets/\(id)/ticket.md" }
  private var run: String { ".tickets/\(id)/logs/20260129T184210.123Z-a.jsonl" }
  private let other = "0191c2d3-4e5f-7a8b-9c0d-1e2f3a4b5c6d"

  private func diverge(_ ours: () throws -> Void, _ theirs: () throws -> Void) throws {
    try ours()
    try repository.commit("Ours")
    try git("checkout", "--quiet", "theirs")
    try theirs()
    try repository.commit("Theirs")
    try git("checkout", "--quiet", "main")
  }

  private func check(_ assumption: String) throws -> (status: Int32, result: String, json: [String: Any]) {
    let execution = try tool("merge-check", "theirs", "--assume", assumption, "--json")
    let json = try #require(try JSONSerialization.jsonObject(with: Data(execution.output)) as? [String: Any])
    return (execution.status, json["result"] as? String ?? "", json)
  }

  /// Ours finishes A; theirs deletes it and makes B, which looks nearly the same.
  private func mixUp() throws {
    try diverge {
      try tool.succeed("status", id, "done")
    } _: {
      let text = try repository.read(ticket)
      try git("rm", "--quiet", "-r", ".tickets/\(id)")
      try repository.write(
        ".tickets/\(other)/ticket.md", text.replacing(id, with: other).replacing("Ticket A", with: "Ticket B"))
    }
  }

  @Test(arguments: ["host", "drivers"])
  func `a ticket that git takes for another one is named before the merge`(assumption: String) throws {
    try mixUp()
    let (status, result, json) = try check(assumption)
    #expect(status == 1)
    #expect(result == "renames")
    let hazards = try #require(json["hazards"] as? [[String: Any]])
    let mixUp = try #require(hazards.first { $0["code"] as? String == "RENAME_MIX_UP" })
    #expect(mixUp["ids"] as? [String] == [id, other])
    #expect(try tool("merge-check", "theirs").text.contains("depends on git's rename detection"))
  }

  @Test func `the driver keeps two tickets apart`() throws {
    try mixUp()
    #expect(try git.attempt("merge", "--no-edit", "theirs").status == 1)
    let merged = try repository.read(".tickets/\(other)/ticket.md")
    #expect(merged.hasPrefix("<<<<<<< ours\n---\nid: \(id)\n"))
    #expect(merged.contains("||||||| base\n") && merged.contains("=======\n---\nid: \(other)\n"))
  }

  @Test func `a ticket deleted and one made that looks nothing like it depend on nothing`() throws {
    try diverge {
      try tool.succeed("status", id, "doing")
    } _: {
      try git("rm", "--quiet", "-r", ".tickets/\(id)")
      try repository.write(
        ".tickets/\(other)/ticket.md", "---\nid: \(other)\ntitle: Long\n---\n" + (0..<60).map { "w\($0)\n" }.joined())
    }
    #expect(try check("host").result == "conflict")
  }

  @Test func `a run file with another name here, appended to there, depends on the rename`() throws {
    try diverge {
      try git("mv", run, run.replacing("-a.jsonl", with: "-b.jsonl"))
    } _: {
      try repository.write(run, "1\n2\n3\n4\n")
    }
    #expect(try check("host").result == "renames")
    #expect(try check("host").status == 1)
  }

  @Test(arguments: ["host", "drivers"])
  func `a folder with two new names, or one that is gone there, is never clean`(assumption: String) throws {
    try diverge {
      try git("mv", ".tickets/\(id)", ".tickets/one")
    } _: {
      try git("mv", ".tickets/\(id)", ".tickets/two")
    }
    #expect(try git.attempt("merge-tree", "--write-tree", "main", "theirs").status == 1)
    #expect(try check(assumption).status == 1)
    try git("checkout", "--quiet", "theirs")
    try git("rm", "--quiet", "-r", ".tickets/two")
    try repository.commit("Gone")
    try git("checkout", "--quiet", "main")
    #expect(try git.attempt("merge-tree", "--write-tree", "main", "theirs").status == 1)
    #expect(try check(assumption).status == 1)
  }

  @Test func `modes are merged as git merges them`() throws {
    let made = ".tickets/\(other)/ticket.md"
    try diverge {
      try repository.write(made, "---\nid: \(other)\n---\n")
    } _: {
      try repository.write(made, "---\nid: \(other)\n---\n")
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: repository.path + "/" + made)
    }
    #expect(try git.attempt("merge-tree", "--write-tree", "main", "theirs").status == 1)
    #expect(try check("host").result == "conflict")
  }

  @Test func `a mode changed here and the ticket deleted there is a conflict, a mode on one side is not`() throws {
    try diverge {
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: repository.path + "/" + ticket)
    } _: {
      try repository.write("other", "")
    }
    #expect(try check("host").result == "clean")
    try git("checkout", "--quiet", "theirs")
    try git("rm", "--quiet", "-r", ".tickets/\(id)")
    try repository.commit("Gone")
    try git("checkout", "--quiet", "main")
    #expect(try git.attempt("merge-tree", "--write-tree", "main", "theirs").status == 1)
    #expect(try check("host").result == "conflict")
  }

  @Test func `files that are no tickets are named as files, with git's verdict`() throws {
    try repository.write(".tickets/config.yml", "base_branch: main\n")
    try repository.commit("Settings")
    try git("branch", "--force", "theirs")
    try diverge {
      try repository.write(".tickets/config.yml", "base_branch: ours\n")
    } _: {
      try repository.write(".tickets/config.yml", "base_branch: theirs\n")
    }
    let (status, result, json) = try check("drivers")
    #expect(status == 1 && result == "conflict")
    #expect((json["tickets"] as? [Any])?.isEmpty == true)
    let files = try #require(json["files"] as? [[String: String]])
    #expect(files == [["path": ".tickets/config.yml", "verdict": "conflict", "host": "conflict"]])
    #expect(try tool("merge-check", "theirs").text.contains(".tickets/config.yml"))
  }

  @Test func `a list of mappings that both sides changed is left to a person`() throws {
    func steps(_ state: String) throws {
      let text = try repository.read(ticket)
      let begin = text.replacing("created_at:", with: "steps: [{name: build, state: open}]\ncreated_at:")
      try repository.write(
        ticket, (text.contains("steps:") ? text : begin).replacing("state: open", with: "state: \(state)"))
    }
    try steps("open")
    try repository.commit("Steps")
    try git("branch", "--force", "theirs")
    try diverge {
      try steps("done")
    } _: {
      try steps("running")
    }
    #expect(try check("drivers").result == "conflict")
    #expect(try git.attempt("merge", "--no-edit", "theirs").status == 1)
    #expect(try repository.read(ticket).contains("<<<<<<< ours\nsteps: [{name: build, state: done}]\n"))
  }

  @Test func `the verdict follows the assumption, and conflicts come with their values`() throws {
    try diverge {
      try tool.succeed("status", id, "doing")
    } _: {
      try tool.succeed("status", id, "blocked")
    }
    #expect(try tool("merge-check", "theirs").text.contains("status: doing | blocked, was todo"))
    #expect(try tool("merge-check", "theirs", "--format", "markdown").text.contains("was todo"))
  }

  @Test func `after a squash merge the earlier states of a ticket are no hazard`() throws {
    try git("checkout", "--quiet", "theirs")
    try tool.succeed("status", id, "doing", "--log", "--actor-id", "a")
    try repository.commit("Begin the work")
    try git("checkout", "--quiet", "main")
    try git("merge", "--quiet", "--squash", "theirs")
    try git("commit", "--quiet", "--message", "Squashed")
    try git("checkout", "--quiet", "theirs")
    try tool.succeed("log", id, "--actor-type", "human", "--actor-id", "b", "--summary", "s")
    try repository.commit("Log")
    try tool.succeed("status", id, "done")
    try repository.commit("Done")
    try git("checkout", "--quiet", "main")
    #expect((try check("host").json["hazards"] as? [Any])?.isEmpty == true)
    // Whoever changes it on main meanwhile is told.
    try repository.write(ticket, repository.read(ticket).replacing("Ticket A", with: "Another title"))
    try repository.commit("Change")
    let hazards = try #require(try check("host").json["hazards"] as? [[String: Any]])
    #expect(hazards.map { $0["code"] as? String } == ["DONE_AND_CHANGED"])
  }

  @Test func `folders that lie thousands deep in each other are refused with a sentence`() throws {
    let path = ".tickets/\(id)/" + String(repeating: "d/", count: 4_000) + "f"
    func tree(_ text: String) throws -> String {
      let parent = try git("rev-parse", "main").lines[0]
      let stream = """
        commit refs/heads/deep
        committer Ada <ada@example.org> 1769712130 +0000
        data 0
        from \(parent)
        M 100644 inline \(path)
        data \(text.utf8.count)
        \(text)

        """
      try git("fast-import", "--quiet", "--force", input: Array(stream.utf8))
      return try git("rev-parse", "deep").lines[0]
    }
    let (one, two) = (try tree("one"), try tree("two"))
    let check = try tool("merge-check", one, two)
    #expect(check.status == 2)
    #expect(check.errorText.contains("more than 200 deep"))
  }
}
