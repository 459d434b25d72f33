import TicketsFiles

/// What a claim says of the place that it was made in, found without libgit2 where names tell it.
package struct ClaimGround: Sendable {
  /// The top of the work tree; none in a bare repository.
  package let workTree: String?
  /// The branch that is checked out.
  package let branch: String?

  package init(at location: Repository.Location) throws(GitError) {
    if let checkout = location.plainPlace?.checkout {
      (workTree, branch) = (checkout.top, checkout.branch)
      return
    }
    let repository = try Repository(at: location)
    (workTree, branch) = (try repository.workFolder(), try repository.head().branch)
  }
}

extension Repository.Location {
  /// The work tree around the folder, where the environment says nothing else.
  var plainPlace: WorkTreePlace? {
    let environment = environment
    guard environment.gitFolder == nil, environment.commonFolder == nil, environment.workFolder == nil,
      environment.objectFolder == nil, environment.ceilings == nil
    else { return nil }
    guard let place = WorkTreePlace(above: folder) else { return nil }
    // A bare repository that lies in a work tree is one of its own.
    let isInAnother = place.foldersDown(to: folder).dropFirst().contains { folder in
      ["HEAD", "objects", "refs"].allSatisfy { (try? Platform.status(ofFile: Path.join(folder, $0))) != nil }
    }
    return isInAnother ? nil : place
  }
}
