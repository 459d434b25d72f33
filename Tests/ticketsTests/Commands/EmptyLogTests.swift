import Foundation
import TestSupport
import Testing

/// Run logs of zero bytes: what a killed writer leaves, and what a living one is about to fill.
@Suite struct EmptyLogTests {
  private let workspace: Workspace
  private let id: String
  private let file = "20260129T184210.000Z-killed.jsonl"

  init() throws {
    workspace = try Workspace()
    id = try workspace.new()
  }

  private var path: String { ".tickets/\(id)/logs/\(file)" }

  private func codes() throws -> [String] {
    let report = try #require(try workspace.tool.json("validate") as? [String: Any])
    return try #require(report["issues"] as? [[String: Any]]).compactMap { $0["code"] as? String }
  }

  #if os(Linux)
    @Test func `what a killed writer left is named, and a repair removes it`() throws {
      // Whoever may write no byte is killed at the first one, unless it was told to take no notice.
      let words = ["log", id, "--summary", "Killed", "--actor-type", "human", "--actor-id", "ada"]
      let script = "ulimit -f 0; exec env --default-signal=XFSZ \"$0\" \"$@\""
      let killed = try run(
        "/bin/sh", ["-c", script, Tool.path] + words, in: workspace.path, environment: workspace.tool.environment)
      #expect(killed.status == 128 + SIGXFSZ)
      let logs = try workspace.logs(id)
      try #require(logs.count == 1 && logs.values.allSatisfy(\.isEmpty), "\(logs)")
      try expectRepair(of: try #require(logs.keys.first))
    }
  #endif

  @Test func `so is one that nobody remembers`() throws {
    try workspace.write("", to: workspace.path + "/" + path)
    try expectRepair(of: file)
  }

  private func expectRepair(of name: String) throws {
    let found = try workspace.tool("validate")
    #expect(found.status == 0)
    #expect(found.text.contains(".tickets/\(id)/logs/\(name): warning LOG_EMPTY: "), "\(found.text)")
    #expect(try workspace.tool("validate", "--strict").status == 1)
    let before = try workspace.read(workspace.ticketPath(id))
    let forecast = try workspace.tool("repair", "--all", "--dry-run")
    #expect(forecast.text.contains("remove .tickets/\(id)/logs/\(name)"), "\(forecast.text)")
    #expect(try workspace.logs(id)[name] == "")
    let repaired = try workspace.tool("repair", "--all", "--non-interactive")
    #expect(repaired.status == 0 && repaired.text.contains("1 ticket repaired\n"), "\(repaired.text)")
    let logs = try workspace.logs(id)
    #expect(logs[name] == nil && logs.count == 1 && logs.values.allSatisfy { $0.contains(name) }, "\(logs)")
    #expect(try workspace.read(workspace.ticketPath(id)) == before)
    #expect(try codes() == [])
    #expect(try workspace.tool("repair", "--all").text.contains("Nothing to repair"))
    #expect(try workspace.logs(id) == logs)
  }

  @Test func `a decision in a report removes it too, unless it was filled meanwhile`() throws {
    try workspace.write("", to: workspace.path + "/" + path)
    try workspace.tool.succeed("validate", "--issues", "--output", workspace.path + "/issues.yaml")
    let report = try workspace.read(workspace.path + "/issues.yaml")
    #expect(report.contains("remove_empty_log") && report.contains(file))
    let line =
      #"{"ts":"2026-01-29T18:42:10Z","run_started":"20260129T184210.000Z","actor_type":"human","#
      + #""actor_id":"a","summary":"s"}"# + "\n"
    try workspace.write(
      report.replacingOccurrences(of: "enabled: false", with: "enabled: true"),
      to: workspace.path + "/issues.yaml")
    try workspace.write(line, to: workspace.path + "/" + path)
    let late = try workspace.tool("repair", "--issues-file", workspace.path + "/issues.yaml")
    #expect(late.status != 0, "\(late.text)")
    #expect(try workspace.logs(id) == [file: line])
    try workspace.write("", to: workspace.path + "/" + path)
    try workspace.tool.succeed("repair", "--issues-file", workspace.path + "/issues.yaml")
    #expect(try workspace.logs(id)[file] == nil)
  }

  @Test func `the run that it belongs to fills it instead`() throws {
    try workspace.write("", to: workspace.path + "/" + path)
    try workspace.tool.succeed("repair", "--all", "--run-id", "killed")
    let logs = try workspace.logs(id)
    #expect(logs.count == 1 && logs[file]?.isEmpty == false, "\(logs)")
    #expect(try codes() == [])
  }

  @Test func `a ticket that cannot be read keeps its logs, and hinders no other repair`() throws {
    try workspace.write("", to: workspace.path + "/" + path)
    try workspace.write("nothing\n", to: workspace.ticketPath(id))
    #expect(try codes().sorted() == ["FRONT_MATTER_MISSING", "LOG_EMPTY"])
    let repaired = try workspace.tool("repair", "--all")
    #expect(
      repaired.status == 1 && repaired.text.contains("Nothing could be repaired"),
      "\(repaired.text)\(repaired.errorText)")
    #expect(try workspace.logs(id) == [file: ""])
  }

  @Test func `a file that a writer has just made and is about to fill is innocent`() throws {
    try workspace.write("", to: workspace.path + "/" + path)
    let folder = unsafe open(workspace.path + "/.tickets/\(id)/logs", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    try #require(folder >= 0 && flock(folder, LOCK_EX) == 0)
    let target = workspace.path + "/" + path
    let writer = Thread {
      Thread.sleep(forTimeInterval: 1)
      let line =
        #"{"ts":"2026-01-29T18:42:10Z","run_started":"20260129T184210.000Z","actor_type":"human","#
        + #""actor_id":"a","summary":"s"}"# + "\n"
      try? Data(line.utf8).write(to: URL(fileURLWithPath: target))
      flock(folder, LOCK_UN)
    }
    writer.start()
    defer { close(folder) }
    #expect(try codes() == [])
    #expect(try workspace.tool("repair", "--all").text.contains("Nothing to repair"))
    #expect(try workspace.logs(id)[file]?.isEmpty == false)
  }
}
