import Foundation
import TestSupport
import Testing

@Suite("many at once", .serialized) struct ConcurrencyTests {
  /// Runs command lines at the same time, each a process of its own, and returns what they left in order.
  private func race(_ tool: Tool, _ lines: [[String]]) -> [Execution?] {
    let results = Results(lines.count)
    DispatchQueue.concurrentPerform(iterations: lines.count) { index in
      results.set(index, try? tool(lines[index]))
    }
    return results.values
  }

  private static let actor = ["--actor-type", "agent", "--actor-id", "a", "--verification-results", "pass"]

  @Test func `20 parallel new make 20 tickets`() throws {
    let workspace = try Workspace()
    let results = race(workspace.tool, (0..<20).map { ["new", "--title", "Ticket \($0)"] })
    #expect(results.allSatisfy { $0?.status == 0 })
    #expect(Set(results.compactMap { $0?.lines.first }).count == 20)
    #expect(try workspace.ticketFolders().count == 20)
    try workspace.tool.succeed("validate")
  }

  @Test func `32 parallel log with one run id leave 32 whole lines in one file`() throws {
    let workspace = try Workspace()
    let id = try workspace.new()
    let long = String(repeating: "long ", count: 2000)
    let results = race(
      workspace.tool,
      (0..<32).map { ["log", id, "--run-id", "shared", "--machine", "--summary", "entry \($0) \(long)"] + Self.actor })
    #expect(results.allSatisfy { $0?.status == 0 }, "\(results.compactMap { $0?.errorText })")
    let logs = try workspace.logs(id)
    #expect(logs.count == 1)
    let lines = try #require(logs.first?.value).split(separator: "\n")
    #expect(
      lines.count == 32 && lines.allSatisfy { $0.hasPrefix("{\"ts\"") && $0.hasSuffix("\"written_by\":\"tickets\"}") })
    #expect(Set(lines.compactMap { $0.firstMatch(of: /entry (\d+)/)?.1 }).count == 32)
    try workspace.tool.succeed("validate")
  }

  @Test func `32 parallel log without a run id leave 32 files of one line`() throws {
    let workspace = try Workspace()
    let id = try workspace.new()
    let results = race(
      workspace.tool, (0..<32).map { ["log", id, "--machine", "--summary", "entry \($0)"] + Self.actor })
    #expect(results.allSatisfy { $0?.status == 0 })
    let logs = try workspace.logs(id)
    #expect(logs.count == 32 && logs.values.allSatisfy { $0.split(separator: "\n").count == 1 && $0.hasSuffix("\n") })
    try workspace.tool.succeed("validate")
  }

  @Test func `100 interleaved status and validate tear nothing`() throws {
    let workspace = try Workspace()
    let id = try workspace.new()
    let statuses = ["doing", "blocked", "todo", "doing"]
    let lines = (0..<100).map { index in
      index.isMultiple(of: 2)
        ? ["status", id, statuses[index / 2 % 4], "--log", "--run-id", "r\(index)"] : ["validate", id]
    }
    let results = race(workspace.tool, lines)
    for (line, result) in zip(lines, results) {
      #expect(result?.status == 0, "\(line): \(result?.text ?? "") \(result?.errorText ?? "")")
    }
    #expect(try workspace.logs(id).count == 50)
    try workspace.tool.succeed("validate")
    let text = try workspace.read(workspace.ticketPath(id))
    #expect(text.split(separator: "\n").count(where: { $0.hasPrefix("status: ") }) == 1)
    #expect(try workspace.temporaryFiles() == [])
  }

  @Test func `16 parallel moves with log entries tell one story, which ends where the file does`() throws {
    var workspace = try Workspace()
    workspace.tool.environment["TICKETS_NOW"] = nil
    let id = try workspace.new()
    let statuses = ["doing", "blocked", "todo"]
    let results = race(
      workspace.tool, (0..<16).map { ["status", id, statuses[$0 % 3], "--log", "--summary", "m\($0)"] })
    #expect(results.allSatisfy { $0?.status == 0 })
    // Which of them came last is what the times say.
    let entries = try workspace.logs(id).values.sorted { time(of: $0) < time(of: $1) }
    #expect(entries.count == 16)
    let last = try #require(entries.last?.firstMatch(of: /"summary":"m(\d+)/)?.1).description
    let ending = statuses[(Int(last) ?? 0) % 3]
    let sameTime = entries.count { time(of: $0) == time(of: entries[15]) }
    if sameTime == 1 { #expect(try workspace.read(workspace.ticketPath(id)).contains("status: \(ending)\n")) }
    try workspace.tool.succeed("validate")
  }

  private func time(of entry: String) -> Substring { entry.prefix(40) }

  @Test func `entries of one run are in the order of their times`() throws {
    let workspace = try Workspace()
    let id = try workspace.new()
    let results = race(
      workspace.tool,
      (0..<16).map { index in
        index.isMultiple(of: 2)
          ? ["status", id, index % 4 == 0 ? "doing" : "todo", "--log", "--run-id", "shared"]
          : ["log", id, "--run-id", "shared", "--machine", "--summary", "x"] + Self.actor
      })
    #expect(results.allSatisfy { $0?.status == 0 })
    let lines = try #require(workspace.logs(id).values.first).split(separator: "\n").map { time(of: String($0)) }
    #expect(lines.count == 16 && lines == lines.sorted(), "\(lines)")
  }

  @Test func `a reader never sees half an entry of a writer`() throws {
    let workspace = try Workspace()
    let id = try workspace.new()
    let long = String(repeating: "x", count: 100_000)
    let lines = (0..<40).map { index in
      index.isMultiple(of: 2)
        ? ["log", id, "--run-id", "r", "--machine", "--summary=@\(workspace.path)/long"] + Self.actor : ["validate"]
    }
    try workspace.write(long, to: workspace.path + "/long")
    for (line, result) in zip(lines, race(workspace.tool, lines)) {
      #expect(result?.status == 0, "\(line.prefix(2)): \(result?.text ?? "") \(result?.errorText ?? "")")
    }
  }

  @Test func `a process killed at any moment loses nothing that was reported`() throws {
    let workspace = try Workspace()
    let id = try workspace.new()
    var reported: [String] = []
    var generator = SeededGenerator(seed: 3)
    for index in 0..<60 {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: Tool.path)
      process.currentDirectoryURL = URL(fileURLWithPath: workspace.path)
      process.arguments =
        ["log", id, "--run-id", "r\(index % 3)", "--machine", "--summary", "entry-\(index)."] + Self.actor
      process.environment = workspace.tool.environment
      let output = Pipe()
      process.standardOutput = output
      process.standardError = FileHandle.nullDevice
      try process.run()
      usleep(UInt32.random(in: 500...15_000, using: &generator))
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      if !output.fileHandleForReading.readDataToEndOfFile().isEmpty { reported.append("entry-\(index).") }
    }
    // The next writer works as if nothing had been, and everything reported is there, whole.
    try workspace.tool.succeed(["log", id, "--run-id", "r0", "--machine", "--summary", "last"] + Self.actor)
    let text = try workspace.logs(id).values.joined()
    for entry in reported { #expect(text.contains(entry), "\(entry)") }
    try workspace.tool.succeed("validate")
  }
}

/// Places that threads fill.
private final class Results: @unchecked Sendable {
  private let lock = NSLock()
  private var results: [Execution?]

  init(_ count: Int) { results = Array(repeating: nil, count: count) }

  func set(_ index: Int, _ result: Execution?) { lock.withLock { results[index] = result } }

  var values: [Execution?] { lock.withLock { results } }
}

extension Workspace {
  /// What writers may leave behind by mistake.
  func temporaryFiles() throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: path + "/.tickets").filter {
      $0.hasPrefix(".unfinished") || $0.hasSuffix(".tmp")
    }
  }
}
