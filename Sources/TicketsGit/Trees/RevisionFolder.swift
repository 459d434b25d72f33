package import TicketsCore

/// All the files of a revision, read without a checkout.
package struct RevisionFolder {
  /// The commit that the revision names; nothing when it names a tree.
  package let commit: ObjectID?
  private let tree: ObjectID
  private let repository: Repository

  /// Finds a revision of a repository.
  package init(_ revision: String, in repository: Repository) throws(GitError) {
    self.repository = repository
    tree = try repository.tree(of: revision)
    commit = repository.commitIfAny(revision)
  }

  /// A reader whose paths begin at the top of the tree.
  package func reader() throws(TreeFailure) -> any TreeReader {
    try ObjectReader(at: repository.location, ObjectFolders(top: .root(tree)))
  }

  /// The object of a file in the tree; nothing where there is no file.
  package func blob(at path: String) throws(GitError) -> ObjectID? {
    let entry = try repository.entry(path, in: tree)
    return entry?.kind == .file ? entry?.id : nil
  }
}
