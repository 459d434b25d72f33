import Foundation
import TestSupport
import Testing

/// The forecast from outside: two branches, and what the tool says of merging them.
@Suite struct MergeCheckTests {
  private let repository: TestRepository
  private let tool: Tool
  private let git: Git
  private let ids: [String]

  init() throws {
    repository = try TestRepository()
    git = repository.git
    tool = Tool(in: repository.path)
    try tool.succeed("init")
    ids = try (0..<3).map { [tool] in try tool.succeed("new", "--title", "Ticket \($0)", "--assignment-owner", "@ada") }
    try repository.commit("Begin")
    try git("branch", "theirs")
  }

  /// Works on both branches, and stands on ours.
  private func diverge(_ ours: () throws -> Void, _ theirs: () throws -> Void) throws {
    try ours()
    try repository.commit("Ours")
    try git("checkout", "--quiet", "theirs")
    try theirs()
    try repository.commit("Theirs")
    try git("checkout", "--quiet", "main")
  }

  private func edit(_ id: String, _ old: String, _ new: String) throws {
    let path = ".tickets/\(id)/ticket.md"
    let text = try String(contentsOfFile: repository.path + "/" + path, encoding: .utf8)
    try repository.write(path, text.replacing(old, with: new))
  }

  private func check(_ words: String...) throws -> (status: Int32, json: [String: Any]) {
    let execution = try tool(["merge-check"] + words + ["--json"])
    return (
      execution.status, try #require(try JSONSerialization.jsonObject(with: Data(execution.output)) as? [String: Any])
    )
  }

  private func hazards(_ words: String...) throws -> [String] {
    let (_, json) = try check(words.isEmpty ? "theirs" : words[0])
    return (json["hazards"] as? [[String: Any]] ?? []).map {
      "\($0["code"] ?? "") \(($0["ids"] as? [String] ?? []).compactMap(ids.firstIndex).map(String.init).joined(separator: " "))"
    }
  }

  @Test func `different tickets merge cleanly, and nothing on disk changes`() throws {
    try diverge {
      try tool.succeed("status", ids[0], "doing")
    } _: {
      try tool.succeed("status", ids[1], "doing")
    }
    let before = try git("status", "--porcelain").text + git("rev-parse", "HEAD").text
    let (status, json) = try check("theirs")
    #expect(status == 0)
    #expect(json["result"] as? String == "clean")
    #expect((json["tickets"] as? [Any])?.isEmpty == true)
    #expect(try git("status", "--porcelain").text + git("rev-parse", "HEAD").text == before)
  }

  @Test func `neighbouring fields need the drivers, and the repository says whether they are there`() throws {
    try diverge {
      try tool.succeed("status", ids[0], "doing")
    } _: {
      try edit(ids[0], "created_at:", "priority: high\ncreated_at:")
    }
    #expect(try check("theirs").json["result"] as? String == "conflict")
    #expect(try check("theirs").status == 1)
    #expect(try check("theirs", "--assume", "drivers").json["result"] as? String == "driver")
    try tool.succeed("init", "--merge-drivers")
    let (status, json) = try check("theirs")
    #expect(status == 0)
    #expect(json["assumed"] as? String == "drivers")
    let listed = try tool.succeed("list", "--merged", "main", "theirs", "--status", "doing", "--priority", "high")
    #expect(listed.contains("Ticket 0"))
  }

  @Test func `two who take up the same ticket are told, however cleanly it merges`() throws {
    try diverge {
      try tool.succeed("status", ids[0], "doing", "--log", "--actor-id", "a")
      try tool.succeed("status", ids[1], "doing")
    } _: {
      try tool.succeed("status", ids[0], "doing", "--log", "--actor-id", "b")
    }
    #expect(try hazards() == ["DOUBLE_CLAIM 0"])
    let text = try tool("merge-check", "theirs")
    #expect(text.status == 1)
    #expect(
      text.text.contains("DOUBLE_CLAIM \(ids[0].suffix(8)) Both sides took it up: ours (@ada) and theirs (@ada)."))
    #expect(try tool("merge-check", "theirs", "--format", "markdown").text.contains("DOUBLE\\_CLAIM"))
  }

  @Test func `a claim that was picked over is the same claim`() throws {
    try tool.succeed("status", ids[0], "doing", "--log", "--actor-id", "a")
    try repository.commit("Claim")
    try git("checkout", "--quiet", "theirs")
    try git("cherry-pick", "main")
    try git("checkout", "--quiet", "main")
    #expect(try hazards() == [])
  }

  @Test func `done here and changed there`() throws {
    try diverge {
      try tool.succeed("status", ids[0], "done")
      try tool.succeed("status", ids[1], "done")
      try tool.succeed("status", ids[2], "done")
    } _: {
      try edit(ids[0], "## Verification", "More words.\n\n## Verification")
      try tool.succeed("log", ids[1], "--actor-type", "human", "--actor-id", "a", "--summary", "s")
      try tool.succeed("status", ids[2], "done")
    }
    #expect(try hazards() == ["DONE_AND_CHANGED 0"])
  }

  @Test func `deleted here and changed there, and references to what is gone`() throws {
    try diverge {
      try FileManager.default.removeItem(atPath: repository.path + "/.tickets/\(ids[0])")
      try FileManager.default.removeItem(atPath: repository.path + "/.tickets/\(ids[1])")
    } _: {
      try tool.succeed("status", ids[0], "doing")
      try edit(ids[2], "created_at:", "dependencies: [\"\(ids[1])\"]\ncreated_at:")
    }
    #expect(try hazards() == ["DELETED_AND_CHANGED 0", "DANGLING_REFERENCE 2 1"])
    let issues = try check("theirs").json["issues"] as? [[String: Any]]
    #expect(issues?.map { $0["code"] as? String } == ["RELATION_DANGLING"])
    #expect(issues?.first?["ticket_path"] as? String == "/.tickets/\(ids[2])/ticket.md")
    #expect(try !tool("merge-check", "theirs").text.contains("RELATION_DANGLING"))
  }

  @Test func `a cycle and an id that only the merge has twice`() throws {
    try diverge {
      try edit(ids[0], "created_at:", "dependencies: [\"\(ids[1])\"]\ncreated_at:")
      try repository.write(".tickets/a/ticket.md", "---\nid: 0191c2d3-4e5f-7a8b-9c0d-1e2f3a4b5c6d\n---\n")
    } _: {
      try edit(ids[0], "title: \"Ticket 0\"", "title: \"Zero\"")
      try edit(ids[2], "created_at:", "blocks: [\"\(ids[1])\"]\ndependencies: [\"\(ids[0])\"]\ncreated_at:")
      try repository.write(".tickets/b/ticket.md", "---\nid: 0191c2d3-4e5f-7a8b-9c0d-1e2f3a4b5c6d\n---\n")
    }
    #expect(try hazards() == ["DUPLICATE_ID ", "DEPENDENCY_CYCLE 0 1 2"])
    let codes = (try check("theirs").json["issues"] as? [[String: Any]] ?? []).compactMap { $0["code"] as? String }
    #expect(
      codes.filter { $0.hasPrefix("RELATION_") || $0 == "ID_DUPLICATE" }.sorted() == ["ID_DUPLICATE", "RELATION_CYCLE"])
    let text = try tool("merge-check", "theirs").text
    #expect(!text.contains("ID_DUPLICATE") && !text.contains("RELATION_CYCLE"))
  }

  @Test func `a fast-forward says what it brings`() throws {
    try git("checkout", "--quiet", "theirs")
    try tool.succeed("status", ids[0], "doing")
    try git("rm", "--quiet", "-r", ".tickets/\(ids[1])")
    for title in ["New", "Newer"] { try tool.succeed("new", "--title", title) }
    try repository.commit("Theirs")
    try git("checkout", "--quiet", "main")
    let execution = try tool("merge-check", "theirs")
    #expect(
      execution.text.hasPrefix(
        "HEAD moves forward to theirs, there is nothing to merge: 2 tickets come in, 1 ticket changes, 1 ticket goes.\n"
      ))
    #expect(try tool("merge-check", "main", "main").text.hasPrefix("main already has all of main."))
  }

  @Test func `a log line that one side dropped is named, also in a fast-forward`() throws {
    let log = ".tickets/\(ids[0])/logs/20260129T184210.123Z-a.jsonl"
    try repository.write(log, "1\n2\n")
    try repository.commit("Log")
    try git("branch", "--force", "theirs")
    try diverge {
      try edit(ids[1], "Ticket 1", "One")
    } _: {
      try repository.write(log, "1\n")
    }
    #expect(try hazards() == ["LOG_LINE_LOST 0"])
    try git("branch", "behind", "theirs~1")
    try git("checkout", "--quiet", "behind")
    #expect(try hazards() == ["LOG_LINE_LOST 0"])
    #expect(try tool("merge-check", "theirs").text.hasPrefix("HEAD moves forward to theirs"))
    #expect(try hazards("behind~1") == [])
    #expect(try tool("merge-check", "behind~1").text.hasPrefix("HEAD already has all of behind~1"))
  }

  @Test func `an error that only the merge has is told, an old one does not stop it`() throws {
    try edit(ids[2], "status: todo", "status: odd")
    try repository.commit("Broken")
    try git("branch", "--force", "theirs")
    try diverge {
      try edit(ids[0], "Ticket 0", "Zero")
      try edit(ids[2], "Ticket 2", "Two")
    } _: {
      try edit(ids[1], "Ticket 1", "One")
    }
    let (status, json) = try check("theirs")
    #expect(status == 0)
    #expect((json["issues"] as? [[String: Any]])?.map { $0["code"] as? String } == ["STATUS_UNKNOWN"])
    try git("checkout", "--quiet", "-b", "other", "theirs~1")
    try edit(ids[2], "Ticket 2", "Zwei")
    try repository.commit("Conflict")
    try git("checkout", "--quiet", "main")
    let text = try tool("merge-check", "other")
    #expect(text.status == 1)
    #expect(text.text.contains("CONFLICT_MARKERS"))
  }

  @Test func `a renamed folder takes what the other side did along, as git does`() throws {
    try diverge {
      try git("mv", ".tickets/\(ids[0])", ".tickets/renamed")
    } _: {
      try tool.succeed("status", ids[0], "doing")
    }
    #expect(try check("theirs").status == 0)
    let shown = try tool.json("show", "renamed", "--merged", "theirs") as? [String: Any]
    #expect(shown?["status"] as? String == "doing")
    try git("merge", "--quiet", "--no-edit", "theirs")
    let merged = try tool.json("show", "renamed") as? [String: Any]
    #expect(merged?["status"] as? String == "doing")
  }

  @Test func `a new file in a folder that the other side renamed needs a person, as with git`() throws {
    try repository.write(".tickets/\(ids[0])/logs/20260129T184210.123Z-a.jsonl", "{}\n")
    try repository.commit("Log")
    try git("branch", "--force", "theirs")
    try diverge {
      try git("mv", ".tickets/\(ids[0])", ".tickets/renamed")
    } _: {
      try tool.succeed("log", ids[0], "--actor-type", "human", "--actor-id", "a", "--summary", "s")
    }
    #expect(try check("theirs").json["result"] as? String == "conflict")
    #expect(try git.attempt("merge", "--quiet", "--no-edit", "theirs").status == 1)
  }

  @Test func `a first log stays where the ticket was before the other side renamed it, as with git`() throws {
    try diverge {
      try git("mv", ".tickets/\(ids[0])", ".tickets/renamed")
    } _: {
      try tool.succeed("log", ids[0], "--actor-type", "human", "--actor-id", "a", "--summary", "s")
    }
    let json = try check("theirs").json
    #expect(json["result"] as? String == "clean")
    #expect((json["hazards"] as? [Any])?.isEmpty == true)
    #expect((json["issues"] as? [[String: Any]])?.map { $0["code"] as? String } == ["LOGS_ASTRAY"])
    let forecast = try tool("validate", "--merged", "theirs").text
    try git("merge", "--quiet", "--no-edit", "theirs")
    #expect(try tool("validate").text == forecast)
    #expect(forecast.contains("/.tickets/\(ids[0])/logs"))
    try tool.succeed("audit", "theirs", "HEAD")
  }

  @Test func `what is in conflict keeps its type`() throws {
    let list = "verification:\n  commands: [a]\nestimates:\n  hours: 1\ncreated_at:"
    try edit(ids[0], "created_at:", list)
    try repository.commit("More fields")
    try git("branch", "--force", "theirs")
    try diverge {
      try edit(ids[0], "hours: 1", "hours: 2.5")
      try edit(ids[0], "status: todo", "status: doing")
      try edit(ids[0], "created_at:", "x_new: {a: [1]}\ncreated_at:")
    } _: {
      try edit(ids[0], "hours: 1", "hours: null")
      try edit(ids[0], "status: todo", "status: blocked")
      try edit(ids[0], "created_at:", "x_new: true\ncreated_at:")
    }
    let tickets = try check("theirs", "--assume", "drivers").json["tickets"] as? [[String: Any]]
    let conflicts = try #require(tickets?.first?["conflicts"] as? [[String: Any]])
    func values(_ name: String) -> NSArray {
      let conflict = conflicts.first { $0["name"] as? String == name } ?? [:]
      return ["base", "ours", "theirs"].map { conflict[$0] ?? "missing" } as NSArray
    }
    #expect(values("estimates.hours") == [1, 2.5, NSNull()] as NSArray)
    #expect(values("status") == ["todo", "doing", "blocked"] as NSArray)
    #expect(values("x_new") == [NSNull(), ["a": [1]], true] as NSArray)
  }

  @Test func `histories without a common commit are merged from nothing`() throws {
    try git("checkout", "--quiet", "--orphan", "island")
    try edit(ids[0], "Ticket 0", "Other")
    try repository.commit("Island")
    let execution = try tool("merge-check", "main")
    #expect(execution.status == 1)
    #expect(execution.errorText.contains("have no history in common"))
    #expect(try check("main").json["base"] is NSNull)
  }
}
