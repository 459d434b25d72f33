import Synchronization

/// Who reads a repository: libgit2, which needs no process, and the user's own git where libgit2 cannot.
enum ReaderChoice {
  /// Why libgit2 does not read what lies at a location; it is asked once.
  private static let beyondLibGit2 = Mutex<[RepositoryLocation: GitError]>([:])

  static func open(
    _ location: RepositoryLocation, sharingPacks: Bool
  ) throws(GitError) -> any RepositoryReader {
    if location.environment.readsWithGit { return try GitReader(at: location) }
    if beyondLibGit2.withLock({ $0[location] }) != nil { return try GitReader(at: location) }
    do throws(GitError) {
      return try LibGit2Reader(at: location, sharingPacks: sharingPacks)
    } catch  where error.isForGit {
      let reader = try openWithGit(location, instead: error)
      beyondLibGit2.withLock { $0[location] = error }
      return reader
    }
  }

  /// Why git reads what lies at a location; none where libgit2 does.
  static func whyGit(_ location: RepositoryLocation) -> String? {
    location.environment.readsWithGit ? "TICKETS_READER says so" : beyondLibGit2.withLock { $0[location]?.message }
  }

  /// Where git cannot read it either, the first reason says more, unless it is that there is no libgit2, or that it does not know names that git does.
  private static func openWithGit(
    _ location: RepositoryLocation, instead first: GitError
  ) throws(GitError) -> GitReader {
    do throws(GitError) {
      return try GitReader(at: location)
    } catch {
      let saysLittle = [.noLibrary, .sha256].contains(first.kind)
      let knowsMore = error.kind != .noGit && (saysLittle || error.kind != .unknownExtension)
      throw knowsMore ? error : first
    }
  }

  /// Who reads an index that libgit2 has refused: git expands what one holds in short, or in two files.
  ///
  /// For everything else there the first reader is still the better one.
  static func openForIndex(_ location: RepositoryLocation, after error: GitError) -> (any RepositoryReader)? {
    error.isAboutIndex ? try? GitReader(at: location) : nil
  }

  /// The settings that hold where there is no repository.
  static func settings(outsideRepositories location: RepositoryLocation) throws(GitError) -> any GitSettings {
    if !location.environment.readsWithGit,
      let settings = try? LibGit2Settings(outsideRepositories: location.environment.settings)
    {
      return settings
    }
    return try ListedSettings(at: location)
  }
}

extension GitError {
  /// Whether git may read what libgit2 has refused with this.
  fileprivate var isForGit: Bool { [.noLibrary, .sha256, .reftable, .unknownExtension].contains(kind) }

  /// Whether libgit2 does not read the form that an index has.
  fileprivate var isAboutIndex: Bool { [.sparseIndex, .splitIndex, .unhashedIndex, .otherIndex].contains(kind) }
}
