/// A branch as the work on a ticket sees it.
package struct WorkBranch {
  /// Its name; none where HEAD stands on no branch.
  package let name: String?
  package let head: ObjectID?
  /// Where it is pushed to; none where nothing is set up.
  package let upstream: Upstream?
  /// The tip that the work is compared with: the upstream's, or else the base branch's.
  package let target: ObjectID?
  /// Where the work began: what the target has of it.
  package var base: ObjectID?

  package init(
    name: String? = nil, head: ObjectID?, upstream: Upstream? = nil, target: ObjectID?, base: ObjectID?
  ) {
    (self.name, self.head, self.upstream, self.target, self.base) = (name, head, upstream, target, base)
  }

  /// A branch of a remote.
  package struct Upstream {
    package let remote: String
    /// The branch as the remote names it: `refs/heads/main`.
    package let reference: String
    /// As people write it: `origin/main`.
    package let name: String
    /// Its tip when it was last fetched; none where it never was.
    package let tip: ObjectID?
  }
}

extension Repository {
  /// The branch that HEAD stands on.
  package func workBranch(base configured: String?) throws(GitError) -> WorkBranch {
    switch try head() {
    case .branch(let name, let id): try workBranch(name, at: id, base: configured)
    case .detached(let id): try workBranch(nil, at: id, base: configured)
    case .unborn(let name): try workBranch(name, at: nil, base: configured)
    }
  }

  /// A branch of that name, or any other revision, which is then compared as this branch is.
  package func workBranch(at revision: String, base configured: String?) throws(GitError) -> WorkBranch {
    let id = try commit(of: revision)
    if try reference("refs/heads/" + revision) != nil { return try workBranch(revision, at: id, base: configured) }
    if case .branch(let name, _) = try head() { return try workBranch(name, at: id, base: configured) }
    return try workBranch(nil, at: id, base: configured)
  }

  private func workBranch(
    _ name: String?, at head: ObjectID?, base configured: String?
  ) throws(GitError) -> WorkBranch {
    let upstream = try name.flatMap { name throws(GitError) in try upstreamSettings(of: name) }
    var target = upstream?.tip
    if target == nil { target = try baseBranch(configured)?.id }
    if target == nil { target = head }
    let base = if let target, let head { try mergeBase(target, head) } else { head }
    return WorkBranch(name: name, head: head, upstream: upstream, target: target, base: base)
  }

  /// What `branch.<name>.remote` and `.merge` say, fetched or not.
  private func upstreamSettings(of branch: String) throws(GitError) -> WorkBranch.Upstream? {
    guard let remote = try settings().text("branch.\(branch).remote"),
      let merge = try settings().text("branch.\(branch).merge")
    else { return nil }
    let found = try upstream(of: branch)
    let short = merge.hasPrefix("refs/heads/") ? String(merge.dropFirst("refs/heads/".count)) : merge
    return WorkBranch.Upstream(
      remote: remote, reference: merge, name: found?.name ?? "\(remote)/\(short)", tip: found?.id)
  }
}
