package import TicketsCore

/// The tickets at a commit, a tag or any tree, read without a checkout.
package struct CommitTree: TicketTree {
  package let label: String
  /// What the revision named: a commit, or a tree that no commit needs to hold.
  package let id: ObjectID
  /// The tree object of `.tickets`; none when there is no such folder.
  package let tickets: ObjectID?
  private let location: Repository.Location

  /// Finds the tickets at a revision; the prefix is where their root lies in the repository, `proj/` or nothing.
  package init(_ revision: String, prefix: String = "", in repository: Repository) throws(GitError) {
    label = revision
    id = try repository.resolve(revision)
    tickets = try repository.tickets(inTree: repository.tree(of: id, named: revision), prefix: prefix, label: revision)
    location = repository.location
  }

  package func reader() throws(TreeFailure) -> any TreeReader {
    try ObjectReader(at: location, ObjectFolders(root: tickets))
  }
}

extension Repository {
  /// The tree object of `.tickets` in a tree; none when there is no such folder.
  package func tickets(inTree tree: ObjectID, prefix: String, label: String) throws(GitError) -> ObjectID? {
    var id = tree
    for name in (prefix + ".tickets").split(separator: "/") {
      guard let entry = try self.tree(id)[String(name)] else { return nil }
      guard entry.kind == .folder else {
        throw GitError(
          .wrongObject, operation: "read the tickets of \(label)", message: "'\(name)' is not a folder there")
      }
      id = entry.id
    }
    return id
  }
}
