import TicketsCore
import TicketsFiles

/// The pager of the user: the one that git would use, unless `TICKETS_PAGER` names another.
struct Pager {
  /// A line of shell.
  private let command: String

  /// Nothing where no pager is wanted: an empty name and `cat` say so, as with git.
  init?(in folder: String) {
    let isNamed = Process.environmentNames.contains("TICKETS_PAGER")
    let named = isNamed ? Process.environment("TICKETS_PAGER") ?? "" : Self.choiceOfGit(folder)
    let command = named ?? Process.environment("PAGER") ?? "less"
    guard !command.isEmpty, command != "cat" else { return nil }
    self.command = command
  }

  private static func choiceOfGit(_ folder: String) -> String? {
    let script = "command -v git >/dev/null || exit 1; cd \(Shell.quoted(folder)) && git var GIT_PAGER 2>/dev/null"
    guard let (status, output) = try? ChildProcess.run(["sh", "-c", script]), status == 0 else { return nil }
    return String(decoding: output, as: UTF8.self).trimmed
  }

  /// Shows a text until the user has seen enough; whether there was such a pager.
  func show(_ text: [UInt8]) -> Bool {
    // What git tells pagers that nobody has told anything: colours, and no page of its own for little.
    let line = "LESS=${LESS-FRX} LV=${LV--c}; export LESS LV; \(command)"
    guard let status = try? Shell.feed(text, to: line) else { return false }
    return status != Self.notFound
  }

  /// How a shell ends that does not know a program.
  private static let notFound: Int32 = 127
}
