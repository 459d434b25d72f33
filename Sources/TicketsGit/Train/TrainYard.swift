package import TicketsCore

/// Merges branches one after the other in memory: the result of one is what the next is merged into.
package final class TrainYard {
  /// A branch to be merged.
  package struct Branch: Sendable {
    package let name: String
    package let tip: ObjectID

    package init(name: String, tip: ObjectID) { (self.name, self.tip) = (name, tip) }
  }

  /// What there is after some merges.
  package struct State {
    /// The tickets.
    package let tree: any TicketTree
    /// The base and the branches that are in it.
    let merged: [ObjectID]
    /// What stands under the names that a merge has touched.
    fileprivate let marks: [String: String]
    /// The commit of the code, and its tree.
    fileprivate let code: ObjectID?
    fileprivate let codeTree: ObjectID?

    /// Equal keys mean equal states.
    package let key: String

    fileprivate init(
      tree: any TicketTree, merged: [ObjectID], marks: [String: String], code: ObjectID?, codeTree: ObjectID?
    ) {
      (self.tree, self.merged, self.marks, self.code, self.codeTree) = (tree, merged, marks, code, codeTree)
      let parts = merged.sorted().map(\.hex) + marks.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
      key = SHA256.hex(of: Array((parts + [codeTree?.hex ?? ""]).joined(separator: "\n").utf8))
    }
  }

  /// What merging one branch would do.
  package struct Step {
    package let relation: MergeSides.Relation
    /// The pass over the tickets; none where there is nothing to merge.
    package let merge: TreeMerge?
    /// Where the code stops.
    package let conflicts: [String]
    package let state: State
    fileprivate let bases: [ObjectID]

    /// The files of tickets where it stops, from the root.
    package func ticketConflicts(assuming assumption: TreeMerge.Assumption) -> [String] {
      guard let merge, relation == .diverged || relation == .unrelated else { return [] }
      return merge.folders.flatMap(\.files).filter { file in
        assumption == .drivers ? !file.conflicts.isEmpty : !file.isCleanOnHost
      }.map { "\(Layout.folderName)/\($0.path)" }
    }
  }

  private let graph: CommitGraph
  private let prefix: String
  private let assumption: TreeMerge.Assumption
  private let code: CodeMerge?
  package let branches: [Branch]
  package let start: State

  /// Begins with a base; with somebody who merges code, that is merged as well.
  package init(
    _ branches: [Branch], into base: ObjectID, assuming assumption: TreeMerge.Assumption, prefix: String,
    code: CodeMerge?, in repository: Repository
  ) throws(GitError) {
    graph = CommitGraph(repository)
    (self.branches, self.assumption, self.prefix, self.code) = (branches, assumption, prefix, code)
    start = State(
      tree: try CommitTree(base.hex, prefix: prefix, in: repository), merged: [base], marks: [:],
      code: code == nil ? nil : base, codeTree: code == nil ? nil : try repository.commitNode(base).tree)
  }

  /// Merges one branch into a state.
  package func step(_ state: State, _ number: Int) throws(GitError) -> Step {
    let branch = branches[number]
    let bases = try graph.mergeBases(branch.tip, with: state.merged)
    if bases.isEmpty, graph.repository.isShallow { throw graph.repository.neverMet(branch.name, "the base branch") }
    if bases.contains(branch.tip) {
      return Step(relation: .alreadyMerged, merge: nil, conflicts: [], state: state, bases: bases)
    }
    let isForward = state.merged.count == 1 && bases.contains(state.merged[0])
    let relation: MergeSides.Relation = bases.isEmpty ? .unrelated : isForward ? .fastForward : .diverged
    let theirs = try CommitTree(branch.tip.hex, prefix: prefix, in: graph.repository)
    do throws(TreeFailure) {
      let base = try MergeSides.tree(
        MergeSides.failing { () throws(GitError) in
          try MergeSides.base(bases, prefix: prefix, in: graph.repository)
        }, assumption)
      let merge = try TreeMerge(
        base: base.tree, ours: state.tree, theirs: theirs, assuming: assumption, baseDoubts: base.doubts)
      let draft = Step(relation: relation, merge: merge, conflicts: [], state: state, bases: bases)
      var made: CodeMerge.Outcome?
      if let code, let ours = state.code {
        made = try MergeSides.failing { () throws(GitError) in try code.merge(branch.tip, into: ours) }
      }
      let top = prefix + Layout.folderName + "/"
      let conflicts = (made?.conflicts ?? []).filter { !$0.hasPrefix(top) }
      guard conflicts.isEmpty, draft.ticketConflicts(assuming: assumption).isEmpty else {
        return Step(relation: relation, merge: merge, conflicts: conflicts, state: state, bases: bases)
      }
      let names = Set(merge.folders.flatMap { [$0.name, $0.oursName, $0.theirsName, $0.baseName].compactMap(\.self) })
      let marks = try TreeMarks.marks(of: names, in: merge.tree)
      let next = State(
        tree: merge.tree, merged: state.merged + [branch.tip], marks: state.marks.merging(marks) { $1 },
        code: made?.commit ?? state.code, codeTree: made?.tree ?? state.codeTree)
      return Step(relation: relation, merge: merge, conflicts: [], state: next, bases: bases)
    } catch {
      throw GitError(.other, operation: "merge '\(branch.name)' in memory", message: error.message)
    }
  }

  /// In how many places a step stops.
  package func conflicts(of step: Step) -> Int {
    step.conflicts.count + step.ticketConflicts(assuming: assumption).count
  }

  /// What a person should know of a step.
  package func review(_ step: Step, after state: State, _ number: Int) throws(TreeFailure) -> MergeReview? {
    guard let merge = step.merge else { return nil }
    let tip = branches[number].tip
    return try MergeReview(
      of: merge, isFastForward: step.relation == .fastForward,
      claims: { ticket, name in graph.repository.claim(named: name, of: ticket) }
    ) { id, folder, isOurs in
      do throws(GitError) {
        let commits = try graph.commits(from: isOurs ? state.merged : [tip], notFrom: step.bases)
        var versions = VersionReader(of: id, folder: folder, prefix: prefix, in: graph)
        return try Set(versions.states(at: commits).values.compactMap(\.self)).map { file throws(GitError) in
          try graph.repository.blob(file)
        }
      } catch {
        return []
      }
    }
  }
}

extension MergeSides {
  /// Turns what git cannot do into what a tree cannot.
  fileprivate static func failing<Value>(_ work: () throws(GitError) -> Value) throws(TreeFailure) -> Value {
    do throws(GitError) { return try work() } catch { throw TreeFailure(path: "", reason: error.treeReason) }
  }
}
