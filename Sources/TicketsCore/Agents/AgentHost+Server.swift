extension AgentHost {
  /// How this host is told to start the server of tools: the file to write into, and what.
  package var server: (file: String, entry: String) {
    let entry = #""tickets": {"command": "tickets", "args": ["mcp"]}"#
    return switch self {
    case .claude: (".mcp.json", "{\"mcpServers\": {\(entry)}}")
    case .cursor: (".cursor/mcp.json", "{\"mcpServers\": {\(entry)}}")
    case .gemini: (".gemini/settings.json", "{\"mcpServers\": {\(entry)}}")
    case .copilot: (".vscode/mcp.json", "{\"servers\": {\(entry)}}")
    case .opencode: ("opencode.json", #"{"mcp": {"tickets": {"type": "local", "command": ["tickets", "mcp"]}}}"#)
    case .codex: ("~/.codex/config.toml", "mcp_servers.tickets = { command = \"tickets\", args = [\"mcp\"] }")
    }
  }
}
