import Arguments

/// Writes a completion script for a shell.
struct WriteCompletions: TicketsCommand {
  static let configuration = Configuration(
    "completions", abstract: "Write the completion script for a shell",
    examples: [
      .init("tickets completions bash > ~/.local/share/bash-completion/completions/tickets", "for bash"),
      .init("tickets completions fish > ~/.config/fish/completions/tickets.fish", "for fish"),
    ])

  @Argument(help: "The shell that completes")
  var shell: Shell

  func run(in session: Session) throws(Failure) -> TextReport {
    TextReport(key: "script", text: Outline(of: Tickets.self).completionScript(for: shell))
  }
}
