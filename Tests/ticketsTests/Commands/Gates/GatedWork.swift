import Foundation
import TestSupport

/// A ticket with a flow in a clone of a bare repository, with some source in it, and the built tool to work on it.
struct GatedWork {
  let bare: TestRepository
  let repository: TestRepository
  let tool: Tool
  let id: String

  static let coder = ["--actor-type", "agent", "--actor-id", "codex (human:@ada)"]
  static let reviewer = ["--actor-type", "human", "--actor-id", "@bob"]

  init(flow: String, scope: String? = "src/**", config: String = "", _ words: String...) throws {
    bare = try TestRepository("--bare", named: "bare")
    repository = try TestRepository(named: "work", in: bare.temporary)
    tool = Tool(in: repository.path)
    for (name, value) in [("user.name", "Ada"), ("user.email", "ada@example.org")] {
      try repository.git("config", name, value)
    }
    try tool.succeed("init")
    try repository.write("src/a.py", "def a():\n    return 1\n")
    if !config.isEmpty { try repository.write(".tickets/config.yml", config) }
    try repository.git("remote", "add", "origin", bare.path)
    try repository.commit("Begin")
    try repository.git("push", "--quiet", "--set-upstream", "origin", "main")
    id = try tool.succeed(
      [
        "new", "--title", "Limit it", "--description", "A limit.", "--acceptance", "The sixth is refused",
        "--verification", "make test", "--verification-command", "grep -q return src/a.py",
      ] + (flow.isEmpty ? [] : ["--label", "flow:\(flow)"]) + (scope.map { ["--scope-allow", $0] } ?? []) + words)
  }

  var git: Git { repository.git }
  var ticket: String { ".tickets/\(id)/ticket.md" }

  /// Records the next state, or the named one.
  @discardableResult
  func advance(_ words: String..., by actor: [String] = GatedWork.coder) throws -> Execution {
    try tool(["advance", id] + words + actor)
  }

  /// Goes through the states of `lite`, with the source as it is.
  func passLite() throws {
    for step in [
      try advance("planned", "--evidence", "a plan"), try advance("implemented", "--evidence", "made it"),
      try advance("tested", "--run"), try advance("reviewed", "--result", "pass", by: Self.reviewer),
    ] where step.status != 0 {
      throw ExecutionFailure(description: step.text + step.errorText)
    }
  }

  func deliver(_ words: String...) throws -> Execution { try tool(["deliver", id] + words + Self.coder) }

  func flow(_ words: String...) throws -> [String: Any] {
    try tool.json(["flow", id] + words) as? [String: Any] ?? [:]
  }

  /// The state that holds.
  func state() throws -> String? { try flow()["state"] as? String }

  /// Where the branch of the remote stands.
  func remoteTip() throws -> String {
    try git("ls-remote", "origin", "refs/heads/main").text.prefix(Git.digits).description
  }

  func head() throws -> String { try git("rev-parse", "HEAD").lines[0] }

  func commits() throws -> Int { Int(try git("rev-list", "--count", "HEAD").lines[0]) ?? 0 }

  func dirt(_ path: String = ".") throws -> [String] {
    try git("status", "--porcelain", "--untracked-files=all", "--", path).lines
  }

  func edit(_ old: String, _ new: String, in path: String) throws {
    try repository.write(path, repository.read(path).replacing(old, with: new))
  }

  func hook(_ name: String, _ script: String, in repository: TestRepository? = nil) throws {
    let folder = repository.map { $0.path + "/hooks" } ?? self.repository.path + "/.git/hooks"
    try writeScript("#!/bin/sh\n\(script)\n", to: "\(folder)/\(name)")
  }
}
