/// The commits of a repository and their parents, each read once.
package final class CommitGraph {
  let repository: Repository
  private var nodes: [ObjectID: CommitNode] = [:]

  package init(_ repository: Repository) {
    self.repository = repository
  }

  /// A commit; none when a shallow clone ends before it.
  func node(_ id: ObjectID) throws(GitError) -> CommitNode? {
    if let node = nodes[id] { return node }
    do throws(GitError) {
      let node = try repository.commitNode(id)
      nodes[id] = node
      return node
    } catch {
      if error.kind == .notFetched, repository.isShallow { return nil }
      throw error
    }
  }

  /// The parents of a commit that are there.
  package func parents(of id: ObjectID) throws(GitError) -> [ObjectID] {
    var parents: [ObjectID] = []
    for parent in try node(id)?.parents ?? [] where try node(parent) != nil { parents.append(parent) }
    return parents
  }

  /// The commits that can be reached from some and not from others: none before one of its parents, and of those that
  /// could come next the oldest first.
  package func commits(from tips: [ObjectID], notFrom others: [ObjectID] = []) throws(GitError) -> [ObjectID] {
    var ancestry = Ancestry(self)
    let wanted = try others.isEmpty ? reachable(from: tips) : ancestry.only(from: tips, notFrom: others)
    return try newestFirst(wanted).reversed()
  }

  /// Whether commits are among the ancestors of others, or are those themselves; what was once found is kept.
  package func contains(_ id: ObjectID, in tip: ObjectID, known: inout [ObjectID: Bool]) throws(GitError) -> Bool {
    known[id] = true
    var way = [tip]
    while let last = way.last {
      if known[last] != nil {
        way.removeLast()
        continue
      }
      let parents = try node(last)?.parents ?? []
      if let unknown = parents.first(where: { known[$0] == nil }), parents.allSatisfy({ known[$0] != true }) {
        way.append(unknown)
      } else {
        known[last] = parents.contains { known[$0] == true }
      }
    }
    return known[tip] ?? false
  }

  private func reachable(from tips: [ObjectID]) throws(GitError) -> Set<ObjectID> {
    var found: Set<ObjectID> = []
    var rest = tips
    while let id = rest.popLast() {
      guard !found.contains(id), let node = try node(id) else { continue }
      found.insert(id)
      rest += node.parents
    }
    return found
  }

  private func newestFirst(_ wanted: Set<ObjectID>) throws(GitError) -> [ObjectID] {
    var children: [ObjectID: Int] = [:]
    for id in wanted {
      for parent in try node(id)?.parents ?? [] { children[parent, default: 0] += 1 }
    }
    var queue = NewestFirst()
    // Of equally old ones the order must not depend on that of a set.
    let tips = wanted.filter { children[$0] == nil }.sorted { $0.hex < $1.hex }
    for id in tips { queue.push(id, time: try node(id)?.time ?? 0) }
    var order: [ObjectID] = []
    while let id = queue.pop() {
      order.append(id)
      for parent in try node(id)?.parents ?? [] where wanted.contains(parent) {
        let left = (children[parent] ?? 1) - 1
        children[parent] = left
        if left == 0 { queue.push(parent, time: try node(parent)?.time ?? 0) }
      }
    }
    return order
  }
}
