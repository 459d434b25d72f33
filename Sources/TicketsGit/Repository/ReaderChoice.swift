/// Who reads a repository.
enum ReaderChoice {
  static func open(
    _ location: Repository.Location, sharingPacks: Bool
  ) throws(GitError) -> any RepositoryReader {
    try LibGit2Reader(at: location, sharingPacks: sharingPacks)
  }

  /// The settings that hold where there is no repository.
  static func settings(outsideRepositories location: Repository.Location) throws(GitError) -> any GitSettings {
    try LibGit2Settings(outsideRepositories: location.environment.settings)
  }
}
