import Foundation
import TestSupport
import Testing

/// Types into the real shells, at a terminal, and looks at the commands that come out.
@Suite(.enabled(if: hasScript, "needs the script of util-linux"))
struct ShellCompletionTests {
  private let repository: TestRepository

  init() throws {
    repository = try TestRepository()
    try repository.write(".tickets/config.yml", "")
    for (tail, title, owner) in [("1c0be44a", "Parse dates", "null"), ("11c90f97", "Write dates", "'@bob'")] {
      let id = "01980000-0000-7000-8000-0000\(tail)"
      try repository.write(
        ".tickets/\(id)/ticket.md",
        """
        ---
        id: \(id)
        title: \(title)
        status: todo
        created_at: 2026-01-01T00:00:00Z
        labels: [bug]
        assignment:
          owner: \(owner)
        ---
        """)
    }
    try repository.commit("Begin")
    try repository.git("branch", "feature")
  }

  /// What is typed, up to Enter, and what the tool is then called with.
  private static let lines: [(typed: String, called: String)] = [
    // What is typed stays, whatever the other ids begin with.
    ("tickets show 1c\t", "show 1c0be44a"),
    ("tickets show 1\t1c\t", "show 11c90f97"),
    ("tickets show 019\t1\t", "show 01980000-0000-7000-8000-000011c90f97"),
    // The end of an id completes too.
    ("tickets show e44a\t", "show 01980000-0000-7000-8000-00001c0be44a"),
    ("tickets show zz\t", "show zz"),
    ("tickets status 11c\tdoi\t", "status 11c90f97 doing"),
    ("tickets status --ticket 11c\tdoi\t", "status --ticket 11c90f97 doing"),
    ("tickets list --label b\t", "list --label bug"),
    ("tickets list --owner @b\t", "list --owner @bob"),
    ("tickets list --at fea\t", "list --at feature"),
    ("tickets diff main..fea\t", "diff main..feature"),
    ("tickets list --sort=pri\t", "list --sort=priority"),
    ("tickets vali\t", "validate"),
    ("git tickets show 1c\t", "show 1c0be44a"),
    ("git tickets status 11c\tdoi\t", "status 11c90f97 doing"),
    ("git tickets merge-check fea\t", "merge-check feature"),
  ]

  @Test(.enabled(if: Program.has("bash") && bashCompletion != nil, "needs bash-completion"))
  func `bash completes`() throws {
    try expectLines(
      of: "bash --rcfile ~/.bashrc -i",
      ".bashrc", "PS1='$ '\nbind 'set show-all-if-ambiguous on'\n. \(Self.bashCompletion ?? "")\n")
  }

  @Test(.enabled(if: Program.has("zsh"), "needs zsh"))
  func `zsh completes`() throws {
    try expectLines(
      of: "zsh -i", ".zshrc",
      "PS1='$ '; fpath=(~/usr/share/zsh/site-functions $fpath); autoload -U compinit; compinit -D -u\n")
  }

  @Test(.enabled(if: Program.has("fish"), "needs fish"))
  func `fish completes`() throws {
    try expectLines(of: "fish -i", ".config/fish/config.fish", "")
  }

  private static let bashCompletion = [
    "/usr/share/bash-completion/bash_completion", "/opt/homebrew/etc/profile.d/bash_completion.sh",
  ].first { FileManager.default.fileExists(atPath: $0) }

  /// Types the lines into a shell that begins with this file of its own, and with all that gets installed.
  private func expectLines(of command: String, _ name: String, _ text: String) throws {
    let home = try TemporaryFolder()
    try home.write(name, text)
    let installed = try TestSupport.run(
      Checkout.path + "/scripts/install", ["--prefix", home.path("usr"), "--binary", Tool.path], in: home.path,
      environment: ["PATH": repository.git.environment["PATH"] ?? "/usr/bin:/bin", "HOME": home.path])
    try #require(installed.status == 0, "\(installed.errorText)")
    // In place of the tool: it answers questions for words, and notes what else it is called with.
    let stand = """
      #!/bin/sh
      case $1 in --complete) exec '\(Tool.path)' "$@" ;; esac
      echo "$*" >>"$HOME/called"

      """
    for name in ["tickets", "git-tickets"] { try writeScript(stand, to: home.path("bin/" + name)) }
    var environment = repository.git.environment
    environment["PATH"] = home.path("bin") + ":" + (environment["PATH"] ?? "/usr/bin:/bin")
    environment["HOME"] = home.path
    environment["TERM"] = "xterm"
    environment["XDG_DATA_DIRS"] = home.path("usr/share") + ":/usr/local/share:/usr/share"
    for name in ["XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "ZDOTDIR"] { environment[name] = nil }
    let typed = Self.lines.map { $0.typed + "\n" }.joined() + "exit\n"
    let shown = try TestSupport.run(
      "/bin/sh", ["-c", "exec script -qec '\(command)' /dev/null"],
      in: repository.path, environment: environment, input: Array(typed.utf8))
    let called = try home.read("called").split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
    #expect(called == Self.lines.map(\.called), "\(shown.text)")
    #expect(shown.text.contains("todo: Parse dates") && shown.text.contains("todo: Write dates"))
  }
}

/// Whether there is the program that gives another one a terminal.
private let hasScript = (try? Program.run("script --version", in: "/").status) == 0
