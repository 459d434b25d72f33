package import TicketsCore
import TicketsFiles

/// Looks closer where two pieces of work changed the same files.
package final class WorkMeetings {
  private let reader: BranchWorkReader
  /// The branches of the pieces of work, and the tops of their work trees where something is not committed.
  private let branches: [BranchWork?]
  private let workTrees: [String?]
  private let uncommitted: [Set<String>]
  private let looksAtLines: Bool
  /// By the tips of branches, which may hold the work on many tickets, what the base branch has not got yet.
  private var open: [ObjectID: Set<String>] = [:]

  package init(
    _ reader: BranchWorkReader, branches: [BranchWork?], workTrees: [String?], uncommitted: [[String]],
    lines: Bool
  ) {
    (self.reader, self.branches, self.workTrees) = (reader, branches, workTrees)
    self.uncommitted = uncommitted.map(Set.init)
    looksAtLines = lines
  }

  /// What two make of the files that both changed.
  package func look(_ left: Int, _ right: Int, _ paths: [String]) throws(GitError) -> [String: Overlap.Meeting] {
    var found: [String: Overlap.Meeting] = [:]
    let open = paths.filter { uncommitted[left].contains($0) || uncommitted[right].contains($0) }
    let rest = paths.filter { !open.contains($0) }
    if !rest.isEmpty {
      // What the base branch has already, both will find there.
      let (mine, other) = (try openPaths(left), try openPaths(right))
      for path in rest where mine?.contains(path) == false || other?.contains(path) == false {
        found[path] = Overlap.Meeting.apart
      }
      if found.count == paths.count { return found }
    }
    var base = branches[left]?.fork ?? branches[right]?.fork ?? reader.baseTips.first
    if let mine = branches[left], let other = branches[right], !mine.own.isDisjoint(with: other.own) {
      // One is stacked on the other, or both on a third: only what they did since they parted can meet.
      let graph = reader.graph
      let fork = try graph.mergeBases(mine.tip, other.tip).first
      base = fork
      let before = try fork.flatMap { id throws(GitError) in try graph.node(id)?.tree }
      let none = graph.repository.format.zero
      let trees = (try graph.node(mine.tip)?.tree ?? none, try graph.node(other.tip)?.tree ?? none)
      let changed = (
        try reader.changes(from: before, to: trees.0).others, try reader.changes(from: before, to: trees.1).others
      )
      for path in rest where changed.0[path] == nil || changed.1[path] == nil { found[path] = Overlap.Meeting.apart }
      for path in open
      where (changed.0[path] == nil && !uncommitted[left].contains(path))
        || (changed.1[path] == nil && !uncommitted[right].contains(path))
      {
        found[path] = Overlap.Meeting.apart
      }
    } else if let mine = branches[left]?.fork, let other = branches[right]?.fork, mine != other {
      base = try reader.graph.mergeBases(mine, other).first
    }
    guard looksAtLines else { return found }
    for path in paths where found[path] == nil {
      found[path] = try meetInLines(path, left, right, base) ? .lines : .file
    }
    return found
  }

  /// The files of a branch that the base branch has not got yet; nothing where there is no branch.
  private func openPaths(_ work: Int) throws(GitError) -> Set<String>? {
    guard let branch = branches[work] else { return nil }
    if let known = open[branch.tip] { return known }
    let paths = try reader.openPaths(of: branch)
    open[branch.tip] = paths
    return paths
  }

  private func meetInLines(
    _ path: String, _ left: Int, _ right: Int, _ base: ObjectID?
  ) throws(GitError) -> Bool {
    let old = try base.flatMap { id throws(GitError) in try text(path, at: id) }
    guard let mine = try text(path, of: left), let other = try text(path, of: right) else { return true }
    if [old ?? [], mine, other].contains(where: { $0.prefix(8_000).contains(0) }) { return mine != other }
    return !LineMerge(base: old ?? [], ours: mine, theirs: other).conflicts.isEmpty
  }

  /// What a file holds in a piece of work; nothing where it is gone.
  private func text(_ path: String, of work: Int) throws(GitError) -> [UInt8]? {
    if uncommitted[work].contains(path), let top = workTrees[work] {
      return Path.bytes(ofFile: Path.join(top, reader.prefix + path))
    }
    return try branches[work].flatMap { branch throws(GitError) in try text(path, at: branch.tip) }
  }

  private func text(_ path: String, at commit: ObjectID) throws(GitError) -> [UInt8]? {
    guard let tree = try reader.graph.node(commit)?.tree,
      let entry = try reader.graph.repository.entry(Path.trimmed(reader.prefix + path), in: tree), entry.kind == .file
    else { return nil }
    return try reader.graph.repository.blob(entry.id)
  }
}
