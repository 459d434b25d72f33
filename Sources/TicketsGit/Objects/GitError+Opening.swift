extension GitError {
  /// The failure to find a repository.
  var explainedAsMissing: GitError {
    explained(
      .notARepository, "there is none here or in a folder above",
      hint: "commands that read only the files of the work tree need no repository; `git init` makes one")
  }

  /// The refusal to read what belongs to somebody else, whose top lies there.
  func explainedAsForeign(_ path: String) -> GitError {
    explained(
      .foreignOwner, "another user owns it, and git trusts it only when you say so",
      hint: "git config --global --add safe.directory \(path)")
  }
}
