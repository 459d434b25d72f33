import Foundation
import TestSupport
import Testing

@Suite struct ReadmeTests {
  /// The commands of the transcript, run in a repository as the demo makes it, say what README says.
  @Test func `the transcript in README is what the tool prints`() throws {
    let repository = try TestRepository()
    let tool = Tool(in: repository.path)
    try tool.succeed("init")
    let login = try tool.succeed("new", "--title", "Limit login attempts", "--priority", "high", "--status", "doing")
    let audit = try tool.succeed("new", "--title", "Log every refused login", "--dependency", login)
    try repository.commit("begin")
    for (branch, agent) in [("feature", "agent:one"), ("main", "agent:two")] {
      try repository.git(branch == "main" ? ["switch", "--quiet", branch] : ["switch", "--quiet", "--create", branch])
      try tool.succeed("status", audit, "doing", "--log", "--actor-type", "agent", "--actor-id", agent)
      try repository.commit("take it")
    }
    let readme = try Checkout.text("README.md")
    for (words, status) in [
      (["list", "--at", "feature"], 0), (["diff", "main...feature"], 0), (["merge-check", "main", "feature"], 1),
    ] as [([String], Int32)] {
      let execution = try tool(words)
      #expect(execution.status == status)
      // Ids differ from run to run; README's are those of one run of the demo.
      let shown = execution.text.replacingOccurrences(of: login.suffix(8), with: "ffa494db")
        .replacingOccurrences(of: audit.suffix(8), with: "38a8b90c")
      #expect(readme.contains("$ tickets \(words.joined(separator: " "))\n\(shown)"), "\(shown)")
    }
  }
}
