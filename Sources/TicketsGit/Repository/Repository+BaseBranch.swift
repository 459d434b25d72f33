extension Repository {
  /// The branch that others are made from and merged into: the configured one, or what `origin/HEAD` points to, or the
  /// first that is there of the usual names.
  package func baseBranch(_ configured: String?) throws(GitError) -> Reference? {
    if let configured {
      if let found = try branch(of: [configured, "origin/" + configured]) { return found }
      throw GitError(
        .revisionNotFound, operation: "find the base branch '\(configured)'", message: "there is no such branch",
        hint: "`base_branch` in .tickets/config.yml names it; `git fetch` may bring it")
    }
    if let origin = try symbolicTarget(of: "refs/remotes/origin/HEAD"), let found = try reference(origin) {
      return found
    }
    return try branch(of: ["main", "master", "origin/main", "origin/master"])
  }

  /// The ticket that `git config branch.<name>.ticket` names for a branch.
  package func ticket(ofBranch name: String) throws(GitError) -> String? {
    try settings().text("branch.\(name).ticket")
  }

  /// The first that is there of some branches, local or remote-tracking, by their short names.
  private func branch(of names: [String]) throws(GitError) -> Reference? {
    for name in names {
      for folder in ["refs/heads/", "refs/remotes/"] {
        if let found = try reference(folder + name) { return found }
      }
    }
    return nil
  }
}

extension Reference {
  /// The name of the branch where it lives: without the remote that it was fetched from.
  package var branchName: Substring { isRemote ? name.drop { $0 != "/" }.dropFirst() : name[...] }

  /// Whether this is a branch of that name, here or as a remote has it.
  package func isNamed(_ branch: some StringProtocol) -> Bool { branchName == branch }
}
