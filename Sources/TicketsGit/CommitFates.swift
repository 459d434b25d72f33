package import TicketsCore

extension CommitGraph {
  /// What became of recorded commits, as seen from a tip.
  ///
  /// Of names that are too short or no ids at all nothing is said.
  package func fates(
    of recorded: [RecordedCommits.Commit], at tip: ObjectID, prefix: String = ""
  ) throws(GitError) -> [String: CommitFate] {
    var wanted: [(commit: RecordedCommits.Commit, id: ObjectID)] = []
    for commit in recorded {
      // A name that is no full id may still be a short one.
      let full = ObjectID(hex: commit.name)
      let found = full == nil && Self.isShortID(commit.name) ? try? repository.commit(of: commit.name) : full
      if let id = found { wanted.append((commit, id)) }
    }
    guard !wanted.isEmpty else { return [:] }
    let history = try commits(from: [tip])
    let here = Set(history)
    var fates: [String: CommitFate] = [:]
    for (commit, id) in wanted where here.contains(id) { fates[commit.name] = .here }
    let missing = wanted.filter { fates[$0.commit.name] == nil }
    if missing.isEmpty { return fates }
    let everywhere = Set(try commits(from: tips()))
    for (commit, id) in missing { fates[commit.name] = everywhere.contains(id) ? .elsewhere : .gone }
    var rest = missing.filter { fates[$0.commit.name] == .gone && $0.commit.patchID != nil }
    for id in history.reversed().prefix(Self.mostCompared) where !rest.isEmpty {
      guard let patchID = try captured([id], prefix: prefix).first?.patchID?.hex else { continue }
      for (commit, _) in rest where commit.patchID == patchID { fates[commit.name] = .rewritten(id.hex) }
      rest.removeAll { $0.commit.patchID == patchID }
    }
    return fates
  }

  /// So many commits back a rewritten one is looked for.
  private static let mostCompared = 1000

  private static func isShortID(_ name: String) -> Bool {
    7..<40 ~= name.utf8.count && name.allSatisfy { $0.isASCII && $0.isHexDigit }
  }

  private func tips() throws(GitError) -> [ObjectID] {
    var tips: [ObjectID] = []
    for reference in try repository.branches() + repository.tags() {
      if let id = try? repository.commit(of: reference.id.hex) { tips.append(id) }
    }
    return tips
  }
}

extension CommitAudit {
  /// Audits the commits of a revision; those from another revision on, or else those that the base branch has, count as
  /// merged.
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
    let here = try graph.work(of: history)
    let merged: Set<ObjectID>
    if let start {
      merged = Set(try graph.commits(from: [tip], notFrom: [repository.commit(of: start)]))
    } else if let base = try repository.baseBranch(configured) {
      merged = Set(try graph.commits(from: [repository.commit(of: base.id.hex)]))
    } else {
      merged = Set(history)
    }
    let recorded = records.flatMap { RecordedCommits(logs: $0.logs).commits }
    self.init(
      of: records, merged: zip(history, here).filter { merged.contains($0.0) }.map(\.1), here: here,
      fates: try graph.fates(of: recorded, at: tip, prefix: prefix))
  }
}

extension CommitGraph {
  /// What the trailers of commits say.
  fileprivate func work(of commits: [ObjectID]) throws(GitError) -> [CommitAudit.Work] {
    var work: [CommitAudit.Work] = []
    for id in commits {
      let message = try repository.message(of: id)
      work.append(CommitAudit.Work(commit: id.hex, tickets: Trailers(of: message).values(of: Trailers.ticketKey)))
    }
    return work
  }
}
