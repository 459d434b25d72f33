import Arguments

/// A moment at which git asks hooks.
enum HookEvent: String, CaseIterable, ParameterValue {
  case preCommit = "pre-commit"
  case preMergeCommit = "pre-merge-commit"
  case commitMessage = "commit-msg"
  case postCommit = "post-commit"
  case postMerge = "post-merge"
  case prePush = "pre-push"
  case preReceive = "pre-receive"

  /// What is installed when nothing is named.
  static let usual: [HookEvent] = [.preCommit, .commitMessage, .postMerge, .prePush]
}
