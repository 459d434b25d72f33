private import TicketsCore

extension Repository {
  /// The object a revision names, spelled as git spells them: `main~2^{tree}`, `v1.0`, `origin/main@{1}`, `3f2c`.
  package func resolve(_ revision: String) throws(GitError) -> ObjectID {
    do throws(GitError) {
      return try find(revision)
    } catch {
      throw explain(error, revision: revision)
    }
  }

  /// The same, but where there is none nobody looks for what was meant, which takes a list of all references.
  private func find(_ revision: String) throws(GitError) -> ObjectID {
    // A reader may know no replaced parents, so git itself must go the way to them.
    if !substitutes.isEmpty, revision.contains(where: "~^:@".contains) {
      let git = GitCommand(in: (try? workFolder()) ?? gitFolder)
      let answer = try git.answer("rev-parse", "--verify", "--quiet", "--end-of-options", revision, reading: [])
      let line = String(decoding: answer.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
      if let id = ObjectID(hex: line) { return id }
    }
    return try reader.resolve(revision)
  }

  /// The commit a revision names, through any tags; none where it names none.
  package func commitIfAny(_ revision: String) -> ObjectID? { (try? find(revision)).flatMap { commit(within: $0) } }

  /// The commit that an object is, through any tags; none where it is none.
  package func commit(within id: ObjectID) -> ObjectID? {
    guard let (commit, type) = try? withoutTags(id), type == .commit else { return nil }
    return commit
  }

  /// The commit a revision names, through any tags.
  package func commit(of revision: String) throws(GitError) -> ObjectID {
    let (id, type) = try withoutTags(resolve(revision))
    guard type == .commit else { throw .wrongObject(revision, wanted: "commit") }
    return id
  }

  /// The tree a revision names, through any tags and the commit.
  package func tree(of revision: String) throws(GitError) -> ObjectID {
    try tree(of: resolve(revision), named: revision)
  }

  /// The tree of a tag, a commit or the tree itself.
  func tree(of id: ObjectID, named revision: String) throws(GitError) -> ObjectID {
    let (id, type) = try withoutTags(id)
    switch type {
    case .tree: return id
    case .commit: return try commit(id).tree
    default: throw .wrongObject(revision, wanted: "tree")
    }
  }

  private func explain(_ error: GitError, revision: String) -> GitError {
    // libgit2 calls digits ambiguous that are too few to name anything.
    if error.code == .ambiguous, revision.utf8.count >= 4 {
      return error.explained(
        .revisionAmbiguous, "more than one object has a name that begins so", hint: "give more of its digits")
    }
    if error.code == .peel {
      return error.explained(.wrongObject, "what it names is of another kind", hint: nil)
    }
    guard [.notFound, .invalidSpecification, .ambiguous].contains(error.code) else { return error }
    if let unborn = try? head(), case .unborn(let branch) = unborn, [branch, "HEAD", "@"].contains(revision) {
      return error.explained(
        .unbornBranch, "'\(branch)' has no commit yet", hint: "`--staged` reads what the first commit would hold")
    }
    return error.explained(.revisionNotFound, "there is no such revision", hint: advice(for: revision))
  }

  /// What someone who typed this revision probably wants.
  private func advice(for revision: String) -> String {
    let name = String(revision.prefix { !"~^@:".contains($0) })
    let known = ((try? branches()) ?? []).map(\.name) + ((try? tags()) ?? []).map(\.name)
    let isMistyped = name == revision || (try? find(name)) == nil
    // A branch that only a remote has is meant when its own name is typed.
    let remote = known.first { $0.hasSuffix("/" + name) }
    if isMistyped, let nearest = remote ?? Nearness.nearest(to: name, among: known) {
      return "Did you mean '\(nearest)\(revision.dropFirst(name.count))'?"
    }
    if isShallow { return "this clone is shallow: `git fetch --unshallow` gets the whole history" }
    return "`git branch --all` and `git tag` list what can be named"
  }
}

extension GitError {
  fileprivate static func wrongObject(_ revision: String, wanted: String) -> GitError {
    GitError(
      .wrongObject, operation: "read '\(revision)'", message: "it names no \(wanted)",
      hint: "name a branch, a tag or a commit")
  }
}
