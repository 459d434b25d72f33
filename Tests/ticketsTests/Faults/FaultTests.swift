import Foundation
import TestSupport
import Testing

/// One command, with what it works on.
struct FaultCase: CustomTestStringConvertible, Sendable {
  let words: [String]
  /// How many tickets the command adds.
  var added = 0
  /// Whether it changes several files for which there is no all or nothing when the process dies.
  var isMany = false
  var testDescription: String { words.prefix(3).joined(separator: " ") }

  static let first = "0191c2d3-4e5f-7a8b-9c0d-1e2f3a4b5c60"
  static let second = "0191c2d3-4e5f-7a8b-9c0d-1e2f3a4b5c61"
  private static let actor = [
    "--actor-type", "agent", "--actor-id", "a", "--machine", "--verification-results", "pass",
  ]

  static let all = [
    FaultCase(words: ["new", "--title", "Third", "--dependency", first, "--related", second], added: 1),
    FaultCase(words: ["status", first, "doing"]),
    FaultCase(words: ["status", first, "doing", "--log"], isMany: true),
    FaultCase(words: ["log", first, "--summary", "A new run"] + actor),
    FaultCase(words: ["log", first, "--run-id", "old", "--summary", "The same run"] + actor),
    FaultCase(words: ["repair", "--all", "--non-interactive"], isMany: true),
  ]
}

@Suite("Faults at every call of the system", .enabled(if: FaultyCalls.library != nil, "needs a C compiler"))
struct FaultTests {
  /// Tickets of which two need repairs, and one has a log.
  private func prepared() throws -> Workspace {
    let workspace = try Workspace(["TICKETS_NOW": "2026-01-29T18:42:10Z", "TICKETS_SEED": "7"], isBegun: false)
    for id in [FaultCase.first, FaultCase.second] {
      try workspace.write(
        """
        ---
        id: \(id)
        title: "A ticket"
        status: todo
        created_at: 2026-01-29T18:42:10Z
        labels: bug
        ---
        # Ticket
        ## Description
        ## Acceptance Criteria
        - [ ] x
        ## Verification

        """, to: workspace.ticketPath(id))
      try workspace.write(
        #"{"ts":"2026-01-29T18:42:10Z","run_started":"20260129T184210.000Z","actor_type":"human","actor_id":"a","#
          + #""summary":"s"}"# + "\n",
        to: workspace.path + "/.tickets/\(id)/logs/20260129T184210.000Z-old.jsonl")
    }
    return workspace
  }

  /// Every file below `.tickets`, the temporary ones apart.
  private func files(_ workspace: Workspace) throws -> [String: String] {
    let root = workspace.path + "/.tickets"
    let paths = try FileManager.default.subpathsOfDirectory(atPath: root).filter { !$0.contains(".tmp") }
    return Dictionary(uniqueKeysWithValues: paths.map { ($0, (try? workspace.read(root + "/" + $0)) ?? "folder") })
  }

  private struct Trial {
    let workspace: Workspace
    let before: [String: String]
    let execution: Execution
    /// How many calls there were; unknown after a death.
    let calls: Int?
  }

  private func attempt(_ test: FaultCase, _ fault: Fault, at call: Int) throws -> Trial {
    let workspace = try prepared()
    let before = try files(workspace)
    let count = workspace.path + "/calls"
    var tool = workspace.tool
    tool.environment.merge(FaultyCalls.environment(fault, at: call, countingTo: count)) { $1 }
    let execution = try tool(test.words)
    return Trial(
      workspace: workspace, before: before, execution: execution,
      calls: (try? workspace.read(count)).flatMap { Int($0) })
  }

  /// The files as the command leaves them when nothing goes wrong, and how many calls that takes.
  private func flawless(_ test: FaultCase) throws -> (after: [String: String], calls: Int) {
    let trial = try attempt(test, .death, at: 0)
    try #require(trial.execution.status == 0, "\(trial.execution.errorText)")
    return (try files(trial.workspace), try #require(trial.calls))
  }

  @Test(arguments: FaultCase.all, [Fault.fullDisk, .error(EIO), .error(EINTR), .halfWrite])
  func `all is done, or nothing and a word about it`(test: FaultCase, fault: Fault) throws {
    let (after, calls) = try flawless(test)
    for call in 1...calls {
      let trial = try attempt(test, fault, at: call)
      let files = try files(trial.workspace)
      let place = "call \(call) of \(calls): \(trial.execution.errorText)"
      switch trial.execution.status {
      case 0:
        #expect(files == after, "\(place)")
      case 2:
        #expect(files == trial.before || files == after, "\(place)")
        #expect(trial.execution.errorText.hasPrefix("error: "), "\(place)")
      default: Issue.record("status \(trial.execution.status), \(place)")
      }
      if case .error(EINTR) = fault { #expect(trial.execution.status == 0, "\(place)") }
      if case .halfWrite = fault { #expect(trial.execution.status == 0, "\(place)") }
      if case .fullDisk = fault { #expect(try trial.workspace.temporaryFiles() == [], "\(place)") }
      if files == trial.before { try completes(test, trial.workspace, like: after, place) }
    }
  }

  @Test(arguments: FaultCase.all)
  func `a process that dies leaves whole files, and the next run does the work`(test: FaultCase) throws {
    let (after, calls) = try flawless(test)
    for call in 1...calls {
      let trial = try attempt(test, .death, at: call)
      #expect(trial.execution.status == 128 + SIGKILL)
      let files = try files(trial.workspace)
      let place = "killed at call \(call) of \(calls)"
      if !test.isMany { #expect(isBeforeOrAfter(files, trial.before, after), "\(place): \(files)") }
      for (path, text) in files where path.hasSuffix("ticket.md") {
        #expect(text == trial.before[path] || text == after[path], "\(place): \(path)")
      }
      let rows = try #require(try trial.workspace.tool.json("list") as? [[String: Any]])
      #expect(rows.count == 2 || rows.count == 2 + test.added, "\(place)")
      #expect(rows.allSatisfy { $0["broken"] is NSNull }, "\(place)")
      try completes(test, trial.workspace, like: after, place)
    }
  }

  /// Nothing happened, or everything did; a line may be there in part, which the next writer ends.
  private func isBeforeOrAfter(_ files: [String: String], _ before: [String: String], _ after: [String: String]) -> Bool
  {
    if files == before || files == after { return true }
    return files.allSatisfy { path, text in
      text == before[path] || path.hasSuffix(".jsonl") && after[path]?.hasPrefix(text) == true
        || path.hasSuffix("/logs") && after[path] != nil
    }
  }

  /// The command works as if nothing had been, or has nothing left to do.
  private func completes(
    _ test: FaultCase, _ workspace: Workspace, like after: [String: String], _ place: String
  ) throws {
    let again = try workspace.tool(test.words)
    #expect(again.status == 0 || again.errorText.contains("exist"), "\(place): \(again.errorText)")
    let files = try files(workspace)
    for (path, text) in after where path.hasSuffix("ticket.md") { #expect(files[path] == text, "\(place): \(path)") }
  }
}
