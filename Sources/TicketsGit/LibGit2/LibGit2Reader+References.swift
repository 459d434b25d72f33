private import CGit2
private import TicketsCore

extension LibGit2Reader {
  func head() throws(GitError) -> Head {
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

  func upstream(of branch: String) throws(GitError) -> String? {
    let name = "refs/heads/" + branch
    return try Text.read("find the upstream of '\(branch)'") { unsafe git_branch_upstream_name($0, handle.raw, name) }
  }

  func symbolicTarget(of fullName: String) throws(GitError) -> String? {
    let operation = "read '\(fullName)'"
    do throws(GitError) {
      let found = try Handle<ReferenceKind>(operation) { unsafe git_reference_lookup($0, handle.raw, fullName) }
      return unsafe git_reference_symbolic_target(found.raw).map { unsafe String(cString: $0) }
    } catch  where error.code == .notFound {
      return nil
    }
  }

  func target(of fullName: String) throws(GitError) -> ObjectID? {
    var id = git_oid()
    let status = unsafe git_reference_name_to_id(&id, handle.raw, fullName)
    if status == GIT_ENOTFOUND.rawValue || status == GIT_EINVALIDSPEC.rawValue { return nil }
    try check("read '\(fullName)'") { status }
    return ObjectID(id)
  }

  func references(_ prefix: String) throws(GitError) -> [ListedReference] {
    let iterator = try Handle<ReferencesKind>("list '\(prefix)'") {
      unsafe git_reference_iterator_glob_new($0, handle.raw, prefix + "*")
    }
    var found: [ListedReference] = []
    while true {
      var next: OpaquePointer?
      let status = unsafe git_reference_next(&next, iterator.raw)
      if status == GIT_ITEROVER.rawValue { break }
      try check("list '\(prefix)'") { status }
      if let next = unsafe next, let value = reference(next) { found.append(value) }
      unsafe git_reference_free(next)
    }
    return found
  }

  /// The value of a libgit2 reference; one that points to nothing, such as a stale `origin/HEAD`, is none.
  @safe private func reference(_ raw: OpaquePointer) -> ListedReference? {
    let name = unsafe String(cString: git_reference_name(raw))
    if let id = unsafe ObjectID(git_reference_target(raw)) {
      return ListedReference(fullName: name, id: id, isSymbolic: false)
    }
    var id = git_oid()
    guard unsafe git_reference_name_to_id(&id, handle.raw, name) == 0 else { return nil }
    return ListedReference(fullName: name, id: ObjectID(id), isSymbolic: true)
  }
}
