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
  private func run(
    mergingBefore: Bool = true, depth: Int? = nil, inputs: [String: String] = [:], api: String = ""
  ) throws -> GitHub.Outcome {
    try project.commit("Feature")
    let head = try project.git("rev-parse", "HEAD").lines[0]
    try project.git("checkout", "--quiet", "-B", "pull", "main")
    try project.git("merge", "--quiet", "--no-edit", "--no-ff", "-X", "ours", "feature")
    let checkout = try project.clone(
      ["--branch", mergingBefore ? "pull" : "feature"] + (depth.map { ["--depth", String($0)] } ?? []),
      named: "checkout")
    try checkout.git("checkout", "--quiet", "--detach")
    let contexts = [
      "github.event.pull_request.number": "7", "github.token": "a-token", "github.base_ref": "main",
      "github.event.pull_request.head.sha": head,
      "github.sha": try checkout.git("rev-parse", "HEAD").lines[0],
    ]
    return try GitHub(contexts, inputs, checkout, api: api).run(Checkout.text("action.yml"))
  }

  @Test func `a good pull request passes, and the summary says what it does`() throws {
    try edit("status: todo", "status: doing")
    try Tool(in: project.path).succeed("log", id, "--actor-type", "human", "--actor-id", "a", "--summary", "More")
    let outcome = try run()
    let (failed, summary, log) = (outcome.failed, outcome.summary, outcome.log)
    #expect(failed == [], "\(log)")
    let page = try #require(outcome.artifacts["tickets"], "\(log)")
    #expect(page.hasPrefix("<!doctype html>") && page.contains("A ticket"))
    for text in [
      "### Tickets: validate\n\n    1 ticket, 0 errors", "### Tickets: audit\n\n    ", ", 0 violations\n",
      "todo → doing",
      "### Tickets: merging",
    ] { #expect(summary.contains(text), "\(text) in \(summary)") }
  }

  @Test func `a ticket that is broken fails it`() throws {
    try edit("status: todo", "status: odd")
    let outcome = try run()
    let (failed, summary, log) = (outcome.failed, outcome.summary, outcome.log)
    #expect(failed == ["Validate and audit"])
    #expect(log.contains("::error file=\(ticket),line=4,col=9,title=STATUS_UNKNOWN::"))
    #expect(summary.contains("    \(ticket):") && summary.contains("STATUS_UNKNOWN"))
    #expect(log.contains("STATUS_UNKNOWN"))
    #expect(summary.contains("### Tickets: audit"))
    #expect(summary.contains("todo → odd"))
  }

  @Test func `a lost log line fails it`() throws {
    for log in try FileManager.default.contentsOfDirectory(atPath: project.path + "/.tickets/\(id)/logs") {
      try project.write(".tickets/\(id)/logs/\(log)", "")
    }
    let outcome = try run()
    let (failed, summary) = (outcome.failed, outcome.summary)
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
    let outcome = try run(mergingBefore: isMerged)
    let (failed, summary) = (outcome.failed, outcome.summary)
    #expect(failed == ["Say what changes, and what merging does"])
    #expect(outcome.log.contains("title=DOUBLE_CLAIM::"))
    #expect(summary.contains("DOUBLE\\_CLAIM"))
  }

  @Test func `a shallow checkout fails, and says what is missing`() throws {
    try edit("status: todo", "status: doing")
    let outcome = try run(depth: 1)
    #expect(outcome.failed.prefix(2) == ["Validate and audit", "Say what changes, and what merging does"])
    #expect(outcome.log.contains("this clone is shallow"))
  }

  @Test func `nobody who wants no page gets one`() throws {
    let outcome = try run(inputs: ["page": "false"])
    #expect(outcome.failed == [] && outcome.artifacts.isEmpty)
  }

  @Test(
    .enabled(if: ["python3", "curl", "jq"].allSatisfy { Judges.find([$0]) != nil }, "there is no Python, curl or jq"))
  func `asked for, there is one comment, which the next run updates, whoever else wrote one like it`() throws {
    let host = try CommentHost(token: "a-token")
    let forged = "<!-- written by the tickets action --> not ours"
    try host.seed((1...120).map { ["id": $0, "user": ["type": "User"], "body": $0 == 3 ? forged : "Hello \($0)"] })
    try edit("status: todo", "status: doing")
    for status in ["doing", "done"] {
      if status == "done" {
        try project.git("checkout", "--quiet", "feature")
        try edit("status: doing", "status: done")
      }
      let outcome = try run(inputs: ["comment": "true"], api: host.address)
      #expect(outcome.failed == [], "\(outcome.log)")
      #expect(!outcome.log.contains("a-token"))
      let comments = try host.comments
      #expect(comments.count == 121)
      #expect(comments.last?.contains("todo → \(status)") == true && comments[2] == forged)
      try FileManager.default.removeItem(atPath: project.temporary.path("checkout"))
    }
  }
}

/// A server on this machine that keeps comments as GitHub does.
private final class CommentHost {
  private let temporary: TemporaryFolder
  private let process = Process()
  let address: String

  init(token: String) throws {
    temporary = try TemporaryFolder()
    try temporary.write("comments.json", "[]")
    try temporary.write("port", "")
    process.executableURL = URL(fileURLWithPath: try #require(Judges.find(["python3"])))
    process.arguments = [Checkout.path + "/Tests/judges/github.py", temporary.path("comments.json"), token]
    process.standardOutput = FileHandle(forWritingAtPath: temporary.path("port"))
    process.standardError = FileHandle.nullDevice
    try process.run()
    let deadline = Date(timeIntervalSinceNow: 20)
    var port = ""
    while !port.hasSuffix("\n"), Date() < deadline {
      usleep(5_000)
      port = try temporary.read("port")
    }
    address = "http://127.0.0.1:\(port.dropLast())"
  }

  deinit { process.terminate() }

  func seed(_ comments: [[String: Any]]) throws {
    let data = try JSONSerialization.data(withJSONObject: comments)
    try temporary.write("comments.json", String(decoding: data, as: UTF8.self))
  }

  /// The bodies of all comments.
  var comments: [String] {
    get throws {
      let value = try JSONSerialization.jsonObject(with: Data(temporary.read("comments.json").utf8))
      return (value as? [[String: Any]] ?? []).compactMap { $0["body"] as? String }
    }
  }
}

/// As much of a runner as an action of plain steps needs.
private struct GitHub {
  /// What a run leaves behind.
  struct Outcome {
    var failed: [String] = []
    var summary = ""
    var log = ""
    /// The files that were published, by their names.
    var artifacts: [String: String] = [:]
  }

  private let contexts: [String: String]
  private let inputs: [String: String]
  private let checkout: TestRepository
  private let api: String

  init(_ contexts: [String: String], _ inputs: [String: String], _ checkout: TestRepository, api: String) {
    (self.contexts, self.inputs, self.checkout, self.api) = (contexts, inputs, checkout, api)
  }

  /// Whether a step runs: after a failure only one that always does, and only where all inputs are as it wants them.
  private func runs(_ condition: String?, hasFailed: Bool, _ contexts: [String: String]) -> Bool {
    let parts = (condition ?? "").split(separator: "&&").map { $0.filter { $0 != " " } }
    if hasFailed, !parts.contains("always()") { return false }
    return parts.filter { $0 != "always()" }.allSatisfy { part in
      let sides = part.split(separator: "=", omittingEmptySubsequences: true)
      return contexts[String(sides[0])] == sides[1].filter { $0 != "'" }
    }
  }

  /// Runs the steps of a composite action; those fail that end with another code than 0.
  func run(_ action: String) throws -> Outcome {
    let temporary = try TemporaryFolder()
    // The action lies beside the project, with the tool built.
    try writeScript("#!/bin/sh\nexec '\(Tool.path)' \"$@\"\n", to: temporary.path("action/scripts/tickets"))
    try temporary.write("summary", "")
    let fields = try #require(YAMLReader.read(Array(action.utf8), in: 0..<action.utf8.count)?.mapping)
    var contexts = contexts
    for input in try #require(fields["inputs"]?.mapping) {
      let text = try #require(input.value.mapping?["default"]?.string)
      contexts["inputs.\(input.key)"] = inputs[input.key] ?? evaluated(text, contexts)
    }
    let runs = try #require(fields["runs"]?.mapping)
    #expect(runs["using"]?.string == "composite")
    contexts["runner.temp"] = temporary.path
    var outcome = Outcome()
    for step in try #require(runs["steps"]?.sequence).compactMap(\.mapping) {
      guard self.runs(step["if"]?.string, hasFailed: !outcome.failed.isEmpty, contexts) else { continue }
      if let action = step["uses"]?.string {
        #expect(action.hasPrefix("actions/upload-artifact@v"))
        let parameters = try #require(step["with"]?.mapping)
        let file = evaluated(try #require(parameters["path"]?.string), contexts)
        outcome.artifacts[try #require(parameters["name"]?.string)] = try? String(contentsOfFile: file, encoding: .utf8)
        continue
      }
      #expect(step["shell"]?.string == "bash")
      var environment = Git(in: checkout.path).environment
      environment["GITHUB_ACTION_PATH"] = temporary.path("action")
      environment["GITHUB_STEP_SUMMARY"] = temporary.path("summary")
      environment["RUNNER_TEMP"] = temporary.path
      environment["GITHUB_API_URL"] = api
      environment["GITHUB_REPOSITORY"] = "o/r"
      for variable in step["env"]?.mapping ?? [] {
        environment[variable.key] = evaluated(try #require(variable.value.string), contexts)
      }
      try temporary.write("script.sh", try #require(step["run"]?.string))
      let execution = try TestSupport.run(
        "/usr/bin/env", ["bash", "--noprofile", "--norc", "-eo", "pipefail", temporary.path("script.sh")],
        in: checkout.path, environment: environment)
      outcome.log += execution.text + execution.errorText
      if execution.status != 0 { outcome.failed.append(step["name"]?.string ?? "?") }
    }
    #expect(try checkout.git("status", "--porcelain").text == "")
    outcome.summary = try temporary.read("summary")
    return outcome
  }

  /// A text with each `${{ a || b }}` replaced by the first of the names in it that stands for something.
  private func evaluated(_ text: String, _ contexts: [String: String]) -> String {
    text.replacing(/\$\{\{(.*?)\}\}/) { match in
      let names = match.1.replacing("||", with: " ").split(separator: " ").map(String.init)
      return names.compactMap { contexts[$0] }.first { !$0.isEmpty } ?? ""
    }
  }
}
