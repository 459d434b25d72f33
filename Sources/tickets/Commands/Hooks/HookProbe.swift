import TicketsCore
import TicketsFiles

/// Asks a hook what it would do, without anything that it would do.
struct HookProbe {
  /// Where git runs hooks.
  let folder: String
  /// The tickets that should be judged.
  let root: String

  /// Whether anything runs under the names that the block tries.
  func findsTool(_ recorded: String?) -> Bool {
    let script =
      "for tool in \(recorded.map(Shell.quoted) ?? "") tickets; do command -v \"$tool\" && exit 0; done; exit 1"
    return (try? ChildProcess.run(["sh", "-c", script]))?.status == 0
  }

  /// Whether the lines of ours in a hook, run as git runs them, reach the root.
  ///
  /// What else stands in the hook is not run: it would take this for the real thing.
  func judgesRoot(_ event: HookEvent, _ hook: [UInt8]) -> Bool {
    guard let block = HookBlock.found(in: hook) else { return false }
    let script = "cd \"$1\" && exec sh -c \"$2\" \"$3\" --show-roots </dev/null 2>/dev/null"
    let words = ["sh", "-c", script, "sh", folder, String(decoding: block, as: UTF8.self), event.rawValue]
    guard let said = try? ChildProcess.run(words), said.status == 0 else { return false }
    return String(decoding: said.output, as: UTF8.self).split(separator: "\n")
      .contains { $0 == HookReport.name(ofRoot: root) }
  }
}
