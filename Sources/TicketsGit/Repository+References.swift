private import CGit2

/// A branch or a tag, and the object it names.
package struct Reference: Equatable, Sendable {
  /// As people write it: `main`, `origin/main`, `v1.0`.
  package let name: String
  /// As git stores it: `refs/heads/main`.
  package let fullName: String
  /// The object it names: for an annotated tag the tag itself.
  package let id: ObjectID
  package let isRemote: Bool
}

/// What `HEAD` stands on.
package enum Head: Equatable, Sendable {
  case branch(String, ObjectID)
  case detached(ObjectID)
  /// A branch without a commit.
  case unborn(branch: String)
}

extension Repository {
  /// What `HEAD` of this work tree stands on.
  package func head() throws(GitError) -> Head {
    let head = try Handle<ReferenceKind>("read HEAD") { unsafe git_reference_lookup($0, handle.raw, "HEAD") }
    guard let target = unsafe git_reference_symbolic_target(head.raw).map({ unsafe String(cString: $0) }) else {
      guard let id = unsafe ObjectID(git_reference_target(head.raw)) else {
        throw .reported(-1, operation: "read HEAD")
      }
      return .detached(id)
    }
    let branch = target.hasPrefix("refs/heads/") ? String(target.dropFirst("refs/heads/".count)) : target
    var id = git_oid()
    let status = unsafe git_reference_name_to_id(&id, handle.raw, target)
    if status == GIT_ENOTFOUND.rawValue { return .unborn(branch: branch) }
    try check("read '\(target)'") { status }
    return .branch(branch, ObjectID(id))
  }

  /// The branches, local ones first, each group in byte order of the names.
  package func branches() throws(GitError) -> [Reference] {
    try references("refs/heads/") + references("refs/remotes/", isRemote: true)
  }

  /// The tags, in byte order of the names.
  package func tags() throws(GitError) -> [Reference] {
    try references("refs/tags/")
  }

  /// The branch that a local branch follows; none when it follows none, or one that is not there.
  package func upstream(of branch: String) throws(GitError) -> Reference? {
    let name = "refs/heads/" + branch
    let operation = "find the upstream of '\(branch)'"
    guard let upstream = try Text.read(operation, { unsafe git_branch_upstream_name($0, handle.raw, name) }) else {
      return nil
    }
    var id = git_oid()
    let status = unsafe git_reference_name_to_id(&id, handle.raw, upstream)
    if status == GIT_ENOTFOUND.rawValue { return nil }
    try check(operation) { status }
    let isRemote = upstream.hasPrefix("refs/remotes/")
    let prefix = isRemote ? "refs/remotes/" : "refs/heads/"
    return Reference(
      name: String(upstream.dropFirst(prefix.count)), fullName: upstream, id: ObjectID(id), isRemote: isRemote)
  }

  private func references(_ prefix: String, isRemote: Bool = false) throws(GitError) -> [Reference] {
    let iterator = try Handle<ReferencesKind>("list '\(prefix)'") {
      unsafe git_reference_iterator_glob_new($0, handle.raw, prefix + "*")
    }
    var found: [Reference] = []
    while true {
      var next: UnsafePointer<CChar>?
      let status = unsafe git_reference_next_name(&next, iterator.raw)
      if status == GIT_ITEROVER.rawValue { break }
      try check("list '\(prefix)'") { status }
      guard let fullName = unsafe next.map({ unsafe String(cString: $0) }) else { continue }
      var id = git_oid()
      // A symbolic reference to nothing, such as a stale `origin/HEAD`, names no object.
      guard unsafe git_reference_name_to_id(&id, handle.raw, fullName) == 0 else { continue }
      found.append(
        Reference(
          name: String(fullName.dropFirst(prefix.count)), fullName: fullName, id: ObjectID(id), isRemote: isRemote))
    }
    return found.sorted { $0.fullName.utf8.lexicographicallyPrecedes($1.fullName.utf8) }
  }
}
