import Foundation
import TestSupport
import Testing

/// What happens to a set of changes when its process is killed and somebody else goes on working.
@Suite("Half-made sets", .enabled(if: FaultyCalls.library != nil, "needs a C compiler")) struct RecoveryTests {
  private let tickets = (0..<4).map { "0191c2d3-4e5f-7a8b-9c0d-1e2f3a4b5c6\($0)" }

  private func faulty(_ id: String) -> String {
    "---\nid: \(id)\ntitle: \"A ticket\"\nstatus: todo\ncreated_at: 2026-01-29T18:42:10Z\nlabels: bug\n---\n"
      + "# Ticket\n## Description\n## Acceptance Criteria\n- [ ] x\n## Verification\n"
  }

  /// A repository in which a repair of four tickets was killed after the first of them was changed.
  private func killed() throws -> TestRepository {
    for call in 20..<500 {
      let repository = try TestRepository()
      for id in tickets { try repository.write(".tickets/\(id)/ticket.md", faulty(id)) }
      try repository.commit("Begin")
      var tool = Tool(in: repository.path)
      tool.environment.merge(
        FaultyCalls.environment(.death, at: call, countingTo: repository.temporary.path("calls"))
      ) { $1 }
      let execution = try tool("repair", "--all")
      guard execution.status == 128 + SIGKILL else { break }
      let changed = try tickets.filter { try text($0, repository) != faulty($0) }
      if changed.count == 1 { return repository }
    }
    throw NeverHalfWay()
  }

  private func text(_ id: String, _ repository: TestRepository) throws -> String {
    String(
      decoding: try Data(contentsOf: URL(fileURLWithPath: repository.path + "/.tickets/\(id)/ticket.md")), as: UTF8.self
    )
  }

  @Test func `git takes nothing of it along, and readers tell of it without touching it`() throws {
    let repository = try killed()
    let status = try repository.git("status", "--porcelain", "-uall").text
    #expect(!status.contains(".unfinished"), "\(status)")
    let tool = Tool(in: repository.path)
    for words in [["list"], ["show", tickets[0]], ["validate"], ["repair", "--all", "--dry-run"], ["diff", "HEAD"]] {
      #expect(try tool(words).errorText.contains("killed half-way"), "\(words)")
    }
    #expect(try !tool("list", "--at", "HEAD").errorText.contains("killed half-way"))
    #expect(try repository.git("status", "--porcelain", "-uall").text == status)
  }

  @Test func `the next writer finishes all of it, log entries too, and says so`() throws {
    let repository = try killed()
    let tool = Tool(in: repository.path)
    let execution = try tool("status", tickets[3], "doing")
    #expect(execution.status == 0 && execution.errorText.contains("finished now"), "\(execution.errorText)")
    for id in tickets {
      #expect(try text(id, repository).contains("labels: [\"bug\"]"))
      #expect(try (tool.json("show", id) as? [String: Any])?["logs"] != nil)
      let logs = try FileManager.default.contentsOfDirectory(atPath: repository.path + "/.tickets/\(id)/logs")
      #expect(logs.count == 1)
    }
    #expect(!FileManager.default.fileExists(atPath: repository.path + "/.tickets/.unfinished"))
    #expect(try tool("list").errorText == "")
    #expect(try tool("repair", "--all").text.contains("Nothing to repair"))
  }

  @Test func `what somebody has edited since stays, and the rest is taken back`() throws {
    let repository = try killed()
    let edited = try #require(try tickets.last { try text($0, repository) == faulty($0) })
    let theirs = faulty(edited).replacing("A ticket", with: "Edited by hand")
    try repository.write(".tickets/\(edited)/ticket.md", theirs)
    let tool = Tool(in: repository.path)
    let execution = try tool("new", "--title", "Later")
    #expect(execution.status == 0 && execution.errorText.contains("taken back"), "\(execution.errorText)")
    for id in tickets { #expect(try text(id, repository) == (id == edited ? theirs : faulty(id))) }
    #expect(!FileManager.default.fileExists(atPath: repository.path + "/.tickets/.unfinished"))
  }

  @Test func `what was killed beside the tickets is finished by the next writer too`() throws {
    for call in 1..<500 {
      let repository = try TestRepository()
      for id in tickets { try repository.write(".tickets/\(id)/ticket.md", faulty(id)) }
      for name in ["CLAUDE.md", "AGENTS.md"] { try repository.write(name, "# Mine\n") }
      let tool = Tool(in: repository.path)
      try tool.succeed("init")
      var killed = tool
      killed.environment.merge(
        FaultyCalls.environment(.death, at: call, countingTo: repository.temporary.path("calls"))
      ) { $1 }
      guard try killed("init", "--agent", "claude", "codex").status == 128 + SIGKILL else { break }
      guard try ["CLAUDE.md", "AGENTS.md"].filter({ try repository.read($0) != "# Mine\n" }).count == 1 else {
        continue
      }
      #expect(try tool("list").errorText.contains("killed half-way"))
      let execution = try tool("status", tickets[3], "doing")
      #expect(execution.status == 0 && execution.errorText.contains("finished now"), "\(execution.errorText)")
      for name in ["CLAUDE.md", "AGENTS.md"] { #expect(try repository.read(name) != "# Mine\n") }
      #expect(!FileManager.default.fileExists(atPath: repository.path + "/.tickets.unfinished"))
      return
    }
    throw NeverHalfWay()
  }

  @Test func `nothing of others is swept away, and nothing that a living process holds`() throws {
    let workspace = try Workspace()
    let folder = workspace.path + "/.tickets/.unfinished"
    try workspace.write("mine\n", to: folder + "/abc/notes.txt")
    try workspace.write("mine\n", to: folder + "/abc/0")
    try workspace.write("x\n", to: folder + "/living/0")
    let held = unsafe open(folder + "/living", O_RDONLY | O_DIRECTORY)
    defer { close(held) }
    try #require(held >= 0 && flock(held, LOCK_EX) == 0)
    _ = try workspace.new()
    #expect(
      try FileManager.default.subpathsOfDirectory(atPath: folder).sorted() == [
        "abc", "abc/notes.txt", "living", "living/0",
      ])
    flock(held, LOCK_UN)
    _ = try workspace.new()
    #expect(try FileManager.default.subpathsOfDirectory(atPath: folder).sorted() == ["abc", "abc/notes.txt"])
  }
}

private struct NeverHalfWay: Error {}
