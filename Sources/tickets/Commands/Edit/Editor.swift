import TicketsCore
import TicketsFiles

/// The editor of the user: the one that git would open, and where git is absent, the one of the environment.
struct Editor {
  /// A line of shell, to which the file is added.
  private let command: String

  init(_ session: Session) throws(Failure) {
    let named = ["GIT_EDITOR", "VISUAL", "EDITOR"].compactMap { Process.environment($0) }
    // Nobody could close an editor that opens without a terminal; one that was named may need none.
    guard Process.isTerminal(.input) || !named.isEmpty else {
      throw Failure(
        .noTerminal, "there is no terminal to open an editor in",
        hint: "Say what to change, such as --title or --check: 'tickets edit --help'")
    }
    command = Process.environment("GIT_EDITOR") ?? Self.choiceOfGit(session.folder) ?? named.first ?? "vi"
  }

  /// What git would open; it knows the user's settings.
  private static func choiceOfGit(_ folder: String) -> String? {
    let script = "command -v git >/dev/null || exit 1; cd \(Shell.quoted(folder)) && git var GIT_EDITOR 2>/dev/null"
    guard let (status, output) = try? ChildProcess.run(["sh", "-c", script]), status == 0 else { return nil }
    let name = String(decoding: output, as: UTF8.self).trimmed
    return name.isEmpty ? nil : name
  }

  /// What it means that it ended so; 127 is how a shell says that it found no such program.
  func sentence(ending status: Int32) -> String {
    status == 127
      ? "there is no editor '\(command)': set core.editor or EDITOR to one that is there"
      : "the editor ended with \(status)"
  }

  /// Opens a file, waits until the editor has ended, and says how.
  func open(_ file: String) throws(Failure) -> Int32 {
    do throws(Errno) {
      return try Shell.runOnTerminal("\(command) \(Shell.quoted(file))")
    } catch {
      throw Failure(.editor, "cannot start the editor '\(command)': \(error.message)", exitCode: .found)
    }
  }
}
