/// What a claim says of the place that it was made in, found without libgit2 where names tell it.
package struct ClaimGround: Sendable {
  /// The top of the work tree; none in a bare repository.
  package let workTree: String?
  /// The branch that is checked out.
  package let branch: String?

  package init(at location: RepositoryLocation) throws(GitError) {
    if let checkout = location.plainPlace?.checkout {
      (workTree, branch) = (checkout.top, checkout.branch)
      return
    }
    let repository = try Repository(at: location)
    (workTree, branch) = (try repository.workFolder(), try repository.head().branch)
  }
}
