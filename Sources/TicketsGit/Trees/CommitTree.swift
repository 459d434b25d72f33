package import TicketsCore

/// The tickets at a commit, a tag or any tree, read without a checkout.
package struct CommitTree: ObjectTree {
  package let label: String
  /// What the revision named: a commit, a tag, or a tree that no commit needs to hold.
  package let id: ObjectID
  /// The tree object of `.tickets`; none when nothing of that name is there.
  package let tickets: ObjectID?
  private(set) var folders: ObjectFolders
  private let location: RepositoryLocation
  let objectFolder: String
  /// From how many tickets on the order matters in which they are read.
  let many: Int

  /// Finds the tickets at a revision; the prefix is where their root lies in the repository, `proj/` or nothing.
  package init(
    _ revision: String, prefix: String = "", in repository: Repository, many: Int = 20_000
  ) throws(GitError) {
    self.many = min(many, repository.reader.fewestExpected ?? many)
    label = revision
    id = try repository.resolve(revision)
    let entry = try repository.entry(prefix + Layout.folderName, in: repository.tree(of: id, named: revision))
    tickets = entry?.id
    folders = ObjectFolders(top: entry)
    // Read once for all readers: each of them begins there.
    if let entry, entry.kind == .folder { folders.known[[]] = try repository.tree(entry.id) }
    location = repository.location
    objectFolder = repository.objectFolder
  }

  package var fingerprint: Fingerprint? { tickets?.fingerprint }

  package func reader() throws(TreeFailure) -> any TreeReader { try openReader() }

  package func reader(of count: Int) throws(TreeFailure) -> any TreeReader {
    try openReader(sharingPacks: count < Self.fewest)
  }

  /// From how many tickets on it is faster to unpack some things twice than to wait for other threads.
  private static let fewest = 1_000

  func openReader(sharingPacks: Bool = true) throws(TreeFailure) -> ObjectReader {
    try ObjectReader(at: location, folders, sharingPacks: sharingPacks)
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
