import TicketsCore
import TicketsGit

extension Session {
  /// Audits the commits between two states, and what lies between the last of them and a state that is none.
  func audit(_ from: DiffSide, _ to: DiffSide, _ sides: DiffSides) throws(Failure) -> LogAudit {
    let head = sides.repository.commitIfAny("HEAD")
    let tip = to.commit ?? head
    var steps: [AuditStep] = []
    if let tip {
      steps = try asking { () throws(GitError) in
        try CommitGraph(sides.repository).auditSteps(
          from: [tip], notFrom: from.commit.map { [$0] } ?? [], prefix: sides.prefix, isWhole: true)
      }
    }
    var ends = [LogAudit.Step(from: from.tree, to: to.tree, commit: to.commit?.hex, .whole)]
    if to.commit == nil, tip != nil {
      ends.append(LogAudit.Step(from: try sides.at("HEAD").tree, to: to.tree, commit: nil))
    }
    return try audit(
      steps, ends, since: [from.commit, tip].compactMap(\.self), at: to.tree, sides.prefix, sides.repository)
  }

  /// Audits the steps of a history, then others, and keeps what is broken at the end.
  ///
  /// Where something is, the history before may tell that it was no loss: what undoes an older one is welcome.
  func audit(
    _ steps: [AuditStep], _ others: [LogAudit.Step] = [], since start: [ObjectID], at end: any TicketTree,
    _ prefix: String, _ repository: Repository
  ) throws(Failure) -> LogAudit {
    try audit(since: start, at: end, prefix, repository) { (audit) throws(Failure) in
      for step in steps {
        let step = try asking { () throws(GitError) in try LogAudit.step(step, prefix: prefix, in: repository) }
        try comparing { () throws(TreeDiffFailure) in try audit.take(step) }
      }
      for step in others { try comparing { () throws(TreeDiffFailure) in try audit.take(step) } }
    }
  }

  /// Audits what is taken, and once more with what the history before says when something is broken.
  func audit(
    since start: [ObjectID], at end: any TicketTree, _ prefix: String, _ repository: Repository,
    _ take: (inout LogAudit) throws(Failure) -> Void
  ) throws(Failure) -> LogAudit {
    var audit = LogAudit()
    try take(&audit)
    try reading(end) { () throws(TreeFailure) in try audit.settle(at: end) }
    if audit.violations.isEmpty || start.isEmpty { return audit }
    let folders = audit.folders
    audit = LogAudit()
    let older = try asking { () throws(GitError) in
      try CommitGraph(repository).auditSteps(from: start, notFrom: [], prefix: prefix)
    }
    for step in older where step.kind == .change {
      let step = try asking { () throws(GitError) in try LogAudit.step(step, prefix: prefix, in: repository) }
      try comparing { () throws(TreeDiffFailure) in try audit.learn(from: step, in: folders) }
    }
    try take(&audit)
    try reading(end) { () throws(TreeFailure) in try audit.settle(at: end) }
    return audit
  }

  /// What was written under claims that had passed to somebody else, as far as it is new in what was audited.
  func lateEntries(
    _ audit: LogAudit, from: any TicketTree, to: any TicketTree, _ repository: Repository
  ) throws(Failure) -> [LateEntry] {
    let folders = audit.changedFolders.sorted { $0.precedesInBytes($1) }
    func late(_ tree: any TicketTree) throws(Failure) -> Set<LateEntry> {
      let records = try reading(tree) { () throws(TreeFailure) in
        try Snapshot.records(ofFolders: folders, in: RejoinedTree.of(tree), reading: .logs)
      }
      return records.reduce(into: []) { all, record in
        all.formUnion(
          LateEntry.all(in: record) { name in record.ticket.id.flatMap { repository.claim(named: name, of: $0) } })
      }
    }
    let found = try late(to)
    let new = found.isEmpty ? [] : found.subtracting(try late(from))
    return new.sorted { ($0.path, $0.line) < ($1.path, $1.line) }
  }

  /// Puts lost lines back into the files.
  func fix(_ audit: LogAudit, in tree: any TicketTree) throws(Failure) {
    try apply(at: rootToWrite()) { () throws(Failure) in
      (try reading(tree) { () throws(TreeFailure) in try audit.repair(of: tree) }, ())
    }
  }
}
