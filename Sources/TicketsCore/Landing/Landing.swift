/// Where the work of a ticket has landed, told by the commits and by nothing that the ticket says of itself.
package struct Landing: Sendable {
  /// How a commit is known to be of the ticket.
  package enum How: String, Sendable {
    /// Its message names the ticket.
    case trailer
    /// A run log names it, or it writes the log.
    case recorded
    /// It changes the same as one of the ticket, after a rebase or a cherry-pick.
    case patch
    /// All that others change is in it.
    case squash
  }

  package enum State: String, Sendable {
    case landed, reverted, open, unknown
  }

  /// A commit of the ticket.
  package struct Commit: Sendable {
    package let id: String
    package let how: How
    /// Whether the base branch has it.
    package let isOnBase: Bool
    /// Whether some branch or tag has it.
    package let isKept: Bool
    /// What has it, by name.
    package let branches: [String]
    /// The oldest first.
    package let tags: [String]
    /// Whether a release has it.
    let isReleased: Bool

    package init(
      _ id: String, _ how: How, isOnBase: Bool, isKept: Bool = true, branches: [String] = [], tags: [String] = [],
      isReleased: Bool? = nil
    ) {
      (self.id, self.how, self.isOnBase, self.isKept) = (id, how, isOnBase, isKept)
      (self.branches, self.tags, self.isReleased) = (branches, tags, isReleased ?? !tags.isEmpty)
    }
  }

  /// A commit that takes back one of the ticket, on the base branch.
  package struct Revert: Equatable, Sendable {
    package let commit: String
    package let of: String
    /// The tags that have it, the oldest first.
    package let tags: [String]
  }

  package let commits: [Commit]
  package let reverts: [Revert]
  package let state: State
  /// Why nobody can say, where that is so.
  package let reason: String?
  /// Commits of the ticket that landed nowhere, while others have.
  package let missing: [String]
  /// The oldest tag that has what landed, or had it before it was taken back.
  package let firstRelease: String?

  /// Judges by the commits; one that has a counterpart on the base branch has landed with it.
  ///
  /// What is undone is so on the base branch. Doubts are reasons why what was not found may have landed all the same.
  package init(
    of commits: [Commit], undone: [String: String], counterparts: [String: String], doubts: [String] = [],
    tagsOfRevert: (String) -> [String] = { _ in [] }
  ) {
    self.commits = commits
    let there = commits.filter(\.isOnBase)
    func undo(_ commit: Commit) -> String? {
      undone[commit.id]
        ?? counterparts.first { $0.value == commit.id && undone[$0.key] != nil }.flatMap { undone[$0.key] }
    }
    reverts = there.compactMap { commit in
      undo(commit).map { Revert(commit: $0, of: commit.id, tags: tagsOfRevert($0)) }
    }
    let holding = there.filter { undo($0) == nil }
    let holds = !holding.isEmpty
    let elsewhere = commits.filter { !$0.isOnBase && counterparts[$0.id] == nil }
    let isReleased = elsewhere.contains(where: \.isReleased)
    let isAway = elsewhere.contains(where: \.isKept)
    var reason: String?
    if holds || there.isEmpty && isReleased {
      state = .landed
    } else if let doubt = doubts.first {
      state = .unknown
      reason = doubt
    } else if !there.isEmpty {
      state = .reverted
    } else if isAway {
      state = .open
    } else {
      state = .unknown
      reason =
        elsewhere.first.map {
          "the recorded commit \($0.id.prefix(10)) is on no branch any more, and no other has what it changes"
        }
        ?? "no commit names the ticket, and no log names a commit"
    }
    self.reason = reason
    missing = holds ? elsewhere.filter { $0.isKept && !$0.isReleased }.map(\.id) : []
    // A release that has the revert as well never had the work.
    let (taken, found) = (reverts, holds ? holding : there.isEmpty ? elsewhere : there)
    let tags = found.map { commit in
      holds
        ? commit.tags : commit.tags.filter { tag in !taken.contains { $0.of == commit.id && $0.tags.contains(tag) } }
    }
    firstRelease = tags.first?.first { tag in tags.allSatisfy { $0.contains(tag) } } ?? tags.lazy.joined().first
  }
}
