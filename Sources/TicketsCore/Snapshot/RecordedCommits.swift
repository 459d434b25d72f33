/// The commits that run logs name, by their ids and by what they change.
package struct RecordedCommits: Sendable {
  /// A commit as a log names it.
  package struct Commit: Equatable, Sendable {
    /// What was written: usually the full id.
    package let name: String
    /// What the commit changes, as a name that survives a rebase.
    package let patchID: String?
  }

  /// In the order of the logs, each once.
  package private(set) var commits: [Commit] = []
  private var names: Set<String> = []
  private var patchIDs: Set<String> = []

  package init(_ entries: [LogEntry] = []) {
    for entry in entries { add(entry.changes) }
  }

  /// What the logs of a ticket say; a log that cannot be read says nothing.
  package init(logs: [LogFile]) {
    for log in logs {
      guard let bytes = try? log.content.get() else { continue }
      for entry in RunLog(bytes).entries { add(entry.changes) }
    }
  }

  private mutating func add(_ changes: LogEntry.Changes) {
    for name in changes.commits where names.insert(name.lowercased()).inserted {
      commits.append(Commit(name: name.lowercased(), patchID: changes.patchID(of: name)))
    }
    patchIDs.formUnion(changes.patchIDs.compactMap(\.value.string))
  }

  /// Whether a log names the commit, in full or by its first digits, or one that changed the same before a rebase.
  package func contains(_ id: String, patchID: String?) -> Bool {
    if names.contains(id) { return true }
    if let patchID, patchIDs.contains(patchID) { return true }
    return names.contains { Self.shortest <= $0.utf8.count && id.hasPrefix($0) }
  }

  /// So many digits name a commit as git abbreviates it.
  private static let shortest = 7
}

extension LogEntry.Changes {
  /// The patch id that was kept for a commit.
  package func patchID(of commit: String) -> String? { patchIDs[commit]?.string }
}
