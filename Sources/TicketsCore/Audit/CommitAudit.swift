/// Commits against the states of the tickets that they belong to.
package struct CommitAudit: Sendable {
  /// A ticket and commits of it.
  package struct Finding: Sendable {
    package let ticket: TicketRecord
    package let commits: [String]
  }

  /// A commit that a log names and no branch has any more.
  package struct Lost: Sendable {
    package let ticket: TicketRecord
    package let commit: String
    /// The commit that changes the same now, after a rebase.
    package let became: String?
  }

  /// Which commits are asked about.
  package enum Scope: Sendable {
    /// All, of which the base branch has some.
    case all(merged: Set<String>)
    /// A range, which may be merged or not; other tickets are not named.
    case range(Set<String>, isMerged: Bool)

    var commits: Set<String> {
      switch self {
      case .all(let commits), .range(let commits, _): commits
      }
    }
  }

  /// The tickets that were asked about.
  package let records: [TicketRecord]
  /// Open tickets whose work is merged, or in the range.
  package let open: [Finding]
  /// Done tickets that no commit belongs to.
  package let unproven: [TicketRecord]
  package let lost: [Lost]
  /// Whether the commits of open tickets are merged, and not only in a range.
  package let isMerged: Bool

  /// Compares tickets, whose logs are read, with the commits of this branch that nobody has reverted.
  ///
  /// Where a history is cut off, what is not found may lie behind its end, and nobody is blamed for it.
  package init(
    of records: [TicketRecord], work: [CommitWork], in scope: Scope, fates: [String: CommitFate], isCut: Bool,
    hasFile: (String) -> Bool
  ) {
    self.records = records
    let real = work.filter(\.hasSubstance)
    let named = Self.byTicket(real, records)
    var here = named
    for one in real { for folder in one.folders { here[folder, default: []].append(one.commit) } }
    var records = records
    switch scope {
    case .all: isMerged = true
    case .range(let commits, let isMerged):
      self.isMerged = isMerged
      let all = Self.byTicket(work, records)
      let touched = Set(work.lazy.filter { commits.contains($0.commit) }.flatMap(\.folders))
      records = records.filter { record in
        touched.contains(record.folder) || all[record.folder]?.contains(where: commits.contains) ?? false
      }
    }
    let counted = scope.commits
    open = records.filter { $0.ticket.status?.isOpen == true }.compactMap { record in
      let commits = named[record.folder]?.filter(counted.contains) ?? []
      return commits.isEmpty ? nil : Finding(ticket: record, commits: commits)
    }
    var lost: [Lost] = []
    var unproven: [TicketRecord] = []
    for record in records where !isCut {
      let entries = record.logs.flatMap { (try? $0.content.get()).map { RunLog($0).entries } ?? [] }
      let recorded = RecordedCommits(entries).commits.map(\.name)
      for name in recorded {
        switch fates[name] {
        case .rewritten(let new): lost.append(Lost(ticket: record, commit: name, became: new))
        // Of a squash only the one commit is left, which belongs to the ticket too.
        case .gone where here[record.folder] == nil: lost.append(Lost(ticket: record, commit: name, became: nil))
        case .gone, .here, .elsewhere, nil: break
        }
      }
      let isProven =
        here[record.folder] != nil || recorded.contains { fates[$0]?.isHere ?? false }
        || entries.contains { $0.changes.files.contains(where: hasFile) }
      if record.ticket.status == .done, !isProven { unproven.append(record) }
    }
    (self.lost, self.unproven) = (lost, unproven)
  }

  /// By folder of the ticket, the commits whose trailers name it and no other.
  private static func byTicket(_ work: [CommitWork], _ records: [TicketRecord]) -> [String: [String]] {
    var folders: [String: String?] = [:]
    var found: [String: [String]] = [:]
    for one in work {
      for name in one.named {
        if folders[name] == nil { folders[name] = .some(CommitWork.folder(of: name, among: records)) }
        if let folder = folders[name] ?? nil { found[folder, default: []].append(one.commit) }
      }
    }
    return found
  }
}

/// What became of a commit that a log names.
package enum CommitFate: Equatable, Sendable {
  /// It is on this branch.
  case here
  /// It is on another branch.
  case elsewhere
  /// No branch has it, but this one has a commit that changes the same.
  case rewritten(String)
  /// No branch has it.
  case gone

  var isHere: Bool {
    switch self {
    case .here, .rewritten: true
    case .elsewhere, .gone: false
    }
  }
}
