package import TicketsCore

/// When files came to be: the oldest commit that brought each.
package struct FirstCommits {
  private let repository: Repository

  package init(in repository: Repository) {
    self.repository = repository
  }

  /// The moments by path, of those files below a folder that a commit before a revision has added.
  ///
  /// A folder that a commit did not change is not opened.
  package func times(below folder: String, before revision: String) throws(GitError) -> [String: Instant] {
    var times: [[UInt8]: Int64] = [:]
    var seen: Set<ObjectID> = []
    var open = [try repository.commit(of: revision)]
    let prefix = folder.isEmpty ? [] : Array((folder + "/").utf8)
    while let id = open.popLast() {
      // Where a shallow clone ends, nobody here knows what was before.
      guard seen.insert(id).inserted, let node = try? repository.commitNode(id) else { continue }
      let own = try place(folder, in: node.tree)
      // A merge brings what some parent has already.
      if node.parents.count < 2 {
        let parent = node.parents.first.flatMap { try? repository.commitNode($0).tree }
        let old = try parent.flatMap { tree throws(GitError) in try place(folder, in: tree) }
        if old != own {
          for path in try ChangedFiles(from: old, to: own, in: repository).paths {
            times[prefix + path] = min(times[prefix + path] ?? .max, node.time)
          }
        }
      }
      open += node.parents
    }
    return Dictionary(
      times.map { (String(decoding: $0.key, as: UTF8.self), Instant(milliseconds: $0.value * 1000)) }
    ) { first, _ in first }
  }

  private func place(_ folder: String, in tree: ObjectID) throws(GitError) -> ObjectID? {
    if folder.isEmpty { return tree }
    let entry = try repository.entry(folder, in: tree)
    return entry?.kind == .folder ? entry?.id : nil
  }
}
