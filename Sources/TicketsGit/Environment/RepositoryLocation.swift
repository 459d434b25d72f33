import TicketsFiles

/// Where to look for a repository, and with which variables: a value that threads can share.
package struct RepositoryLocation: Hashable, Sendable {
  /// The folder to look from, upwards.
  package let folder: String
  package let environment: GitEnvironment

  package init(folder: String, environment: GitEnvironment) {
    self.folder = folder
    self.environment = environment
  }
}

extension RepositoryLocation {
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
