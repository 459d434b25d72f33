private import TicketsCore

extension CommitGraph {
  /// Whether a commit changes anything besides a path.
  func touchesMore(_ id: ObjectID, than path: String) throws(GitError) -> Bool {
    guard let node = try node(id) else { return false }
    let parent = try node.parents.first.flatMap { parent throws(GitError) in try self.node(parent) }
    if parent == nil, !node.parents.isEmpty { return true }
    var trees = (old: parent?.tree, new: Optional(node.tree))
    for name in path.split(separator: "/") {
      let old = try trees.old.map { id throws(GitError) in try repository.tree(id) } ?? .empty
      let new = try trees.new.map { id throws(GitError) in try repository.tree(id) } ?? .empty
      let changed = old.entries(unlike: new)
      let names = Set(
        changed.own.map { Array(old.nameBytes(of: $0)) } + changed.other.map { Array(new.nameBytes(of: $0)) })
      if names.contains(where: { $0 != Array(name.utf8) }) { return true }
      func below(_ tree: RawTree) -> ObjectID? { tree[name].flatMap { $0.kind == .folder ? $0.id : nil } }
      trees = (below(old), below(new))
    }
    return false
  }
}
