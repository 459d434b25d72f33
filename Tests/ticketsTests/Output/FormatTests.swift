import Foundation
import TestSupport
import Testing

/// `--json` is `--format json`, on every command that has one of them.
@Suite struct FormatTests {
  @Test func `every command writes the same JSON either way`() throws {
    let repository = try TestRepository()
    let tool = Tool(in: repository.path, ["TICKETS_NOW": "2026-01-29T18:42:10Z"])
    try tool.succeed("init")
    let id = try tool.succeed("new", "--title", "It")
    try repository.commit("Begin")
    for line in [
      "init", "list", "show \(id)", "status \(id) todo", "validate", "validate --issues", "validate --list-codes",
      "repair --all --dry-run", "graph", "branches", "history \(id)", "diff", "merge-check HEAD", "audit",
      "audit --commits", "hooks status", "list --nonsense",
    ] {
      let words = line.split(separator: " ").map(String.init)
      let (short, long) = (try tool(words + ["--json"]), try tool(words + ["--format", "json"]))
      #expect(short.output == long.output && short.errors == long.errors && short.status == long.status, "\(line)")
      let document = short.output.isEmpty ? short.errors : short.output
      #expect(throws: Never.self, "\(line)") { try JSONSerialization.jsonObject(with: Data(document)) }
    }
    let two = try tool("list", "--json", "--format", "text")
    #expect(two.status == 2 && two.errorText.contains("name two formats"))
  }

  @Test func `no command has one of them and not the other`() throws {
    let folder = try TemporaryFolder()
    let help = { (command: String) in try Tool(in: folder.path).succeed(command, "--help") }
    for line in try Tool(in: folder.path).succeed("--help").split(separator: "\n") where line.hasPrefix("  ") {
      guard line.dropFirst(2).first?.isLowercase == true, let command = line.split(separator: " ").first else {
        continue
      }
      // Its formats are those of manuals.
      if command == "man" { continue }
      let text = try help(String(command.prefix { $0 != "," }))
      #expect(text.contains("--json ") == text.contains("--format <"), "\(command)")
    }
  }
}
