import Foundation
import TestSupport
import Testing

/// One command, with what it works on.
struct FaultCase: CustomTestStringConvertible, Sendable {
  let words: [String]
  /// How many tickets the command adds.
  var added = 0
  var scene = Scene.faulty
  /// What was done before, in a repository where everything is committed.
  var before: [[String]] = []
  /// How many tickets there are before the command.
  var present = 2
  /// What the commit says that holds everything.
  var message = "Begin"

  var testDescription: String { words.prefix(3).joined(separator: " ") }

  /// Where the command runs: in a folder with two tickets and a log each.
  enum Scene {
    /// The tickets need repairs.
    case faulty
    /// The first ticket has another folder, and left its log in the old one.
    case renamed
    /// The tickets are sound, and there is more in a folder of its own.
    case sound
    /// The same in a repository, where everything is committed.
    case repository
    /// The same, and the logs were emptied since.
    case emptied
  }

  static let first = "0191c2d3-4e5f-7a8b-9c0d-1e2f3a4b5c60"
  static let second = "0191c2d3-4e5f-7a8b-9c0d-1e2f3a4b5c61"
  private static let agent = ["--actor-type", "agent", "--actor-id", "a"]
  private static let actor = agent + ["--machine", "--verification-results", "pass"]
  private static let run = agent + ["--run-id", "r1"]

  /// Commands that make all of their changes or none.
  static let all = [
    FaultCase(words: ["new", "--title", "Third", "--dependency", first, "--related", second], added: 1),
    FaultCase(words: ["new", "--title", "Child", "--parent", first, "--before", second], added: 1),
    FaultCase(words: ["status", first, "doing"]),
    FaultCase(words: ["status", first, "doing", "--log"]),
    FaultCase(words: ["status", first, "doing", "--log", "--run-id", "old"]),
    FaultCase(words: ["log", first, "--summary", "A new run"] + actor),
    FaultCase(words: ["log", first, "--run-id", "old", "--summary", "The same run"] + actor),
    FaultCase(words: ["repair", "--all", "--non-interactive"]),
    FaultCase(words: ["repair", "--all", "--run-id", "gather"], scene: .renamed),
    FaultCase(words: ["edit", first, "--title", "Another", "--check", "1"], scene: .sound),
    FaultCase(words: ["edit", first, second, "--priority", "high", "--log"], scene: .sound),
    FaultCase(words: ["templates", "apply", "delivery"], added: 6, scene: .sound),
    FaultCase(words: ["import", "tk", "old"], added: 2, scene: .sound),
    FaultCase(words: ["plan", "new", "--title", "A plan"], added: 1, scene: .sound),
    FaultCase(words: ["audit", "HEAD", "--fix"], scene: .emptied),
    FaultCase(
      words: ["plan", "add", "EP-20260129-001", "More"], added: 1, scene: .repository,
      before: [["plan", "new", "--title", "A plan"]], present: 3),
    FaultCase(words: ["classify", first, "--log"] + agent, scene: .repository),
    FaultCase(words: ["hook", "post-commit"], scene: .repository, message: "Begin\n\nTicket: \(first)"),
    FaultCase(
      words: ["advance", first, "planned", "--evidence", "a plan"] + agent, scene: .repository,
      before: [["edit", first, "--label", "flow:lite"]]),
  ]

  /// Commands that make one thing after another: each is made whole or not at all, and the same command makes the rest.
  static let oneByOne = [
    FaultCase(words: ["init", "--config", "--agent", "claude"], scene: .repository),
    FaultCase(words: ["init", "--no-agent", "claude"], scene: .repository, before: [["init", "--agent", "claude"]]),
    FaultCase(words: ["init", "--merge-drivers"], scene: .repository, before: [["init"]]),
    FaultCase(words: ["init", "--hooks"], scene: .repository),
    FaultCase(words: ["hooks", "install"], scene: .repository),
    FaultCase(words: ["hooks", "uninstall"], scene: .repository, before: [["hooks", "install"]]),
    FaultCase(words: ["export", "tk", "old"], scene: .sound),
    FaultCase(words: ["page", "--output", "old/t-1.md", "--json-out", "old/t-2.md", "--title", "T"], scene: .sound),
    FaultCase(words: ["validate", "--issues", "--output", "old/t-1.md"], scene: .sound),
    FaultCase(words: ["merge-driver", "log", "base", "ours", "theirs", "run.jsonl"], scene: .sound),
    FaultCase(words: ["claim", first] + run, scene: .repository),
    FaultCase(words: ["release", first] + run, scene: .repository, before: [["claim", first] + run]),
    FaultCase(words: ["next", "--claim"] + run, scene: .repository),
    FaultCase(words: ["status", first, "doing", "--log"] + run, scene: .repository),
  ]

  /// Makes the place where the command is going to run.
  func prepared() throws -> Workspace {
    let workspace = try Workspace(["TICKETS_NOW": "2026-01-29T18:42:10Z", "TICKETS_SEED": "7"], isBegun: false)
    for id in [Self.first, Self.second] {
      try workspace.write(
        """
        ---
        id: \(id)
        title: "A ticket"
        status: todo
        created_at: 2026-01-29T18:42:10Z
        labels: \(scene == .faulty || scene == .renamed ? "bug" : "[\"bug\"]")
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
    if scene == .faulty || scene == .renamed {
      // What a writer left that was killed before.
      try workspace.write("", to: workspace.path + "/.tickets/\(Self.second)/logs/20260129T184210.000Z-killed.jsonl")
    }
    switch scene {
    case .faulty: break
    case .renamed:
      let (old, new) = (workspace.ticketPath(Self.first), workspace.ticketPath("named"))
      try workspace.write("", to: workspace.path + "/.tickets/named/logs/20260129T184210.000Z-other.jsonl")
      try FileManager.default.moveItem(atPath: old, toPath: new)
    case .sound, .repository, .emptied: try addMore(to: workspace)
    }
    return workspace
  }

  private func addMore(to workspace: Workspace) throws {
    for number in 1...2 {
      try workspace.write(
        "---\nid: t-\(number)\nstatus: open\ncreated: 2026-01-01T00:00:00Z\n---\n# Of another tool\n",
        to: workspace.path + "/old/t-\(number).md")
    }
    for (name, lines) in [("base", "1\n"), ("ours", "1\n2\n"), ("theirs", "1\n3\n")] {
      try workspace.write(lines, to: workspace.path + "/" + name)
    }
    try workspace.write("# Mine\n", to: workspace.path + "/CLAUDE.md")
    try workspace.write("{\"a\": 1}\n", to: workspace.path + "/.claude/settings.json")
    guard scene != .sound else { return }
    let git = Git(in: workspace.path)
    try git("init", "--quiet", "--initial-branch=main")
    // With a seed of its own: the same one would make the same ids again.
    var earlier = workspace.tool
    earlier.environment["TICKETS_SEED"] = "6"
    for words in before { try earlier.succeed(words) }
    try git("add", "--all")
    try git("commit", "--quiet", "--message", message)
    guard scene == .emptied else { return }
    for id in [Self.first, Self.second] {
      try workspace.write("", to: workspace.path + "/.tickets/\(id)/logs/20260129T184210.000Z-old.jsonl")
    }
  }
}
