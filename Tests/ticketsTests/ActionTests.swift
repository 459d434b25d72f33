import Foundation
import TestSupport
import Testing
import TicketsCore

/// The steps of `action.yml`, run as GitHub runs them, on pull requests that are good and bad.
@Suite struct ActionTests {
  private let project: TestRepository
  private let id: String

  init() throws {
    project = try TestRepository()
    let tool = Tool(in: project.path)
    try tool.succeed("init")
    id = try tool.succeed("new", "--title", "A ticket", "--assignment-owner", "@ada")
    try tool.succeed("log", id, "--actor-type", "human", "--actor-id", "a", "--summary", "Begun")
    try project.commit("Begin")
    try project.git("checkout", "--quiet", "-b", "feature")
  }

  private var ticket: String { ".tickets/\(id)/ticket.md" }

  private func edit(_ old: String, _ new: String) throws {
    try project.write(ticket, project.read(ticket).replacing(old, with: new))
  }

  /// The pull request of `feature` into `main`, checked out as the checkout action does, and the action run on it.
  private func run(mergingBefore: Bool = true, depth: Int? = nil) throws -> (
    failed: [String], summary: String, log: String
  ) {
    try project.commit("Feature")
    let head = try project.git("rev-parse", "HEAD").lines[0]
    try project.git("checkout", "--quiet", "-B", "pull", "main")
    try project.git("merge", "--quiet", "--no-edit", "--no-ff", "-X", "ours", "feature")
    let checkout = try project.clone(
      ["--branch", mergingBefore ? "pull" : "feature"] + (depth.map { ["--depth", String($0)] } ?? []),
      named: "checkout")
    try checkout.git("checkout", "--quiet", "--detach")
    let event = [
      "github.base_ref": "main", "github.event.pull_request.head.sha": head,
      "github.sha": try checkout.git("rev-parse", "HEAD").lines[0],
    ]
    return try GitHub(event, checkout).run(Checkout.text("action.yml"))
  }

  @Test func `a good pull request passes, and the summary says what it does`() throws {
    try edit("status: todo", "status: doing")
    try Tool(in: project.path).succeed("log", id, "--actor-type", "human", "--actor-id", "a", "--summary", "More")
    let (failed, summary, log) = try run()
    #expect(failed == [], "\(log)")
    for text in [
      "### Tickets: validate\n\n    1 ticket, 0 errors", "### Tickets: audit\n\n    ", ", 0 violations\n",
      "todo → doing",
      "### Tickets: merging",
    ] { #expect(summary.contains(text), "\(text) in \(summary)") }
  }

  @Test func `a ticket that is broken fails it`() throws {
    try edit("status: todo", "status: odd")
    let (failed, summary, log) = try run()
    #expect(failed == ["Validate and audit"])
    #expect(summary.contains("    \(ticket):") && summary.contains("STATUS_UNKNOWN"))
    #expect(log.contains("STATUS_UNKNOWN"))
    #expect(summary.contains("### Tickets: audit"))
    #expect(summary.contains("todo → odd"))
  }

  @Test func `a lost log line fails it`() throws {
    for log in try FileManager.default.contentsOfDirectory(atPath: project.path + "/.tickets/\(id)/logs") {
      try project.write(".tickets/\(id)/logs/\(log)", "")
    }
    let (failed, summary, _) = try run()
    #expect(failed.contains("Validate and audit"))
    #expect(summary.contains(": lost in"))
  }

  @Test(arguments: [true, false])
  func `a double claim fails it, whatever is checked out`(isMerged: Bool) throws {
    try project.git("checkout", "--quiet", "main")
    try Tool(in: project.path).succeed("status", id, "doing", "--log", "--actor-id", "one")
    try project.commit("Claim")
    try project.git("checkout", "--quiet", "feature")
    try Tool(in: project.path).succeed("status", id, "doing", "--log", "--actor-id", "two")
    let (failed, summary, _) = try run(mergingBefore: isMerged)
    #expect(failed == ["Say what changes, and what merging does"])
    #expect(summary.contains("DOUBLE\\_CLAIM"))
  }

  @Test func `a shallow checkout fails, and says what is missing`() throws {
    try edit("status: todo", "status: doing")
    let (failed, _, log) = try run(depth: 1)
    #expect(failed == ["Validate and audit", "Say what changes, and what merging does"])
    #expect(log.contains("this clone is shallow"))
  }
}

/// As much of a runner as an action of plain steps needs.
private struct GitHub {
  private let contexts: [String: String]
  private let checkout: TestRepository

  init(_ contexts: [String: String], _ checkout: TestRepository) {
    (self.contexts, self.checkout) = (contexts, checkout)
  }

  /// Runs the steps of a composite action; those fail that end with another code than 0.
  func run(_ action: String) throws -> (failed: [String], summary: String, log: String) {
    let temporary = try TemporaryFolder()
    // The action lies beside the project, with the tool built.
    try writeScript("#!/bin/sh\nexec '\(Tool.path)' \"$@\"\n", to: temporary.path("action/scripts/tickets"))
    try temporary.write("summary", "")
    let fields = try #require(YAMLReader.read(Array(action.utf8), in: 0..<action.utf8.count)?.mapping)
    var contexts = contexts
    for input in try #require(fields["inputs"]?.mapping) {
      let text = try #require(input.value.mapping?["default"]?.string)
      contexts["inputs.\(input.key)"] = evaluated(text, contexts)
    }
    let runs = try #require(fields["runs"]?.mapping)
    #expect(runs["using"]?.string == "composite")
    var failed: [String] = []
    var log = ""
    for step in try #require(runs["steps"]?.sequence).compactMap(\.mapping) {
      if !failed.isEmpty, step["if"]?.string != "always()" { continue }
      #expect(step["shell"]?.string == "bash")
      var environment = Git(in: checkout.path).environment
      environment["GITHUB_ACTION_PATH"] = temporary.path("action")
      environment["GITHUB_STEP_SUMMARY"] = temporary.path("summary")
      environment["RUNNER_TEMP"] = temporary.path
      for variable in step["env"]?.mapping ?? [] {
        environment[variable.key] = evaluated(try #require(variable.value.string), contexts)
      }
      try temporary.write("script.sh", try #require(step["run"]?.string))
      let execution = try TestSupport.run(
        "/usr/bin/env", ["bash", "--noprofile", "--norc", "-eo", "pipefail", temporary.path("script.sh")],
        in: checkout.path, environment: environment)
      log += execution.text + execution.errorText
      if execution.status != 0 { failed.append(step["name"]?.string ?? "?") }
    }
    #expect(try checkout.git("status", "--porcelain").text == "")
    return (failed, try temporary.read("summary"), log)
  }

  /// A text with each `${{ a || b }}` replaced by the first of the names in it that stands for something.
  private func evaluated(_ text: String, _ contexts: [String: String]) -> String {
    text.replacing(/\$\{\{(.*?)\}\}/) { match in
      let names = match.1.replacing("||", with: " ").split(separator: " ").map(String.init)
      return names.compactMap { contexts[$0] }.first { !$0.isEmpty } ?? ""
    }
  }
}
