/// A place where tickets are: a branch, a tag, a work tree.
package struct SurveyPlace: Sendable {
  /// How reports name it: `feature`, `origin/main`, `worktree:agent-2`.
  package let name: String
  /// The commit it stands on, where it is no more than that.
  package let commit: String?
  /// Which of the forks it left the base branch at; the first is the tip of that branch.
  let fork: Int
  /// What its ticket folders hold that is not as it was at the fork; nothing where one is gone.
  let changes: [[UInt8]: Fingerprint?]

  package init(name: String, commit: String?, fork: Int, changes: [[UInt8]: Fingerprint?]) {
    (self.name, self.commit, self.fork, self.changes) = (name, commit, fork, changes)
  }
}
