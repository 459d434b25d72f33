import Foundation
import TestSupport
import Testing

/// `init --agent` and `init --no-agent`: what hosts of agents read, and nothing else.
@Suite struct InitAgentTests {
  private let repository: TestRepository
  private let tool: Tool
  private static let hosts = ["claude", "codex", "gemini", "cursor", "copilot", "opencode"]

  init() throws {
    repository = try TestRepository()
    tool = Tool(in: repository.path)
    try tool.succeed("init")
    try repository.commit("Begin")
  }

  private func status() throws -> [String] {
    try repository.git("status", "--porcelain", "--untracked-files=all").lines.filter { !$0.isEmpty }
  }

  private func agent(_ hosts: String...) throws { try tool.succeed(["init", "--agent"] + hosts) }
  private func noAgent(_ hosts: String...) throws { try tool.succeed(["init", "--no-agent"] + hosts) }

  @Test(arguments: hosts) func `twice is as once, and undone is as before`(_ host: String) throws {
    try agent(host)
    let made = try status()
    #expect(!made.isEmpty)
    try repository.git("add", "--all")
    try repository.git("commit", "--quiet", "--message", "Agents")
    try agent(host)
    #expect(try status() == [])
    try noAgent(host)
    try repository.commit("Without")
    #expect(try repository.git("diff", "--name-only", "HEAD~2").text == "")
    #expect(!FileManager.default.fileExists(atPath: repository.path + "/.agents"))
    #expect(!FileManager.default.fileExists(atPath: repository.path + "/.claude"))
  }

  @Test func `how to connect the server of tools is printed, and written nowhere`() throws {
    let printed = try tool.succeed("init", "--agent", "claude", "opencode")
    #expect(printed.contains(#".mcp.json: {"mcpServers": {"tickets": {"command": "tickets", "args": ["mcp"]}}}"#))
    #expect(printed.contains(#"opencode.json: {"mcp": {"tickets": {"type": "local", "command": ["tickets", "mcp"]}}}"#))
    #expect(try !status().contains { $0.contains("mcp.json") || $0.contains("opencode.json") })
    #expect(try !tool.succeed("init", "--no-agent", "claude", "opencode").contains("mcp"))
  }

  @Test func `each host finds what it documents`() throws {
    try agent("claude", "codex", "gemini", "cursor")
    let files = try status().map { String($0.dropFirst(3)) }.sorted()
    #expect(
      files == [
        ".agents/skills/tickets/SKILL.md", ".claude/settings.json", ".claude/skills/tickets/SKILL.md",
        ".codex/hooks.json", ".gemini/settings.json", "AGENTS.md", "GEMINI.md",
      ])
    let pointer = try repository.read("AGENTS.md").split(separator: "\n", omittingEmptySubsequences: false)
    #expect(pointer.count <= 13)
    let skill = try repository.read(".claude/skills/tickets/SKILL.md").split(separator: "\n")
    #expect(skill[1] == "name: tickets")
    let description = try #require(skill.first { $0.hasPrefix("description: ") })
    #expect(description.count <= 1024)
  }

  @Test(arguments: ["claude", "codex", "gemini"])
  func `the start hook goes into the settings that are there, and out again to the byte`(_ host: String) throws {
    let path = ["claude": ".claude/settings.json", "codex": ".codex/hooks.json", "gemini": ".gemini/settings.json"]
    let file = try #require(path[host])
    for old in [
      "{}", "{ }\n", #"{"model": "x"}"#, "{\n  \"hooks\": {\n    \"Stop\": []\n  },\n  \"z\": 1.50\n}\n",
      #"{"hooks":{"SessionStart":[{"hooks":[{"type":"command","command":"date"}]}]}}"#, #"{"hooks": {}}"#,
    ] {
      try repository.write(file, old)
      try agent(host)
      let data = Data(try repository.read(file).utf8)
      let settings = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
      let groups = try #require((settings["hooks"] as? [String: Any])?["SessionStart"] as? [[String: Any]])
      let commands = groups.flatMap { $0["hooks"] as? [[String: Any]] ?? [] }.compactMap { $0["command"] as? String }
      #expect(commands.contains("tickets brief --hook \(host)"), "\(old)")
      try agent(host)
      #expect(Data(try repository.read(file).utf8) == data, "\(old)")
      try noAgent(host)
      #expect(try repository.read(file) == old)
    }
  }

  @Test func `settings that are not as expected are left alone and named`() throws {
    for odd in ["{broken", "[]", #"{"hooks": 3}"#, #"{"hooks": {"SessionStart": {}}}"#] {
      try repository.write(".claude/settings.json", odd)
      let execution = try tool("init", "--agent", "claude")
      #expect(execution.status == 0)
      #expect(execution.errorText.contains(".claude/settings.json is left alone"))
      #expect(try repository.read(".claude/settings.json") == odd)
    }
  }

  @Test func `text that was there stays byte for byte, and one host goes without the other`() throws {
    let texts = ["AGENTS.md": "# Ours\r\n\r\nNo end", "GEMINI.md": "x\n", ".github/copilot-instructions.md": "y"]
    for (name, text) in texts { try repository.write(name, text) }
    try repository.commit("Instructions")
    try agent("claude", "codex", "copilot", "gemini")
    for (name, text) in texts { #expect(try repository.read(name).hasPrefix(text)) }
    try noAgent("codex")
    #expect(try repository.read("AGENTS.md").contains("--agent claude'"))
    try noAgent("claude", "copilot", "gemini")
    #expect(try status() == [])
  }

  @Test func `a file of claude's own gets the pointer, unless it refers to the common one or is a link`() throws {
    try repository.write("CLAUDE.md", "# Mine\n")
    try agent("claude")
    #expect(try repository.read("CLAUDE.md").contains("tickets brief"))
    try noAgent("claude")
    #expect(try repository.read("CLAUDE.md") == "# Mine\n")
    try repository.write("CLAUDE.md", "@AGENTS.md\n")
    try agent("claude")
    #expect(try repository.read("CLAUDE.md") == "@AGENTS.md\n")
    #expect(try repository.read("AGENTS.md").contains("tickets brief"))
    try FileManager.default.removeItem(atPath: repository.path + "/CLAUDE.md")
    try FileManager.default.createSymbolicLink(
      atPath: repository.path + "/CLAUDE.md", withDestinationPath: "AGENTS.md")
    try agent("claude")
    #expect(try repository.read("AGENTS.md").components(separatedBy: ">>> tickets >>>").count == 2)
    try noAgent("claude")
    #expect(!FileManager.default.fileExists(atPath: repository.path + "/AGENTS.md"))
  }

  @Test func `a changed skill is left alone and named`() throws {
    try repository.write(".claude/skills/tickets/SKILL.md", "mine\n")
    let execution = try tool("init", "--agent", "claude")
    #expect(execution.status == 0)
    #expect(execution.errorText.contains("SKILL.md is left alone: it is not what this version writes"))
    #expect(try repository.read(".claude/skills/tickets/SKILL.md") == "mine\n")
  }

  @Test func `what cannot be meant is refused, and a folder in the way changes nothing`() throws {
    #expect(try tool("init", "--agent", "nope").status == 2)
    #expect(try tool("init", "--no-agent", "claude", "--config").status == 2)
    try FileManager.default.createDirectory(
      atPath: repository.path + "/AGENTS.md", withIntermediateDirectories: false)
    let execution = try tool("init", "--agent", "codex")
    #expect(execution.status == 2)
    #expect(execution.errorText.contains("AGENTS.md is no regular file"))
    #expect(try status() == [])
  }
}
