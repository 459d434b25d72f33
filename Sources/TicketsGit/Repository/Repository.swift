/// An open repository, for the thread that opened it.
///
/// It is not `Sendable`: what reads it belongs to one thread at a time. Other threads open their own at the same
/// `location`, and hand back values.
package final class Repository {
  /// Where it was found, with which any thread can open it again.
  package let location: RepositoryLocation
  let reader: any RepositoryReader
  /// Read when first asked for.
  private var knownSettings: (any GitSettings)?
  private var knownPartiality: Bool?
  /// What git reads in place of other objects.
  private(set) var substitutes = Substitutes.none

  /// Opens the repository that git would find at the location, and shares what it has unpacked with other threads unless
  /// much is going to be read.
  package init(at location: RepositoryLocation, sharingPacks: Bool = true) throws(GitError) {
    self.location = location
    reader = try ReaderChoice.open(location, sharingPacks: sharingPacks)
    let substitutes = Substitutes.of(commonFolder)
    if !substitutes.isEmpty, try usesReplacements() { self.substitutes = substitutes }
  }

  /// How the objects here are named.
  package var format: ObjectFormat { reader.format }

  /// Why git reads here and not libgit2; none where libgit2 does.
  package var whyReadWithGit: String? { ReaderChoice.whyGit(location) }

  /// Whether objects may be missing because a promisor remote has them.
  func isPartial() throws(GitError) -> Bool {
    if let knownPartiality { return knownPartiality }
    let settings = try settings()
    let isPartial = try settings.text("extensions.partialClone") != nil ? true : settings.hasPromisor()
    knownPartiality = isPartial
    return isPartial
  }

  /// Whether the history ends where a shallow clone cut it.
  package var isShallow: Bool { reader.isShallow }

  /// Whether git reads anything in place of what is asked for.
  private func usesReplacements() throws(GitError) -> Bool {
    if location.environment.ignoresReplacements { return false }
    return try settings().truth("core.useReplaceRefs") != false
  }

  /// The settings in force.
  func settings() throws(GitError) -> any GitSettings {
    if let knownSettings { return knownSettings }
    let settings = try reader.settings()
    knownSettings = settings
    return settings
  }

  /// The value of a setting, whichever file or variable it comes from.
  package func setting(_ name: String) throws(GitError) -> String? { try settings().text(name) }
}
