import Arguments
import TicketsCore

extension HookEvent: ParameterValue {
  /// What is installed when neither a command nor the settings name it: every gate of a repository that people work in.
  private static let usual: Set<HookEvent> = [.preCommit, .prepareCommitMessage, .commitMessage, .postMerge, .prePush]

  /// What is installed when a command names nothing.
  static func usual(_ settings: Settings) -> [HookEvent] {
    allCases.filter { settings.hooks[$0] ?? usual.contains($0) }
  }
}
