import Foundation
import TestSupport

/// A project that has something to show in every part of a page.
struct ManyParts {
  let project: TestRepository
  let plan: String
  let first: String
  let second: String
  let third: String
  /// A commit that a log names and that no branch has any more.
  let lost: String

  init() throws {
    let project = try TestRepository()
    let tool = Tool(in: project.path)
    try tool.succeed("init")
    func id(_ words: String...) throws -> String {
      ((try tool.json(words) as? [String: Any])?["id"] as? String) ?? ""
    }
    plan = try id("plan", "new", "Build it")
    let milestone = try id("plan", "add", plan, "Foundation")
    first = try tool.succeed("new", "Part one", "--parent", milestone, "--priority", "high", "--label", "api")
    second = try tool.succeed("new", "Part two", "--parent", milestone, "--dependency", first)
    third = try tool.succeed("new", "Part three", "--label", "flow:lite", "--assignment-owner", "@ada")
    try tool.succeed(
      "advance", third, "planned", "--evidence", "It stands in the ticket", "--actor-type", "agent", "--actor-id",
      "codex")
    lost = try project.commit("Begin")
    try tool.succeed(
      "log", second, "--actor-type", "human", "--actor-id", "ada", "--summary", "Tried", "--commits", lost)
    try project.git("add", "--all")
    try project.git("commit", "--quiet", "--amend", "--message", "Begin otherwise")
    try project.git("switch", "--quiet", "--create", "older")
    try tool.succeed("edit", third, "--dependency", first)
    try tool.succeed("status", first, "doing", "--log", "--actor-type", "agent", "--actor-id", "claude")
    try project.commit("Older", at: "2026-03-01T00:00:00Z")
    try tool.succeed("release", first, "--actor-type", "agent", "--actor-id", "claude")
    try project.git("switch", "--quiet", "--create", "alpha-newer", "main")
    let stranger = try tool.succeed("new", "Stranger", "--dependency", second)
    try tool.succeed("edit", stranger, "--label", "new")
    try project.commit("Newer", at: "2026-04-01T00:00:00Z")
    try project.git("switch", "--quiet", "main")
    try tool.succeed("status", first, "doing", "--log", "--actor-type", "agent", "--actor-id", "codex")
    try project.commit("Take it as well", at: "2026-02-01T00:00:00Z")
    self.project = project
  }
}

extension TestRepository {
  fileprivate func commit(_ message: String, at date: String) throws {
    try git("add", "--all")
    try git.with(environment: ["GIT_COMMITTER_DATE": date])("commit", "--quiet", "--message", message)
  }
}
