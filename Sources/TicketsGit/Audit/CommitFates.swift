package import TicketsCore

extension CommitGraph {
  /// What became of recorded commits, as seen from a tip.
  ///
  /// Of names that are too short or no ids at all nothing is said.
  package func fates(
    of recorded: [RecordedCommits.Commit], at tip: ObjectID, prefix: String = ""
  ) throws(GitError) -> [String: CommitFate] {
    var wanted: [(commit: RecordedCommits.Commit, id: ObjectID)] = []
    // To find that a commit is not there takes longest, so each is looked for once.
    var looked: [ObjectID: Bool] = [:]
    func has(_ id: ObjectID) -> Bool {
      if let known = looked[id] { return known }
      let isThere = ((try? node(id)) ?? nil) != nil
      looked[id] = isThere
      return isThere
    }
    for commit in recorded {
      // A name that is no full id may still be a short one.
      let full = ObjectID(hex: commit.name).flatMap { $0.format == repository.format ? $0 : nil }
      let found = full == nil && isShortID(commit.name) ? repository.commitIfAny(commit.name) : full
      // What lies behind the end of a shallow clone may well be there.
      if let id = found, has(id) || !repository.isShallow { wanted.append((commit, id)) }
    }
    var fates: [String: CommitFate] = [:]
    var here = try AncestorSet(of: [tip], in: self)
    for (commit, id) in wanted where has(id) {
      if try here.contains(id) { fates[commit.name] = .here }
    }
    let missing = wanted.filter { fates[$0.commit.name] == nil }
    if missing.isEmpty { return fates }
    var everywhere = try AncestorSet(of: tips(), in: self)
    for (commit, id) in missing {
      var isElsewhere = has(id)
      if isElsewhere { isElsewhere = try everywhere.contains(id) }
      fates[commit.name] = isElsewhere ? .elsewhere : .gone
    }
    var rest = missing.map(\.commit).filter { fates[$0.name] == .gone && $0.patchID != nil }
    for id in try newest(Self.mostCompared, from: tip) where !rest.isEmpty {
      guard let patchID = try captured([id], prefix: prefix).first?.patchID?.hex else { continue }
      for commit in rest where commit.patchID == patchID { fates[commit.name] = .rewritten(id.hex) }
      rest.removeAll { $0.patchID == patchID }
    }
    return fates
  }

  /// The newest commits that can be reached, as their clocks have it.
  private func newest(_ count: Int, from tip: ObjectID) throws(GitError) -> [ObjectID] {
    var queue = NewestFirst()
    var seen: Set<ObjectID> = [tip]
    var newest: [ObjectID] = []
    queue.push(tip, time: 0)
    while newest.count < count, let id = queue.pop() {
      newest.append(id)
      for parent in try parents(of: id) where seen.insert(parent).inserted {
        queue.push(parent, time: try node(parent)?.time ?? 0)
      }
    }
    return newest
  }

  /// So many commits back a rewritten one is looked for.
  private static let mostCompared = 1000

  private func isShortID(_ name: String) -> Bool {
    7..<(2 * repository.format.length) ~= name.utf8.count && name.allSatisfy { $0.isASCII && $0.isHexDigit }
  }

  private func tips() throws(GitError) -> [ObjectID] {
    try (repository.branches() + repository.tags()).compactMap { repository.commit(within: $0.id) }
  }
}
