import Foundation
import TestSupport
import Testing

/// One command, with what it works on.
struct FaultCase: CustomTestStringConvertible, Sendable {
  let words: [String]
  /// How many tickets the command adds.
  var added = 0
  /// Whether the first ticket has another folder, and left its log in the old one.
  var isRenamed = false
  var testDescription: String { words.prefix(3).joined(separator: " ") }

  static let first = "0191c2d3-4e5f-7a8b-9c0d-1e2f3a4b5c60"
  static let second = "0191c2d3-4e5f-7a8b-9c0d-1e2f3a4b5c61"
  private static let actor = [
    "--actor-type", "agent", "--actor-id", "a", "--machine", "--verification-results", "pass",
  ]

  static let all = [
    FaultCase(words: ["new", "--title", "Third", "--dependency", first, "--related", second], added: 1),
    FaultCase(words: ["new", "--title", "Child", "--parent", first, "--before", second], added: 1),
    FaultCase(words: ["status", first, "doing"]),
    FaultCase(words: ["status", first, "doing", "--log"]),
    FaultCase(words: ["status", first, "doing", "--log", "--run-id", "old"]),
    FaultCase(words: ["log", first, "--summary", "A new run"] + actor),
    FaultCase(words: ["log", first, "--run-id", "old", "--summary", "The same run"] + actor),
    FaultCase(words: ["repair", "--all", "--non-interactive"]),
    FaultCase(words: ["repair", "--all", "--run-id", "gather"], isRenamed: true),
  ]
}

@Suite("Faults at every call of the system", .enabled(if: FaultyCalls.library != nil, "needs a C compiler"))
struct FaultTests {
  /// Tickets of which two need repairs, and one has a log.
  private func prepared(_ test: FaultCase) throws -> Workspace {
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
    // What a writer left that was killed before.
    try workspace.write("", to: workspace.path + "/.tickets/\(FaultCase.second)/logs/20260129T184210.000Z-killed.jsonl")
    if test.isRenamed {
      let (old, new) = (workspace.ticketPath(FaultCase.first), workspace.ticketPath("named"))
      try workspace.write("", to: workspace.path + "/.tickets/named/logs/20260129T184210.000Z-other.jsonl")
      try FileManager.default.moveItem(atPath: old, toPath: new)
    }
    return workspace
  }

  /// Every file below `.tickets`, the temporary ones apart.
  private func files(_ workspace: Workspace) throws -> [String: String] {
    let root = workspace.path + "/.tickets"
    let paths = try FileManager.default.subpathsOfDirectory(atPath: root).filter { !$0.hasPrefix(".unfinished") }
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
    let workspace = try prepared(test)
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

  @Test(arguments: FaultCase.all, [Fault.fullDisk, .error(EIO)])
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
      if case .fullDisk = fault { #expect(try trial.workspace.temporaryFiles() == [], "\(place)") }
      if files == trial.before { try completes(test, trial.workspace, like: after, place) }
    }
  }

  @Test(arguments: FaultCase.all, [Fault.interruptions, .halfWrites])
  func `what the system may do at any call changes nothing`(test: FaultCase, fault: Fault) throws {
    let (after, _) = try flawless(test)
    let trial = try attempt(test, fault, at: 1)
    #expect(trial.execution.status == 0, "\(trial.execution.errorText)")
    #expect(try files(trial.workspace) == after)
  }

  @Test(arguments: FaultCase.all)
  func `a process that dies leaves all or nothing, once the next one has written`(test: FaultCase) throws {
    let (after, calls) = try flawless(test)
    for call in 1...calls {
      let trial = try attempt(test, .death, at: call)
      #expect(trial.execution.status == 128 + SIGKILL)
      let place = "killed at call \(call) of \(calls)"
      let listing = try trial.workspace.tool("list", "--json")
      let rows = try #require(JSONSerialization.jsonObject(with: Data(listing.output)) as? [[String: Any]])
      #expect(rows.count == 2 || rows.count == 2 + test.added, "\(place)")
      #expect(rows.allSatisfy { $0["broken"] is NSNull }, "\(place)")
      let recovered = try recover(trial, after, place)
      // Readers have told of what the next writer found to do.
      if recovered.contains("killed half-way") { #expect(listing.errorText.contains("killed half-way"), "\(place)") }
      try completes(test, trial.workspace, like: after, place)
    }
  }

  @Test(arguments: FaultCase.all)
  func `when every call fails from some point on, the word about it is true`(test: FaultCase) throws {
    let (after, calls) = try flawless(test)
    for call in 1...calls {
      let trial = try attempt(test, .broken, at: call)
      let place = "broken from call \(call) of \(calls): \(trial.execution.errorText)"
      let files = try files(trial.workspace)
      if trial.execution.status == 0 {
        #expect(files == after, "\(place)")
      } else if trial.execution.errorText.contains("Nothing was changed") {
        #expect(files == trial.before, "\(place)")
      }
      try recover(trial, after, place)
    }
  }

  /// Lets the next writer come, and returns what it says.
  @discardableResult
  private func recover(_ trial: Trial, _ after: [String: String], _ place: String) throws -> String {
    var next = trial.workspace.tool
    next.environment["TICKETS_SEED"] = "8"
    let execution = try next("new", "--title", "Later")
    #expect(execution.status == 0, "\(place): \(execution.errorText)")
    let later = execution.text.filter { !$0.isNewline }
    try FileManager.default.removeItem(atPath: trial.workspace.path + "/.tickets/" + later)
    let files = try files(trial.workspace)
    #expect(isBeforeOrAfter(files, trial.before, after), "\(place): \(files)")
    #expect(try trial.workspace.temporaryFiles() == [], "\(place)")
    return execution.errorText
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
