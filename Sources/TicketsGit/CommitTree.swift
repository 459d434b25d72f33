package import TicketsCore

/// The tickets at a commit, a tag or any tree, read without a checkout.
package struct CommitTree: ObjectTree {
  package let label: String
  /// What the revision named: a commit, a tag, or a tree that no commit needs to hold.
  package let id: ObjectID
  /// The tree object of `.tickets`; none when nothing of that name is there.
  package let tickets: ObjectID?
  private(set) var folders: ObjectFolders
  private let location: Repository.Location

  /// Finds the tickets at a revision; the prefix is where their root lies in the repository, `proj/` or nothing.
  package init(_ revision: String, prefix: String = "", in repository: Repository) throws(GitError) {
    label = revision
    id = try repository.resolve(revision)
    let entry = try repository.entry(prefix + ".tickets", in: repository.tree(of: id, named: revision))
    tickets = entry?.id
    folders = ObjectFolders(top: entry)
    // Read once for all readers: each of them begins there.
    if let entry, entry.kind == .folder { folders.known[[]] = try repository.tree(entry.id) }
    location = repository.location
  }

  package var fingerprint: Fingerprint? { tickets?.fingerprint }

  package func reader() throws(TreeFailure) -> any TreeReader {
    try ObjectReader(at: location, folders)
  }
}

extension Repository {
  /// What stands at a path in a tree.
  package func entry(_ path: String, in tree: ObjectID) throws(GitError) -> RawTree.Entry? {
    var found: RawTree.Entry?
    for name in path.split(separator: "/") {
      if let found, found.kind != .folder { return nil }
      found = try self.tree(found?.id ?? tree)[name]
      if found == nil { return nil }
    }
    return found
  }
}
