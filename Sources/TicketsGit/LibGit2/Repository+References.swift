private import CGit2
private import TicketsCore

/// A branch or a tag, and the object it names.
package struct Reference: Equatable, Sendable {
  /// As people write it: `main`, `origin/main`, `v1.0`.
  package let name: String
  /// As git stores it: `refs/heads/main`.
  package let fullName: String
  /// The object it names: for an annotated tag the tag itself.
  package let id: ObjectID
  package let isRemote: Bool
  /// Whether it only points to another reference, as `origin/HEAD` does.
  package let isSymbolic: Bool

  init?(_ fullName: String, _ id: ObjectID, isSymbolic: Bool = false) {
    for prefix in ["refs/heads/", "refs/remotes/", "refs/tags/"] where fullName.hasPrefix(prefix) {
      name = String(fullName.dropFirst(prefix.count))
      self.fullName = fullName
      self.id = id
      isRemote = prefix == "refs/remotes/"
      self.isSymbolic = isSymbolic
      return
    }
    return nil
  }
}

/// What `HEAD` stands on.
package enum Head: Equatable, Sendable {
  case branch(String, ObjectID)
  case detached(ObjectID)
  /// A branch without a commit.
  case unborn(branch: String)
}

extension Head {
  /// The commit it stands on.
  package var commit: ObjectID? {
    switch self {
    case .branch(_, let id), .detached(let id): id
    case .unborn: nil
    }
  }

  /// The branch that is checked out, be it without a commit.
  package var branch: String? {
    switch self {
    case .branch(let name, _), .unborn(branch: let name): name
    case .detached: nil
    }
  }
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
    try references("refs/heads/") + references("refs/remotes/")
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
    return try reference(upstream)
  }

  /// A reference by its full name, followed to the end when it points to another; none when it is not there.
  func reference(_ fullName: String) throws(GitError) -> Reference? {
    var id = git_oid()
    let status = unsafe git_reference_name_to_id(&id, handle.raw, fullName)
    if status == GIT_ENOTFOUND.rawValue || status == GIT_EINVALIDSPEC.rawValue { return nil }
    try check("read '\(fullName)'") { status }
    return Reference(fullName, ObjectID(id))
  }

  /// What a reference points to instead of an object.
  func symbolicTarget(of fullName: String) throws(GitError) -> String? {
    let operation = "read '\(fullName)'"
    do throws(GitError) {
      let found = try Handle<ReferenceKind>(operation) { unsafe git_reference_lookup($0, handle.raw, fullName) }
      return unsafe git_reference_symbolic_target(found.raw).map { unsafe String(cString: $0) }
    } catch  where error.code == .notFound {
      return nil
    }
  }

  /// The object that a reference of any kind names by itself; none when it is not there.
  func target(of fullName: String) throws(GitError) -> ObjectID? {
    var id = git_oid()
    let status = unsafe git_reference_name_to_id(&id, handle.raw, fullName)
    if status == GIT_ENOTFOUND.rawValue { return nil }
    try check("read '\(fullName)'") { status }
    return ObjectID(id)
  }

  /// The names of all references below one, in byte order.
  func names(below prefix: String) throws(GitError) -> [String] {
    let found = try references(prefix) { unsafe String(cString: git_reference_name($0)) }
    return found.sorted { $0.precedesInBytes($1) }
  }

  /// The objects that references of all kinds name by themselves, each once.
  func targets() throws(GitError) -> Set<ObjectID> {
    Set(try references("refs/") { unsafe ObjectID(git_reference_target($0)) })
  }

  private func references(_ prefix: String) throws(GitError) -> [Reference] {
    let found = try references(prefix) { reference($0) }
    return found.sorted { $0.fullName.utf8.lexicographicallyPrecedes($1.fullName.utf8) }
  }

  @safe private func references<Value>(
    _ prefix: String, _ value: (OpaquePointer) -> Value?
  ) throws(GitError) -> [Value] {
    let iterator = try Handle<ReferencesKind>("list '\(prefix)'") {
      unsafe git_reference_iterator_glob_new($0, handle.raw, prefix + "*")
    }
    var found: [Value] = []
    while true {
      var next: OpaquePointer?
      let status = unsafe git_reference_next(&next, iterator.raw)
      if status == GIT_ITEROVER.rawValue { break }
      try check("list '\(prefix)'") { status }
      if let next = unsafe next, let value = unsafe value(next) { found.append(value) }
      unsafe git_reference_free(next)
    }
    return found
  }

  /// The value of a libgit2 reference; one that points to nothing, such as a stale `origin/HEAD`, is none.
  @safe private func reference(_ raw: OpaquePointer) -> Reference? {
    let name = unsafe String(cString: git_reference_name(raw))
    if let id = unsafe ObjectID(git_reference_target(raw)) { return Reference(name, id) }
    var id = git_oid()
    guard unsafe git_reference_name_to_id(&id, handle.raw, name) == 0 else { return nil }
    return Reference(name, ObjectID(id), isSymbolic: true)
  }
}
