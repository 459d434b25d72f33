import Foundation
import TestSupport
import Testing

@Suite("Faults at every call of the system", .enabled(if: FaultyCalls.library != nil, "needs a C compiler"))
struct FaultTests {
  /// Everything that is there, by path: files, hooks and what references name, but nothing that is being prepared.
  private func files(_ workspace: Workspace) throws -> [String: String] {
    let isRepository = FileManager.default.fileExists(atPath: workspace.path + "/.git")
    let paths = try FileManager.default.subpathsOfDirectory(atPath: workspace.path).filter {
      $0 != "calls" && !isPrepared($0) && (!$0.hasPrefix(".git/") || $0.hasPrefix(".git/hooks/") || $0 == ".git/config")
    }
    var files = Dictionary(uniqueKeysWithValues: try paths.map { ($0, try text($0, workspace)) })
    if isRepository { files["references"] = try Git(in: workspace.path)("for-each-ref", "--format=%(refname)").text }
    return files
  }

  /// What a file holds; the names of claims in logs are others each time.
  private func text(_ path: String, _ workspace: Workspace) throws -> String {
    guard let text = try? workspace.read(workspace.path + "/" + path) else { return "folder" }
    return path.hasSuffix(".jsonl") ? text.replacing(/"claim":"[0-9a-f]{40}"/, with: "claim") : text
  }

  private func isPrepared(_ path: String) -> Bool {
    path.split(separator: "/").contains { $0 == ".unfinished" || $0 == ".tickets.unfinished" }
  }

  /// What was prepared and never swept away.
  private func rubbish(_ workspace: Workspace) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: workspace.path).filter {
      isPrepared($0) || $0.hasSuffix(".tmp")
    }
  }

  private struct Trial {
    let workspace: Workspace
    let before: [String: String]
    let execution: Execution
    /// How many calls there were; unknown after a death.
    let calls: Int?
  }

  private func attempt(_ test: FaultCase, _ fault: Fault, at call: Int) throws -> Trial {
    let workspace = try test.prepared()
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
      if case .fullDisk = fault { #expect(try rubbish(trial.workspace) == [], "\(place)") }
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
      #expect((test.present...test.present + test.added).contains(rows.count), "\(place)")
      let isInPart = rows.count > test.present && rows.count < test.present + test.added
      #expect(!isInPart || listing.errorText.contains("killed half-way"), "\(place)")
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

  @Test(arguments: FaultCase.oneByOne, [Fault.death, .broken, .error(EIO)])
  func `of several things each is made whole or not at all, and the same command makes the rest`(
    test: FaultCase, fault: Fault
  ) throws {
    let (after, calls) = try flawless(test)
    for call in 1...max(1, calls) {
      let trial = try attempt(test, fault, at: call)
      let files = try files(trial.workspace)
      let place = "call \(call) of \(calls): \(trial.execution.errorText)"
      for (path, text) in files where !path.hasSuffix(".jsonl") {
        #expect([trial.before[path], after[path], "folder"].contains(text), "\(place): \(path)")
      }
      if trial.execution.errorText.contains("Nothing was changed") { #expect(files == trial.before, "\(place)") }
      let again = try trial.workspace.tool(test.words)
      #expect(again.status == 0, "\(place): \(again.errorText)")
      let completed = try self.files(trial.workspace)
      try trial.workspace.tool.succeed("new", "--title", "Later")
      for path in Set(completed.keys).union(after.keys) where (completed[path] ?? after[path]) != "folder" {
        let text = try #require(completed[path], "\(place): \(path)")
        // What was logged already is logged again.
        let isLonger = path.hasSuffix(".jsonl") && after[path].map(text.hasPrefix) == true
        #expect(text == after[path] || isLonger, "\(place): \(path)")
      }
      #expect(try rubbish(trial.workspace) == [], "\(place)")
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
    #expect(try rubbish(trial.workspace) == [], "\(place)")
    return execution.errorText
  }

  /// Nothing happened, or everything did; a line may be there in part, which the next writer ends.
  private func isBeforeOrAfter(_ files: [String: String], _ before: [String: String], _ after: [String: String]) -> Bool
  {
    if files == before || files == after { return true }
    return files.allSatisfy { path, text in
      text == before[path] || path.hasSuffix(".jsonl") && after[path]?.hasPrefix(text) == true
        || text == "folder" && after[path] != nil
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
