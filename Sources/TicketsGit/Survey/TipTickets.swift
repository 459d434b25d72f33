package import TicketsCore

/// The tickets that any reference holds: branches, remote-tracking branches, tags and whatever else.
package struct TipTickets {
  /// The front matters, each distinct content once.
  package let records: [TicketRecord]

  /// Reads them; a reference that holds no tickets, or cannot be read, has none.
  package init(in repository: Repository, prefix: String) throws(GitError) {
    let location = repository.location
    let tips = try Array(repository.targets())
    let tops = try Threads.map(count: tips.count, atLeast: 16) { () throws(GitError) in
      try Repository(at: location)
    } _: { (repository, index) throws(GitError) in
      repository.ticketsFolder(ofTip: tips[index], prefix: prefix)
    }
    var contents: Set<Fingerprint> = []
    var last = RawTree.empty
    for top in Set(tops.compactMap(\.self)).sorted(by: { $0.hex < $1.hex }) {
      guard let tree = try? repository.tree(top) else { continue }
      // They are much alike, so little of each is looked at.
      contents.formUnion(tree.changes(since: last).values.compactMap(\.self))
      last = tree
    }
    do throws(TreeFailure) {
      records = try Snapshot(of: TicketFolders(contents, in: repository)).records
    } catch {
      throw GitError(.other, operation: "read tickets", message: error.message)
    }
  }
}

extension Repository {
  /// The tree object of the tickets at what a reference names.
  fileprivate func ticketsFolder(ofTip id: ObjectID, prefix: String) -> ObjectID? {
    // Most are commits; the others, such as annotated tags, are followed to one.
    let node = (try? commitNode(id)) ?? commit(within: id).flatMap { try? commitNode($0) }
    return node.flatMap { try? tickets(of: $0.tree, prefix: prefix) }
  }
}
