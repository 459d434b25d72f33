private import CGit2
private import Synchronization
private import TicketsCore
import TicketsFiles

extension Repository {
  /// The folder that holds `HEAD` and the index: of a linked work tree its own.
  package var gitFolder: String { Path.trimmed(unsafe String(cString: git_repository_path(handle.raw))) }

  /// The folder that holds objects and references, shared by all work trees.
  package var commonFolder: String { Path.trimmed(unsafe String(cString: git_repository_commondir(handle.raw))) }

  /// The index file in use.
  package var indexFile: String { location.environment.indexFile ?? Path.join(gitFolder, "index") }

  /// Whether there is no work tree.
  package func isBare() throws(GitError) -> Bool { try workFolder() == nil }

  /// The top of the work tree, as git finds it; none in a bare repository.
  package func workFolder() throws(GitError) -> String? {
    let environment = location.environment
    if let folder = environment.workFolder { return Path.trimmed(folder) }
    let found = unsafe git_repository_workdir(handle.raw).map { unsafe Path.trimmed(String(cString: $0)) }
    let gitFolder = gitFolder
    let settings = try settings()
    if let folder = try settings.text("core.worktree") { return Path.absolute(folder, from: gitFolder) }
    if try settings.truth("core.bare") == true { return isLinked ? found : nil }
    return environment.gitFolder == nil ? found : environment.currentFolder
  }

  /// Whether this is a work tree that `git worktree add` made.
  package var isLinked: Bool { unsafe git_repository_is_worktree(handle.raw) == 1 }

  /// Where a folder lies in the repository, with a slash at the end: `proj/`, or nothing at the top.
  package func prefix(of folder: String) throws(GitError) -> String {
    guard let top = try workFolder() else { return "" }
    guard let top = try? Platform.realPath(top), let folder = try? Platform.realPath(folder),
      folder == top || folder.hasPrefix(Path.join(top, ""))
    else {
      throw GitError(
        .other, operation: "find \(folder) in the repository", message: "it lies outside of the work tree \(top)")
    }
    return folder == top ? "" : folder.dropFirst(Path.join(top, "").count) + "/"
  }

  /// The folder that new objects are written to.
  static func objectFolder(of repository: borrowing Handle<RepositoryKind>, _ environment: GitEnvironment) -> String {
    environment.objectFolder ?? Path.join(unsafe String(cString: git_repository_commondir(repository.raw)), "objects")
  }

  static func open(_ location: Location) throws(GitError) -> Handle<RepositoryKind> {
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
  func checkCommonFolder() throws(GitError) {
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
  static func database(
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
