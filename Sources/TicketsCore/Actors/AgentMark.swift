/// What the hosts of coding agents leave in the environment of the commands that they run.
package enum AgentMark {
  /// The name of the agent in whose hands this process is.
  package static func agent(_ variable: (String) -> String?) -> String? {
    table.first { mark in
      variable(mark.variable).map { !["0", "false"].contains($0.lowercased()) } ?? false
    }?.agent
  }

  /// A variable, set to something that is not empty, and the agent that it stands for; the first that is set counts.
  package static let table: [(variable: String, agent: String)] = [
    ("CLAUDECODE", "claude"),
    ("CODEX_SANDBOX", "codex"),
    ("CODEX_SANDBOX_NETWORK_DISABLED", "codex"),
    ("CODEX_THREAD_ID", "codex"),
    ("GEMINI_CLI", "gemini"),
    ("COPILOT_CLI", "copilot"),
    ("OPENCODE", "opencode"),
    ("QWEN_CODE", "qwen"),
    ("AUGMENT_AGENT", "augment"),
    ("CLINE_ACTIVE", "cline"),
    ("GOOSE_TERMINAL", "goose"),
    ("AMP_CURRENT_THREAD_ID", "amp"),
    // An editor whose terminal may run any of the others.
    ("CURSOR_AGENT", "cursor"),
  ]
}
