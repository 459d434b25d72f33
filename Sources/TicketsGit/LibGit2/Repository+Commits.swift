private import CGit2

extension Repository {
  /// A commit, by the name of its object.
  package func commit(_ id: ObjectID) throws(GitError) -> Commit {
    var name = substitute(for: id).raw
    let commit: Handle<CommitKind>
    do throws(GitError) {
      commit = try Handle("read the commit \(id)") { unsafe git_commit_lookup($0, handle.raw, &name) }
    } catch {
      throw error.code == .notFound ? missing(id, error) : error
    }
    let raw = unsafe commit.raw
    guard
      let tree = unsafe ObjectID(git_commit_tree_id(raw)),
      let author = unsafe Signature(git_commit_author(raw)),
      let committer = unsafe Signature(git_commit_committer(raw))
    else { throw GitError(.other, operation: "read the commit \(id)", message: "it is damaged") }
    let parents = unsafe git_commit_parentcount(raw)
    return Commit(
      id: id, tree: tree,
      parents: substitutes.parents[id] ?? (0..<parents).compactMap { unsafe ObjectID(git_commit_parent_id(raw, $0)) },
      author: author, committer: committer,
      message: unsafe git_commit_message(raw).map { unsafe String(cString: $0) } ?? "")
  }
}

extension Signature {
  @safe fileprivate init?(_ raw: UnsafePointer<git_signature>?) {
    guard let raw = unsafe raw else { return nil }
    let signature = unsafe raw.pointee
    unsafe self.init(
      name: String(cString: signature.name), email: String(cString: signature.email),
      seconds: signature.when.time, offset: Int(signature.when.offset))
  }
}
