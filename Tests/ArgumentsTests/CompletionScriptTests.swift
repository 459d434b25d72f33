import Arguments
import Foundation
import TestSupport
import Testing

/// Loads each script into its shell, with a tool that notes what it is asked and answers with something known.
struct CompletionScriptTests {
  @Test(.enabled(if: Program.bash.isInstalled, "needs bash"))
  func `bash asks and gets words`() throws {
    let complete = """
      complete_at() { COMP_LINE=$1 COMP_POINT=${#1}; _garden garden "$2"; printf '[%s]' "${COMPREPLY[@]}"; echo; }
      complete_at 'garden water ' ''
      complete_at 'garden water "a b" --soil=d' d
      complete -p garden
      """
    #expect(
      try run(.bash, .bash, options: ["--norc"], complete) == """
        [plant  (Plant: one)][water]
        [dry][damp]
        complete -F _garden garden
        asked <water><>
        asked <water><"a><b"><--soil=d>

        """)
  }

  @Test(.enabled(if: Program.zsh.isInstalled, "needs zsh"))
  func `zsh asks and gets words`() throws {
    let complete = """
      compadd() { print -r -- "[${(j:][:)answers}] [${(j:][:)shown}]" }
      _files() { print -r -- "files $@" }
      compset() { }
      words=(garden water '') CURRENT=3; _garden
      words=(garden water "'a b'" --soil=d later) CURRENT=4; _garden
      words=(garden -C d) CURRENT=3; _garden
      """
    #expect(
      try run(.zsh, .zsh, options: ["-f"], prelude: "compdef() { }", complete) == """
        [plant][water] [plant  -- Plant: one][water]
        [--soil=dry][--soil=damp] [--soil=dry][--soil=damp]
        files -/
        asked <water><>
        asked <water><a b><--soil=d>
        asked <-C><d>

        """)
  }

  @Test(.enabled(if: Program.fish.isInstalled, "needs fish"))
  func `fish asks and gets words`() throws {
    let complete = """
      complete -C 'garden water '
      complete -C 'garden water "a b" --soil=d'
      complete -C 'garden -C d'
      """
    #expect(
      try run(.fish, .fish, options: ["--no-config"], complete) == """
        plant\tPlant: one
        water
        --soil=damp
        --soil=dry
        dir/\tDirectory
        asked <water><>
        asked <water><a b><--soil=d>
        asked <-C><d>

        """)
  }

  /// Runs the lines in a shell that has loaded the completion script, and then shows what the tool was asked.
  private func run(_ program: Program, _ shell: Shell, options: [String], prelude: String = "", _ lines: String) throws
    -> String
  {
    let folder = try TemporaryFolder()
    try folder.write("dir/file", "")
    // Another process writes the program: what this one has open for writing, its other children may hold for a moment,
    // and the system runs no program that is being written.
    _ = try TestSupport.run(
      "/bin/sh", ["-c", "cat >garden && chmod 755 garden"], in: folder.path, environment: ["PATH": "/usr/bin:/bin"],
      input: Array(tool.utf8))
    let script = Outline(of: Garden.self).completionScript(for: shell)
    return try program.printed(options, input: "\(prelude)\n\(script)\n\(lines)\ncat asked", in: folder)
  }

  private let tool = #"""
    #!/bin/sh
    shift
    { printf 'asked '; printf '<%s>' "$@"; echo; } >>asked
    for last; do :; done
    case $last in
      --soil=*) printf '%s\n' --soil=dry --soil=damp ;;
      d) echo :directories ;;
      *) printf 'plant\tPlant: one\nwater\n' ;;
    esac
    """#
}
