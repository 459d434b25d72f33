private import CGit2

/// An open repository, for the thread that opened it.
///
/// It is not `Sendable`: libgit2's objects belong to one thread at a time. Other threads open their own at the same
/// `location`, and hand back values.
package final class Repository {
  /// Where it was found, with which any thread can open it again.
  package let location: Location
  let handle: Handle<RepositoryKind>
  let objectFolder: String
  let database: Handle<DatabaseKind>
  /// Read when first asked for.
  private var knownSettings: Settings?
  private var knownPartiality: Bool?
  /// What git reads in place of other objects.
  private(set) var substitutes = Substitutes.none

  /// A repository, as a value that threads can share.
  package struct Location: Hashable, Sendable {
    /// The folder to look from, upwards.
    package let folder: String
    package let environment: GitEnvironment

    package init(folder: String, environment: GitEnvironment) {
      self.folder = folder
      self.environment = environment
    }
  }

  /// Opens the repository that git would find at the location, and shares what it has unpacked with other threads unless
  /// much is going to be read.
  package init(at location: Location, sharingPacks: Bool = true) throws(GitError) {
    self.location = location
    try Library.ensureStarted()
    handle = try Self.open(location)
    objectFolder = Self.objectFolder(of: handle, location.environment)
    for folder in [objectFolder] + location.environment.alternates { try PackIndexCheck.check(folder) }
    database = try Self.database(
      of: handle, in: objectFolder, location.environment, isShared: sharingPacks)
    try checkCommonFolder()
    if location.environment.settings.changesFiles {
      try settings().use(for: handle)
    }
    let substitutes = Substitutes.of(commonFolder)
    if !substitutes.isEmpty, try usesReplacements() { self.substitutes = substitutes }
  }

  /// Whether objects may be missing because a promisor remote has them.
  func isPartial() throws(GitError) -> Bool {
    if let knownPartiality { return knownPartiality }
    let settings = try settings()
    let promisor = try settings.text("extensions.partialClone")
    let isPartial = try promisor != nil ? true : settings.anyTruth(matching: "^remote\\..*\\.promisor$")
    knownPartiality = isPartial
    return isPartial
  }

  /// Whether the history ends where a shallow clone cut it.
  package var isShallow: Bool { unsafe git_repository_is_shallow(handle.raw) == 1 }

  /// Whether git reads anything in place of what is asked for.
  private func usesReplacements() throws(GitError) -> Bool {
    if location.environment.ignoresReplacements { return false }
    return try settings().truth("core.useReplaceRefs") != false
  }

  /// The settings in force.
  func settings() throws(GitError) -> Settings {
    if let knownSettings { return knownSettings }
    let settings = try Settings(
      gitFolder: gitFolder, commonFolder: commonFolder, environment: location.environment.settings)
    knownSettings = settings
    return settings
  }
}
