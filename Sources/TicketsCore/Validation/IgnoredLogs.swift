/// A ticket whose next run log git would leave out of every commit.
package struct IgnoredLogs: Equatable, Sendable {
  package let folder: String
  /// The pattern and where it stands, as in `'logs' in .gitignore:3`.
  package let pattern: String

  package init(folder: String, pattern: String) {
    self.folder = folder
    self.pattern = pattern
  }

  package var issue: Issue {
    Issue(
      .ignoredByGit, "Git leaves the run logs of this ticket out of every commit, because of \(pattern).",
      ticketPath: TicketRecord.path(of: folder), details: [JSON.Member("pattern", .string(pattern))])
  }
}

extension TreeCheck {
  /// The folders of the tickets that were checked.
  package var folders: [String] { tickets.map(\.folder) }
}
