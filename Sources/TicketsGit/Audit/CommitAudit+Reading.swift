package import TicketsCore

extension CommitAudit {
  /// Audits the commits of a revision; those from another revision on are a range, or else those that the base branch
  /// has count as merged.
  package init(
    at revision: String, from start: String?, base configured: String?, prefix: String, in repository: Repository
  ) throws(GitError) {
    let graph = CommitGraph(repository)
    let tip = try repository.commit(of: revision)
    let tree = try CommitTree(revision, prefix: prefix, in: repository)
    let records: [TicketRecord]
    do throws(TreeFailure) {
      records = try Snapshot(of: tree, reading: .logs).records
    } catch {
      throw GitError(.other, operation: "read the tickets at '\(revision)'", message: error.message)
    }
    let history = try graph.commits(from: [tip])
    let isCut = try graph.isCut(history)
    let base = try repository.baseBranch(configured)
    let merged = try base.map { base throws(GitError) in
      try graph.commits(from: [repository.commit(of: base.id.hex)])
    }
    let scope: Scope
    if let start {
      let range = try graph.commits(from: [tip], notFrom: [repository.commit(of: start)])
      let isMerged = merged.map { Set($0).isSuperset(of: range) } ?? true
      scope = .range(Set(range.map(\.hex)), isMerged: isMerged)
    } else {
      scope = .all(merged: Set((merged ?? history).map(\.hex)))
    }
    let recorded = records.flatMap { RecordedCommits(logs: $0.logs).commits }
    let root = try repository.tree(of: tree.id, named: revision)
    self.init(
      of: records, work: try graph.work(of: history, prefix: prefix), in: scope,
      fates: try graph.fates(of: recorded, at: tip, prefix: prefix), isCut: isCut
    ) { path in
      ((try? repository.entry(prefix + path, in: root)) ?? nil) != nil
    }
  }
}

extension CommitGraph {
  /// What commits say and do, the oldest first, without those that were reverted.
  fileprivate func work(of commits: [ObjectID], prefix: String) throws(GitError) -> [CommitWork] {
    let words = try CommitWords(of: commits, prefix: prefix, in: self)
    let undone = words.undone(among: Set(commits))
    var work: [CommitWork] = []
    for id in commits where undone[id.hex] == nil {
      work.append(
        CommitWork(
          commit: id.hex, named: words.named[id] ?? [], folders: try ticketsDoneOrLogged(by: id, prefix),
          hasSubstance: try touchesMore(id, than: prefix + Layout.folderName)))
    }
    return work
  }

  /// The folders of the tickets that a commit sets to done, or whose logs it writes; of a merge what it brings to its
  /// first parent.
  private func ticketsDoneOrLogged(by id: ObjectID, _ prefix: String) throws(GitError) -> Set<String> {
    guard let node = try node(id) else { return [] }
    let parent = try node.parents.first.flatMap { parent throws(GitError) in try self.node(parent) }
    // Where the history is cut off nobody knows what a commit did.
    if parent == nil, !node.parents.isEmpty { return [] }
    let before = try parent.flatMap { parent throws(GitError) in
      try repository.tickets(of: parent.tree, prefix: prefix)
    }
    guard try repository.tickets(of: node.tree, prefix: prefix) != before else { return [] }
    let new = try CommitTree(id.hex, prefix: prefix, in: repository)
    let old: any TicketTree =
      if let parent = node.parents.first {
        try CommitTree(parent.hex, prefix: prefix, in: repository)
      } else {
        MemoryTree([:], label: "nothing")
      }
    do throws(TreeDiffFailure) {
      return Set(
        try TreeDiff(from: old, to: new).tickets.compactMap { ticket in
          let isDone = ticket.new?.ticket.status == .done && ticket.old?.ticket.status != .done
          return isDone || ticket.logEntriesAdded > 0 ? ticket.new?.folder : nil
        })
    } catch {
      throw GitError(.other, operation: "read the tickets at \(id.hex.prefix(12))", message: error.failure.message)
    }
  }
}
