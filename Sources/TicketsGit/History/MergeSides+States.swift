package import TicketsCore

extension MergeSides {
  /// The texts of a ticket on the way from the merge base to a side, each once; none where they cannot be read.
  package func states(
    of id: TicketID?, folder: String, ours isOurs: Bool, prefix: String, in repository: Repository
  ) -> [[UInt8]] {
    do throws(GitError) {
      let graph = CommitGraph(repository)
      let commits = try graph.commits(from: [isOurs ? oursCommit : theirsCommit], notFrom: bases)
      var versions = VersionReader(of: id, folder: folder, prefix: prefix, in: graph)
      var texts: [[UInt8]] = []
      for file in Set(try versions.states(at: commits).values.compactMap(\.self)) {
        texts.append(try repository.blob(file))
      }
      return texts
    } catch {
      return []
    }
  }

  /// Whether one side has of a ticket only what the other one went through, as a squash merge leaves it.
  package func oneFollowsOther(of id: TicketID, prefix: String, in repository: Repository) -> Bool {
    guard let base = try? Self.tree(base, .host).tree else { return false }
    return EarlierStates.oneFollowsOther(of: id, base: base, ours: ours, theirs: theirs) { folder, isOurs in
      states(of: id, folder: folder, ours: isOurs, prefix: prefix, in: repository)
    }
  }
}
