import Foundation
import TestSupport
import Testing

/// After a criss-cross the base of a merge is a merge itself, and who makes that decides what it holds.
@Suite struct CrissCrossTests: TicketInGitTests {
  let begun: TicketInGit
  private let log = "logs/20260201T000000.000Z-run.jsonl"

  init() throws { begun = try TicketInGit() }

  private var path: String { ".tickets/\(id)/\(log)" }

  private func line(_ summary: String) -> String {
    #"{"ts":"2026-02-01T00:00:00.000Z","run_started":"20260201T000000.000Z","actor_type":"human","actor_id":"a","#
      + #""summary":"\#(summary)"}"# + "\n"
  }

  /// Two branches that were merged into each other, each time with these lines, and go on with others.
  private func cross(settled: ([String], [String]), goingOn: ([String], [String])) throws {
    func write(_ lines: [String]) throws { try repository.write(path, lines.map(line).joined()) }
    try write(["begin"])
    try repository.commit("Begin")
    try git("branch", "other")
    try write(["begin", "one"])
    let one = try repository.commit("One")
    try git("switch", "-q", "other")
    try write(["begin", "two"])
    let two = try repository.commit("Two")
    for (branch, theirs, lines, next) in [
      ("main", two, settled.0, goingOn.0), ("other", one, settled.1, goingOn.1),
    ] {
      try git("switch", "-q", branch)
      #expect(try git.attempt("merge", "-q", "--no-edit", theirs).status == 1)
      try write(lines)
      try repository.commit("Merge")
      try write(next)
      try repository.commit("Go on")
    }
    try git("switch", "-q", "main")
    #expect(try git("merge-base", "--all", "main", "other").lines.count == 2)
  }

  /// What a side of the forecast says of the ticket, and what is said of the whole.
  private func verdicts(_ words: String...) throws -> (host: String?, result: String?) {
    let checked = try tool(["merge-check", "other", "--json"] + words)
    let json = try #require(JSONSerialization.jsonObject(with: Data(checked.output)) as? [String: Any])
    let ticket = (json["tickets"] as? [[String: Any]])?.first { $0["id"] as? String == id }
    return (ticket?["host"] as? String, json["result"] as? String)
  }

  @Test(arguments: [
    // The drivers' base holds both lines, the host's a conflict between them.
    (["begin", "one", "two"], ["begin", "one", "two"], ["begin", "one", "two", "mine"], ["begin", "one", "two"]),
    (["begin", "one", "two"], ["begin", "two", "one"], ["begin", "one", "two"], ["begin", "two", "one"]),
    (
      ["begin", "one", "two"], ["begin", "one", "two"], ["begin", "one", "two", "mine"],
      ["begin", "one", "two", "other"]
    ),
    (["begin", "one", "two"], ["begin", "one", "two"], ["begin", "one", "two"], ["begin", "one", "two", "other"]),
    (["begin", "two", "one"], ["begin", "one", "two"], ["begin", "two", "one", "mine"], ["begin", "one", "two"]),
  ])
  func `the host's verdict is that of a merge on the base that the host makes`(
    ours: [String], theirs: [String], mine: [String], other: [String]
  ) throws {
    try cross(settled: (ours, theirs), goingOn: (mine, other))
    let (byHost, byDrivers) = (try verdicts("--assume", "host"), try verdicts("--assume", "drivers"))
    // The judge is git without a driver.
    let isClean = try git.attempt("merge", "-q", "--no-commit", "other").status == 0
    #expect(byHost.result == (isClean ? "clean" : "conflict"))
    #expect(byHost.host ?? "clean" == (isClean ? "clean" : "conflict"))
    #expect(byDrivers.host ?? "clean" == (isClean ? "clean" : "conflict"))
  }
}
