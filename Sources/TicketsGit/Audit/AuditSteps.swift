package import TicketsCore

/// A commit and one of its parents, between which something in `.tickets` changed.
package struct AuditStep: Sendable {
  package let parent: ObjectID
  package let commit: ObjectID
  package let kind: LogAudit.Step.Kind
}

extension CommitGraph {
  /// The steps of a history that touch tickets, the oldest first; a merge has one for each parent.
  ///
  /// A history that must be whole may not end where a shallow clone was cut off.
  package func auditSteps(
    from tips: [ObjectID], notFrom others: [ObjectID], prefix: String = "", isWhole: Bool = false
  ) throws(GitError) -> [AuditStep] {
    var known: [ObjectID: ObjectID?] = [:]
    func tickets(_ commit: ObjectID) throws(GitError) -> ObjectID? {
      if let id = known[commit] { return id }
      let node = try node(commit)
      let id = if let node { try repository.tickets(of: node.tree, prefix: prefix) } else { nil as ObjectID? }
      known[commit] = .some(id)
      return id
    }
    var steps: [AuditStep] = []
    for commit in try commits(from: tips, notFrom: others) {
      let parents = try node(commit)?.parents ?? []
      if isWhole, try self.parents(of: commit).count < parents.count {
        throw GitError(
          .other, operation: "audit \(commit.hex.prefix(12))", message: "this shallow clone ends there",
          hint: Repository.deepening)
      }
      for (index, parent) in parents.enumerated() where try node(parent) != nil {
        guard let before = try tickets(parent), try tickets(commit) != before else { continue }
        let kind: LogAudit.Step.Kind = parents.count < 2 ? .change : index == 0 ? .merge : .mergedIn
        steps.append(AuditStep(parent: parent, commit: commit, kind: kind))
      }
    }
    return steps
  }
}

extension LogAudit {
  /// Makes the step of an audit from two commits.
  package static func step(_ step: AuditStep, prefix: String, in repository: Repository) throws(GitError) -> Step {
    Step(
      from: try CommitTree(step.parent.hex, prefix: prefix, in: repository),
      to: try CommitTree(step.commit.hex, prefix: prefix, in: repository), commit: step.commit.hex, step.kind)
  }
}
