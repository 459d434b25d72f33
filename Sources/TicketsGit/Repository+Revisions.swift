private import CGit2

extension Repository {
  /// The object a revision names, spelled as git spells them: `main~2^{tree}`, `v1.0`, `origin/main@{1}`, `3f2c`.
  package func resolve(_ revision: String) throws(GitError) -> ObjectID {
    do throws(GitError) {
      let object = try Handle<ObjectKind>("resolve '\(revision)'") {
        unsafe git_revparse_single($0, handle.raw, revision)
      }
      guard let id = unsafe ObjectID(git_object_id(object.raw)) else { throw .reported(-1, operation: "resolve") }
      return id
    } catch {
      throw explain(error, revision: revision)
    }
  }

  /// The commit a revision names, through any tags.
  package func commit(of revision: String) throws(GitError) -> ObjectID {
    try peel(resolve(revision), to: GIT_OBJECT_COMMIT, named: "commit", revision)
  }

  /// The tree a revision names, through any tags and the commit.
  package func tree(of revision: String) throws(GitError) -> ObjectID {
    try tree(of: resolve(revision), named: revision)
  }

  /// The tree of a tag, a commit or the tree itself.
  func tree(of id: ObjectID, named revision: String) throws(GitError) -> ObjectID {
    try peel(id, to: GIT_OBJECT_TREE, named: "tree", revision)
  }

  private func peel(
    _ id: ObjectID, to type: git_object_t, named name: String, _ revision: String
  ) throws(GitError) -> ObjectID {
    var id = id.raw
    let object = try Handle<ObjectKind>("read '\(revision)'") {
      unsafe git_object_lookup($0, handle.raw, &id, GIT_OBJECT_ANY)
    }
    do throws(GitError) {
      let peeled = try Handle<ObjectKind>("read '\(revision)'") { unsafe git_object_peel($0, object.raw, type) }
      guard let id = unsafe ObjectID(git_object_id(peeled.raw)) else { throw .reported(-1, operation: "read") }
      return id
    } catch {
      guard error.code == .peel || error.code == .invalidSpecification || error.code == .ambiguous else { throw error }
      throw error.explained(.wrongObject, "it names no \(name)", hint: "name a branch, a tag or a commit")
    }
  }

  private func explain(_ error: GitError, revision: String) -> GitError {
    if error.code == .ambiguous {
      return error.explained(
        .revisionAmbiguous, "more than one object has a name that begins so", hint: "give more of its digits")
    }
    if error.code == .peel {
      return error.explained(.wrongObject, "what it names is of another kind", hint: nil)
    }
    guard error.code == .notFound || error.code == .invalidSpecification else { return error }
    if let unborn = try? head(), case .unborn(let branch) = unborn, [branch, "HEAD", "@"].contains(revision) {
      return error.explained(
        .unbornBranch, "'\(branch)' has no commit yet", hint: "`--staged` reads what the first commit would hold")
    }
    return error.explained(.revisionNotFound, "there is no such revision", hint: advice(for: revision))
  }

  /// What someone who typed this revision probably wants.
  private func advice(for revision: String) -> String {
    let name = revision.prefix { !"~^@:".contains($0) }
    let known = ((try? branches()) ?? []).map(\.name) + ((try? tags()) ?? []).map(\.name)
    if let nearest = Nearness.nearest(to: String(name), among: known), nearest != name {
      return "Did you mean '\(nearest)\(revision.dropFirst(name.count))'?"
    }
    if isShallow { return "this clone is shallow: `git fetch --unshallow` gets the whole history" }
    return "`git branch --all` and `git tag` list what can be named"
  }
}
