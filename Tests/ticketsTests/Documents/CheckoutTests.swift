import Foundation
import TestSupport
import Testing

/// The checkout that these tests belong to.
enum Checkout {
  static let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  static func text(_ name: String) throws -> String { try String(contentsOfFile: path + "/" + name, encoding: .utf8) }
}

@Suite("the repository itself") struct CheckoutTests {
  @Test func `its own tickets are valid`() throws {
    let execution = try Tool(in: Checkout.path)("validate", "--strict")
    #expect(execution.status == 0, "\(execution.text)\(execution.errorText)")
  }

  @Test func `the manual says what agents must do, how conflicts are solved and what is safe`() throws {
    let manual = try Checkout.text("TICKETS.md")
    for text in [
      "human_only", "agent_limits", "max_iterations", "keep all lines", "written_by", "run_started", "--machine",
      "secrets", "created_from", "context_carried_over", "validate --issues", "repair",
    ] { #expect(manual.lowercased().contains(text), "\(text)") }
    let example = try Checkout.text("AGENTS_EXAMPLE.md")
    for text in ["TICKETS.md", "validate --issues", "repair", "log", "--machine", "agent_limits"] {
      #expect(example.contains(text), "\(text)")
    }
  }

  @Test func `the language and the libraries are documented`() throws {
    let readme = try Checkout.text("README.md")
    for text in ["Swift", "libgit2", "libyaml", "macOS", "Linux"] { #expect(readme.contains(text), "\(text)") }
  }

  @Test func `the ticket and the log entry that the manual shows are valid`() throws {
    let workspace = try Workspace()
    let manual = try Checkout.text("TICKETS.md")
    let entries = manual.split(separator: "\n").filter { $0.hasPrefix("{\"ts\":") }
    #expect(!entries.isEmpty)
    for entry in entries {
      let id = try workspace.new()
      let started = try #require(entry.firstMatch(of: /"run_started":"([^"]+)"/)?.1)
      try workspace.write("\(entry)\n", to: workspace.path + "/.tickets/\(id)/logs/\(started)-r.jsonl")
      #expect(try workspace.tool("validate", id).status == 0, "\(entry)")
    }
  }

  @Test func `two log appends on two branches merge without a conflict`() throws {
    let repository = try TestRepository()
    let tool = Tool(in: repository.path)
    try tool.succeed("init")
    let id = try tool.succeed("new", "--title", "Shared")
    try repository.commit("begin")
    for branch in ["one", "two"] {
      try repository.git("checkout", "--quiet", "-b", branch, "main")
      try tool.succeed(
        "log", id, "--machine", "--actor-type", "agent", "--actor-id", branch, "--summary", "on \(branch)")
      try repository.commit(branch)
    }
    try repository.git("merge", "--quiet", "--no-edit", "one")
    let shown = try #require(try tool.json("show", id, "--logs", "all") as? [String: Any])
    #expect((shown["logs"] as? [[String: Any]])?.count == 2)
    try tool.succeed("validate")
  }
}
