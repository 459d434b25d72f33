package import TicketsCore

/// The tickets as they are staged: what the next commit would hold.
package struct IndexTree: ObjectTree {
  package let label = "the index"
  /// The files a merge left in several versions, relative to `.tickets/`.
  package let conflicts: [String]
  /// The tree object that the next commit would hold as `.tickets`; none without staged tickets, or with conflicts.
  package let tickets: ObjectID?
  let folders: ObjectFolders
  private let location: Repository.Location

  /// Reads the staged entries, all or those of some names; the prefix is where the root of the tickets lies.
  package init(
    prefix: String = "", only names: Set<String>? = nil, in repository: Repository
  ) throws(GitError) {
    let top = prefix + ".tickets/"
    // In byte order of paths, as trees have it: a folder comes where its name with a slash would.
    let wanted = names.map { $0.flatMap { [top + $0, top + $0 + "/"] }.sorted { $0.precedesInBytes($1) } }
    let entries = try repository.staged(in: wanted ?? [top], below: top)
    let unwritten = try UnwrittenTrees(entries)
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
