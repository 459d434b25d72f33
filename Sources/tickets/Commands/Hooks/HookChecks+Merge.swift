import TicketsCore
import TicketsFiles
import TicketsGit

extension HookChecks {
  /// Whether a merge that has just been made holds the log lines of all its parents, and each ticket as it was made.
  func merged() throws(Failure) -> HookVerdict {
    var verdict = HookVerdict(root: prefix)
    guard let head = try tree("HEAD") else { return verdict }
    let (steps, before) = try session.asking { () throws(GitError) in
      let tip = try repository.commit(of: "HEAD")
      let before = repository.commitIfAny("ORIG_HEAD").map { [$0] } ?? []
      return (try CommitGraph(repository).auditSteps(from: [tip], notFrom: before, prefix: prefix), before)
    }
    let audit = try session.audit(steps, since: before, at: head, prefix, repository)
    verdict.add(audit)
    var ways = audit.violations.isEmpty ? [] : ["'tickets audit ORIG_HEAD --fix' puts lost lines back into the files"]
    for (ticket, parent) in try mixedUp(in: head) {
      let path = "\(prefix)\(ticket.record?.path.drop { $0 == "/" } ?? "")"
      verdict.problems.append(
        "\(path): RENAME_MIX_UP: only one side has made this ticket, and the merge changed it: \(ticket.changesInWords)"
      )
      ways.append("`git checkout HEAD^\(parent) -- \(Shell.quoted(":/" + path))` takes it as it was made")
    }
    let claims = try doubleClaims(in: head)
    verdict.add(claims)
    if !claims.isEmpty { ways.append("whoever leaves it says so: 'tickets status <ticket> todo --log'") }
    verdict.hint = ways.joined(separator: "; ")
    return verdict
  }

  /// The tickets that several are doing only now that the sides have come together.
  private func doubleClaims(in head: CommitTree) throws(Failure) -> [Issue] {
    let parents = try session.asking { () throws(GitError) in
      try repository.commit(repository.commit(of: "HEAD")).parents
    }
    guard parents.count > 1 else { return [] }
    var names: Set<String>?
    for parent in parents {
      let side: any TicketTree = if let tree = try tree(parent.hex) { tree } else { MemoryTree([:], label: parent.hex) }
      let changed = try session.names(in: head, unlike: side)
      names = names?.intersection(changed) ?? changed
    }
    guard let names, !names.isEmpty else { return [] }
    return try session.reading(head) { () throws(TreeFailure) in
      try Snapshot(of: head, reading: .logs, only: { names.contains($0.name) }).records.flatMap(DoubleClaimRule.issues)
    }
  }

  /// The tickets that git mixed up with others that it took for their earlier names, and the parent that has them whole.
  private func mixedUp(in head: CommitTree) throws(Failure) -> [(ticket: TicketDiff, parent: Int)] {
    let (parents, base) = try session.asking { () throws(GitError) in
      let parents = try repository.commit(repository.commit(of: "HEAD")).parents
      return (parents, parents.count == 2 ? try repository.mergeBase(parents[0], parents[1]) : nil)
    }
    guard parents.count == 2 else { return [] }
    let sides = try parents.map { parent throws(Failure) in try tree(parent.hex) }
    let origin: CommitTree? = if let base { try tree(base.hex) } else { nil }
    var found: [(TicketDiff, Int)] = []
    for (number, side) in sides.enumerated() {
      guard let side else { continue }
      let others = [sides[1 - number], origin].compactMap(\.self)
      var names = try session.names(in: head, unlike: side)
      for other in others {
        names.subtract(
          try session.reading(other) { () throws(TreeFailure) in try other.reader().entries().map(\.name) })
      }
      if names.isEmpty { continue }
      let changed = try session.diff(side, head) { names.contains($0.name) }.changedInSubstance
      if changed.isEmpty { continue }
      // A ticket whose folder has another name now is no new one.
      var ids: Set<String> = []
      for other in others {
        ids.formUnion(
          try session.reading(other) { () throws(TreeFailure) in try Snapshot(of: other).records.map(\.idText) })
      }
      found += changed.filter { !ids.contains($0.record?.idText ?? "") }.map { ($0, number + 1) }
    }
    return found
  }
}

extension TicketDiff {
  /// What changed besides the log, in a line.
  fileprivate var changesInWords: String {
    let status = field("status").map { ["status: \(DiffDetail.move($0))"] } ?? []
    return (status + details.map { "\($0.name): \($0.text)" }).joined(separator: ", ")
  }
}
