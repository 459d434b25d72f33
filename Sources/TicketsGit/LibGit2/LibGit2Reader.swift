private import CGit2
private import Synchronization
private import TicketsCore
import TicketsFiles

/// Reads a repository with libgit2, in this process.
final class LibGit2Reader: RepositoryReader {
  let handle: Handle<RepositoryKind>
  let database: Handle<DatabaseKind>
  let objectFolder: String
  private let location: RepositoryLocation

  /// Opens the repository that git would find at the location.
  init(at location: RepositoryLocation, sharingPacks: Bool) throws(GitError) {
    try Library.ensureStarted()
    self.location = location
    handle = try Self.open(location)
    objectFolder = Self.objectFolder(of: handle, location.environment)
    for folder in [objectFolder] + location.environment.alternates { try PackIndexCheck.check(folder) }
    database = try Self.database(of: handle, in: objectFolder, location.environment, isShared: sharingPacks)
    try checkCommonFolder()
    if location.environment.settings.changesFiles { try ownSettings().use(for: handle) }
  }

  var format: ObjectFormat { .sha1 }

  var gitFolder: String { Path.trimmed(unsafe String(cString: git_repository_path(handle.raw))) }

  var commonFolder: String { Path.trimmed(unsafe String(cString: git_repository_commondir(handle.raw))) }

  var workFolder: String? {
    unsafe git_repository_workdir(handle.raw).map { unsafe Path.trimmed(String(cString: $0)) }
  }

  var isLinked: Bool { unsafe git_repository_is_worktree(handle.raw) == 1 }

  var isShallow: Bool { unsafe git_repository_is_shallow(handle.raw) == 1 }

  func settings() throws(GitError) -> any GitSettings { try ownSettings() }

  private func ownSettings() throws(GitError) -> LibGit2Settings {
    try LibGit2Settings(
      gitFolder: gitFolder, commonFolder: commonFolder, environment: location.environment.settings)
  }

  private static func objectFolder(of repository: borrowing Handle<RepositoryKind>, _ environment: GitEnvironment)
    -> String
  {
    environment.objectFolder ?? Path.join(unsafe String(cString: git_repository_commondir(repository.raw)), "objects")
  }

  private static func open(_ location: RepositoryLocation) throws(GitError) -> Handle<RepositoryKind> {
    let environment = location.environment
    let (path, flags): (String, UInt32) =
      if let folder = environment.gitFolder {
        (folder, GIT_REPOSITORY_OPEN_NO_SEARCH.rawValue | GIT_REPOSITORY_OPEN_NO_DOTGIT.rawValue)
      } else {
        (location.folder, environment.crossesFileSystems ? GIT_REPOSITORY_OPEN_CROSS_FS.rawValue : 0)
      }
    let open = { () throws(GitError) in
      try Handle<RepositoryKind>("open the git repository at \(path)") {
        unsafe git_repository_open_ext($0, path, flags, environment.ceilings)
      }
    }
    do throws(GitError) {
      return try open()
    } catch  where error.isAboutOwner && isTrusted(path, environment) {
      return try trusting(open)
    } catch {
      throw explain(error, path: path, environment: environment)
    }
  }

  /// Libgit2 takes the shared folder from the repository alone.
  private func checkCommonFolder() throws(GitError) {
    guard let named = location.environment.commonFolder else { return }
    if (try? Platform.realPath(named)) == (try? Platform.realPath(commonFolder)) { return }
    throw GitError(
      .unsupported, operation: "open the git repository at \(gitFolder)",
      message: "GIT_COMMON_DIR names another folder than the repository does", hint: "unset GIT_COMMON_DIR")
  }

  /// The object database, with the quarantine of a push and its alternates when the environment names them.
  ///
  /// Libgit2 shares a pack among all who name it alike, with one lock and one small store of what it has unpacked. Who
  /// shall share with nobody spells the folder in another way.
  private static func database(
    of repository: borrowing Handle<RepositoryKind>, in folder: String, _ environment: GitEnvironment, isShared: Bool
  ) throws(GitError) -> Handle<DatabaseKind> {
    let repository = unsafe repository.raw
    guard !isShared || environment.objectFolder != nil || !environment.alternates.isEmpty else {
      return try Handle("open the object database") { unsafe git_repository_odb($0, repository) }
    }
    let spelling = isShared ? "" : ownSpelling()
    let database = try Handle<DatabaseKind>("open the object database") { unsafe git_odb_open($0, folder + spelling) }
    for alternate in environment.alternates {
      try check("read objects from \(alternate)") {
        unsafe git_odb_add_disk_alternate(database.raw, alternate + spelling)
      }
    }
    try check("use another object database") { unsafe git_repository_set_odb(repository, database.raw) }
    return database
  }

  /// What changes nothing about a path but how it is written.
  private static func ownSpelling() -> String {
    let number = openings.wrappingAdd(1, ordering: .relaxed).oldValue
    // A path must not grow forever; of more threads than that, some share.
    return String(repeating: "/.", count: 1 + number % 64)
  }

  private static let openings = Atomic(0)
}
