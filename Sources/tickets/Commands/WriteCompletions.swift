import Arguments

/// Writes a completion script for a shell.
struct WriteCompletions: TicketsCommand {
  static let configuration = Configuration(
    "completions", abstract: "Write the completion script for a shell",
    discussion: """
      scripts/install puts the scripts where the shells look for them. They complete commands, options, tickets by the \
      end of their ids, statuses, revisions, labels and owners; the same file under the name git-tickets (for zsh \
      _git-tickets, for fish in conf.d) completes 'git tickets'.
      """,
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
