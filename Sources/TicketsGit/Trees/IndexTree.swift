package import TicketsCore

/// The tickets as they are staged: what the next commit would hold.
package struct IndexTree: ObjectTree {
  package let label = "the index"
  /// The files a merge left in several versions, relative to `.tickets/`.
  package let conflicts: [String]
  /// The tree object that the next commit would hold as `.tickets`; none without staged tickets, or with conflicts.
  package let tickets: ObjectID?
  let folders: ObjectFolders
  private let location: RepositoryLocation

  /// Reads the staged entries; the prefix is where the root of the tickets lies.
  package init(prefix: String = "", in repository: Repository) throws(GitError) {
    try self.init(repository.staged(below: prefix + ".tickets/"), in: repository)
  }

  /// Makes trees of entries, which come in byte order of their paths.
  init(_ entries: [StagedEntry], in repository: Repository) throws(GitError) {
    let unwritten = try UnwrittenTrees(entries) { bytes throws(GitError) in try repository.id(of: bytes, type: .tree) }
    conflicts = entries.filter(\.isConflicted).map { String(decoding: $0.path, as: UTF8.self) }
    tickets = unwritten.id
    folders = ObjectFolders(known: unwritten.trees)
    location = repository.location
  }

  package var fingerprint: Fingerprint? { tickets?.fingerprint }

  package func reader() throws(TreeFailure) -> any TreeReader {
    try ObjectReader(at: location, folders)
  }
}
