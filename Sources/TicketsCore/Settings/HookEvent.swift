/// A moment at which git asks hooks.
package enum HookEvent: String, CaseIterable, Sendable {
  case preCommit = "pre-commit"
  case preMergeCommit = "pre-merge-commit"
  case prepareCommitMessage = "prepare-commit-msg"
  case commitMessage = "commit-msg"
  case postCommit = "post-commit"
  case postMerge = "post-merge"
  case prePush = "pre-push"
  case preReceive = "pre-receive"
}
